/** First passwords for those who have not signed in yet, as a file that is made anew as often as it is needed. */
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { HandedOut } from '#engine/runtime/application/people.ts';
import { api } from '#portal/kit/react/api-client.ts';
import { ProblemNotice } from '#portal/kit/react/parts.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';
import { saveWorkbook } from '../workbook.ts';

const file = 'mat-khau-ban-dau.xlsx';
/** As many as the server makes at once. */
const atOnce = 50;

export function HandOut({ usernames }: { readonly usernames: readonly string[] }) {
  const t = usePeopleWords();
  const queries = useQueryClient();
  const [handed, setHanded] = useState<number>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const handOut = async () => {
    setBusy(true);
    setError(null);
    const made: HandedOut[] = [];
    try {
      for (let from = 0; from < usernames.length; from += atOnce) {
        const some = { usernames: usernames.slice(from, from + atOnce) };
        made.push(...(await api.post<readonly HandedOut[]>('/city/people/first-passwords', some)));
      }
    } catch (problem) {
      setError(problem);
    }
    // What was made holds, also where the rest was not.
    const rows = made.map(({ username, displayName, password }) => [username, displayName, password]);
    const header = [t('columnUser'), t('columnName'), t('password')];
    if (rows.length > 0) await saveWorkbook(file, [{ name: t('handOutSheet'), rows: [header, ...rows] }]);
    setHanded(made.length);
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ['city'] });
  };
  if (usernames.length === 0 && handed === undefined) return null;
  return (
    <div className="wf-notice">
      {usernames.length > 0 && <p>{t('handOutLead', { count: usernames.length })}</p>}
      {usernames.length > 0 && (
        <Button loading={busy} onClick={() => void handOut()}>
          {t('handOut')}
        </Button>
      )}
      <p role="status">{handed !== undefined && t('handOutDone', { count: handed, file })}</p>
      {error !== null && <ProblemNotice error={error} />}
    </div>
  );
}
