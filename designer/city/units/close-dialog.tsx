/** Closes a unit that nothing hangs on; where something does, the way to a reorganisation. */
import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { UnitDetail } from '#engine/runtime/application/organisation.ts';
import { ApiError, api } from '#portal/kit/react/api-client.ts';
import { Dialog } from '#portal/kit/react/dialog.tsx';
import { SaveForm } from '../save-form.tsx';
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
  const close = useMutation({
    mutationFn: (note: string) =>
      api.post<UnitDetail>(`/city/units/${encodeURIComponent(unit.code)}/close`, { lastDay, revision, note }),
    onSuccess: onDone,
  });
  return (
    <Dialog onClose={onClose} title={t('closeUnit')}>
      <SaveForm save={close} verb={t('closeUnit')} cancel={onClose}>
        <p>{t('closeLead')}</p>
        <TextInput
          type="date"
          label={t('lastDay')}
          required
          min={today}
          value={lastDay}
          onChange={(event) => setLastDay(event.currentTarget.value)}
        />
      </SaveForm>
      {close.error instanceof ApiError && close.error.code === 'UNIT_IN_USE' && (
        <Link to={`/city/reorganisations/new?unit=${encodeURIComponent(unit.code)}`}>{t('planMove')}</Link>
      )}
    </Dialog>
  );
}
