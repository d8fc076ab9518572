import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '#portal/kit/react/api-client.ts';
import { deskKey, waitingKey } from './queries.ts';

/** One act on what is public of a case; then everything is asked anew. */
export function useAct(caseId: string, done: string) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const run = (verb: 'corrections' | 'decision' | 'withdrawal', body: object) => {
    setBusy(true);
    setError(undefined);
    api
      .post(`/cases/${caseId}/publication/${verb}`, body)
      .then(async () => {
        notifications.show({ message: done });
        await queries.invalidateQueries({ queryKey: waitingKey });
        await queries.invalidateQueries({ queryKey: deskKey(caseId) });
      })
      .catch(setError)
      .finally(() => setBusy(false));
  };
  return { busy, error, run };
}
