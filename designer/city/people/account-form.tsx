import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PersonDetail } from '#engine/runtime/application/people.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

/** Name and address of an account. */
export function AccountForm({
  person,
  onDone,
  onClose,
}: {
  readonly person: PersonDetail;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const t = usePeopleWords();
  const [displayName, setName] = useState(person.displayName);
  const [email, setEmail] = useState(person.email);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await api.put(`/city/people/${encodeURIComponent(person.username)}`, { displayName, email }).then(onDone, setError);
  };
  return (
    <Dialog onClose={onClose} title={t('edit')}>
      <form className="city-form" onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t('displayName')}
          required
          maxLength={120}
          value={displayName}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          type="email"
          label={t('email')}
          description={t('emailHint')}
          maxLength={150}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        {error !== null && <ProblemNotice error={error} />}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('save')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
