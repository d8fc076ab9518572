import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import type { NewPost, PeopleList } from '#engine/runtime/application/people.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { LoadState, ProblemNotice } from '#portal/kit/react/parts.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { usePeople } from '../queries.ts';
import { FirstPassword } from './first-password.tsx';
import { noPost, PostFields } from './post-fields.tsx';

export function NewPersonPage() {
  const t = usePeopleWords();
  const people = usePeople();
  return (
    <>
      <p>
        <Link to="/city/people">{t('back')}</Link>
      </p>
      <h1>{t('new')}</h1>
      <LoadState of={people} />
      {people.data !== undefined && <Questions list={people.data} />}
    </>
  );
}

interface Made {
  readonly username: string;
  readonly password: string;
}

function Questions({ list }: { readonly list: PeopleList }) {
  const t = usePeopleWords();
  const go = useNavigate();
  const queries = useQueryClient();
  const [person, setPerson] = useState({ username: '', displayName: '', email: '' });
  const [post, setPost] = useState<NewPost>(noPost);
  const [error, setError] = useState<unknown>(null);
  const [made, setMade] = useState<Made>();
  const field = (name: keyof typeof person) => ({
    value: person[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => {
      const { value } = event.currentTarget;
      setPerson((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    await api.post<Made>('/city/people', { ...person, posts: [post] }).then(setMade, setError);
  };
  return (
    <form className="city-form" onSubmit={(event) => void submit(event)}>
      <TextInput label={t('displayName')} required maxLength={120} autoComplete="off" {...field('displayName')} />
      <TextInput
        label={t('username')}
        description={t('usernameHint')}
        required
        maxLength={60}
        autoComplete="off"
        autoCapitalize="off"
        {...field('username')}
      />
      <TextInput
        type="email"
        label={t('email')}
        description={t('emailHint')}
        maxLength={150}
        autoComplete="off"
        {...field('email')}
      />
      <PostFields list={list} post={post} onChange={setPost} />
      {error !== null && <ProblemNotice error={error} />}
      <div className="actions">
        <Button component={Link} to="/city/people" variant="default">
          {t('cancel')}
        </Button>
        <Button type="submit">{t('create')}</Button>
      </div>
      {made !== undefined && (
        <FirstPassword
          name={person.displayName}
          password={made.password}
          onClose={() => {
            void queries.invalidateQueries({ queryKey: ['city'] });
            void go(`/city/people/${encodeURIComponent(made.username)}`);
          }}
        />
      )}
    </form>
  );
}
