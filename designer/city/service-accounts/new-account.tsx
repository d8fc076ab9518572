/** A system is added: who it is, what it is for, and at which posts it works. */
import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ServiceAccountList, ServicePost } from '#engine/runtime/application/service-accounts.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { RoleAtUnit } from '../people/role-at-unit.tsx';
import { useLines } from '../use-lines.ts';
import { useServiceWords } from './use-words.ts';

const noPost: ServicePost = { role: '', unit: '' };
const postsMax = 20;

export function NewAccount({
  list,
  onMade,
  onClose,
}: {
  readonly list: ServiceAccountList;
  readonly onMade: (name: string) => void;
  readonly onClose: () => void;
}) {
  const t = useServiceWords();
  const [account, setAccount] = useState({ name: '', code: '', purpose: '' });
  const [posts, setPosts] = useState<readonly ServicePost[]>([noPost]);
  const { edited, add } = useLines(posts, setPosts);
  const [error, setError] = useState<unknown>(null);
  const field = (name: keyof typeof account) => ({
    value: account[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const { value } = event.currentTarget;
      setAccount((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const made = () => onMade(account.name);
    await api.post<void>('/city/service-accounts', { ...account, posts }).then(made, setError);
  };
  return (
    <form className="city-form wf-card block" onSubmit={(event) => void submit(event)}>
      <h2>{t('new')}</h2>
      <TextInput label={t('name')} required maxLength={100} autoComplete="off" data-autofocus {...field('name')} />
      <TextInput
        label={t('code')}
        description={t('codeHint')}
        required
        maxLength={60}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        {...field('code')}
      />
      <Textarea
        label={t('purpose')}
        description={t('purposeHint')}
        required
        autosize
        minRows={2}
        maxLength={500}
        {...field('purpose')}
      />
      <p className="wf-muted">{t('postsHint')}</p>
      {edited.map(({ key, line, place, put, remove }) => (
        <fieldset key={key} className="city-fields">
          <legend>{t('postNumber', { number: place + 1 })}</legend>
          <RoleAtUnit list={list} post={line} onChange={put} />
          {posts.length > 1 && (
            <Button variant="default" onClick={remove}>
              {t('removePost', { number: place + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {posts.length < postsMax && (
        <Button variant="default" onClick={() => add(noPost)}>
          {t('addPost')}
        </Button>
      )}
      {error !== null && <ProblemNotice error={error} labels={(path) => labelOf(t, path)} />}
      <div className="actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit">{t('create')}</Button>
      </div>
    </form>
  );
}

function labelOf(t: ReturnType<typeof useServiceWords>, path: string): string {
  if (path === 'name' || path === 'code' || path === 'purpose') return t(path);
  const number = Number(/^posts\.(\d+)/.exec(path)?.[1] ?? Number.NaN);
  return Number.isNaN(number) ? t('posts') : t('postNumber', { number: number + 1 });
}
