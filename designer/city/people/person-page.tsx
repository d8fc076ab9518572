/** One person: posts given and taken, absence and substitute, the account closed and opened. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { PeopleList, PersonDetail } from '#engine/runtime/application/people.ts';
import { AbsenceForm } from '#portal/kit/react/absence-form.tsx';
import { AbsenceList, ReceivedList } from '#portal/kit/react/absence-list.tsx';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { PageHead } from '../../page-head.tsx';
import { usePeople, usePerson } from '../queries.ts';
import { AccountForm } from './account-form.tsx';
import { DeactivateDialog } from './deactivate-dialog.tsx';
import { FirstPassword } from './first-password.tsx';
import { PersonChip } from './people-page.tsx';
import { Posts } from './posts.tsx';
import { SignInSection } from './sign-in-section.tsx';

export function PersonPage() {
  const t = usePeopleWords();
  const { username = '' } = useParams();
  const [person, list] = [usePerson(username), usePeople()];
  const error = person.error ?? list.error;
  return (
    <>
      <p>
        <Link to="/city/people">{t('back')}</Link>
      </p>
      {error !== null && <ProblemNotice error={error} />}
      {person.data !== undefined && list.data !== undefined && (
        <Loaded key={username} person={person.data} list={list.data} />
      )}
    </>
  );
}

interface Props {
  readonly person: PersonDetail;
  readonly list: PeopleList;
}

function Loaded({ person, list }: Props) {
  const t = usePeopleWords();
  const queries = useQueryClient();
  const [told, setTold] = useState('');
  const again = (words = t('saved')) => {
    setTold(words);
    void queries.invalidateQueries({ queryKey: ['city'] });
  };
  return (
    <>
      <Head person={person} onDone={again} />
      <p role="status">{told}</p>
      <div className="unit-facts">
        <section>
          <h2>{t('posts')}</h2>
          <Posts person={person} list={list} onDone={again} />
        </section>
        <section>
          <h2>{t('absences')}</h2>
          <Absences person={person} list={list} onDone={again} />
        </section>
        <SignInSection person={person} onDone={again} />
      </div>
    </>
  );
}

function Head({ person, onDone }: { readonly person: PersonDetail; readonly onDone: () => void }) {
  const t = usePeopleWords();
  const { username, displayName } = person;
  const [doing, setDoing] = useState<'edit' | 'deactivate'>();
  const [password, setPassword] = useState<string>();
  const [error, setError] = useState<unknown>(null);
  const post = <T,>(way: string) => api.post<T>(`/city/people/${encodeURIComponent(username)}/${way}`);
  const done = () => {
    setDoing(undefined);
    onDone();
  };
  return (
    <>
      <PageHead
        title={displayName}
        lead={
          <p>
            <code>{username}</code> <PersonChip person={person} today={person.today} /> {person.email}
          </p>
        }
      >
        <div className="actions">
          <Button variant="default" onClick={() => setDoing('edit')}>
            {t('edit')}
          </Button>
          <Button
            variant="default"
            title={t('resetAsk')}
            onClick={() =>
              void post<{ readonly password: string }>('password').then((made) => setPassword(made.password), setError)
            }
          >
            {t('resetPassword')}
          </Button>
          {person.active ? (
            <Button color="red" onClick={() => setDoing('deactivate')}>
              {t('deactivate')}
            </Button>
          ) : (
            <Button onClick={() => void post('activate').then(done, setError)}>{t('activate')}</Button>
          )}
        </div>
      </PageHead>
      {error !== null && <ProblemNotice error={error} />}
      {doing === 'edit' && <AccountForm person={person} onDone={done} onClose={() => setDoing(undefined)} />}
      {doing === 'deactivate' && <DeactivateDialog person={person} onDone={done} onClose={() => setDoing(undefined)} />}
      {password !== undefined && (
        <FirstPassword name={displayName} password={password} onClose={() => setPassword(undefined)} />
      )}
    </>
  );
}

function Absences({ person, list, onDone }: Props & { readonly onDone: (words?: string) => void }) {
  const t = usePeopleWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <AbsenceList absences={person.absences} onEnded={onDone} />
      {open ? (
        <AbsenceForm
          username={person.username}
          today={person.today}
          posts={person.posts}
          matters={person.matters}
          colleagues={list.people.filter(({ username, active }) => active && username !== person.username)}
          onCancel={() => setOpen(false)}
          onSaved={() => {
            setOpen(false);
            onDone();
          }}
        />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('setAbsence')}
        </Button>
      )}
      <h3>{t('received')}</h3>
      <ReceivedList received={person.received} />
    </>
  );
}
