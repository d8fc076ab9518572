import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PeopleList, PersonDetail, PostView } from '#engine/runtime/application/people.ts';
import { dayWords } from '#portal/kit/format.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { noPost, PostFields } from './post-fields.tsx';

interface Props {
  readonly person: PersonDetail;
  readonly list: PeopleList;
  readonly onDone: () => void;
}

/** Posts that somebody has, with their days; they are given and taken here. */
export function Posts({ person, list, onDone }: Props) {
  const t = usePeopleWords();
  const language = useLanguage();
  const [ending, setEnding] = useState<PostView>();
  const [giving, setGiving] = useState(false);
  const done = () => {
    setEnding(undefined);
    setGiving(false);
    onDone();
  };
  return (
    <>
      {person.posts.length === 0 && <p className="wf-muted">{t('postsNone')}</p>}
      <ul className="absence-list">
        {person.posts.map((post) => (
          <li key={post.id}>
            <span>
              {post.roleName[language]}, {post.unitName[language]} <code>{post.unit}</code>
              <br />
              <span className="wf-muted">
                {post.validFrom !== '' && t('from', { day: dayWords(post.validFrom) })}{' '}
                {post.validTo !== '' && t('until', { day: dayWords(post.validTo) })}
              </span>
            </span>
            {(post.validTo === '' || post.validTo >= person.today) && (
              <Button
                size="xs"
                variant="default"
                aria-label={t('endPostOf', { role: post.roleName[language], unit: post.unitName[language] })}
                onClick={() => setEnding(post)}
              >
                {t('endPost')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => setGiving(true)}>
        {t('givePost')}
      </Button>
      {giving && <GiveDialog person={person} list={list} onDone={done} onClose={() => setGiving(false)} />}
      {ending !== undefined && (
        <EndDialog person={person} post={ending} onDone={done} onClose={() => setEnding(undefined)} />
      )}
    </>
  );
}

function GiveDialog({ person, list, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const t = usePeopleWords();
  const [post, setPost] = useState(noPost);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await api.post(`/city/people/${encodeURIComponent(person.username)}/posts`, post).then(onDone, setError);
  };
  return (
    <Dialog onClose={onClose} title={t('givePost')}>
      <form className="city-form" onSubmit={(event) => void submit(event)}>
        <PostFields list={list} post={post} onChange={setPost} />
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('givePost')}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function EndDialog({
  person,
  post,
  onDone,
  onClose,
}: {
  readonly person: PersonDetail;
  readonly post: PostView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const t = usePeopleWords();
  const language = useLanguage();
  const [lastDay, setLastDay] = useState(person.today);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const way = `/city/people/${encodeURIComponent(person.username)}/posts/${post.id}/end`;
    await api.post(way, { lastDay }).then(onDone, setError);
  };
  const title = t('endPostOf', { role: post.roleName[language], unit: post.unitName[language] });
  return (
    <Dialog onClose={onClose} title={title}>
      <form className="city-form" onSubmit={(event) => void submit(event)}>
        <TextInput
          type="date"
          label={t('lastDay')}
          required
          value={lastDay}
          onChange={(event) => setLastDay(event.currentTarget.value)}
        />
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('endPost')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
