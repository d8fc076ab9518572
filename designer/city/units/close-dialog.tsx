/** Closes a unit that nothing hangs on; where something does, the way to a reorganisation. */
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import type { UnitDetail } from '#engine/runtime/application/organisation.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { NoteField } from '../note-field.tsx';
import { useWords } from '../use-words.ts';

export function CloseDialog({
  detail: { unit, revision, today },
  onDone,
  onClose,
}: {
  readonly detail: UnitDetail;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}) {
  const t = useWords();
  const [lastDay, setLastDay] = useState(today);
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    await api
      .post<UnitDetail>(`/city/units/${encodeURIComponent(unit.code)}/close`, { lastDay, revision, note })
      .then(onDone, setError);
  };
  return (
    <Dialog onClose={onClose} title={t('closeUnit')}>
      <form className="city-form" onSubmit={(event) => void submit(event)}>
        <p>{t('closeLead')}</p>
        <TextInput
          type="date"
          label={t('lastDay')}
          required
          min={today}
          value={lastDay}
          onChange={(event) => setLastDay(event.currentTarget.value)}
        />
        <NoteField value={note} onChange={setNote} />
        {error !== null && <ProblemNotice error={error} />}
        {error instanceof ApiError && error.code === 'UNIT_IN_USE' && (
          <Link to={`/city/reorganisations/new?unit=${encodeURIComponent(unit.code)}`}>{t('planMove')}</Link>
        )}
        <div className="actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('closeUnit')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
