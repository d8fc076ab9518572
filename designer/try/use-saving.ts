/** What a dialog of the page saves: under way, told when done, said why where not. */
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

/** @param done what is told @param onDone what comes then */
export function useSaving(done: string, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const run = async (save: () => Promise<void>) => {
    setBusy(true);
    setError(null);
    try {
      await save();
      notifications.show({ message: done });
      onDone();
    } catch (fault) {
      setError(fault);
    }
    setBusy(false);
  };
  return { run, busy, error };
}
