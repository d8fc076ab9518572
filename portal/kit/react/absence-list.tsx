import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AbsenceView } from '#engine/runtime/application/people.ts';
import { dayWords } from '../format.ts';
import { api } from './api-client.ts';
import { ProblemNotice } from './parts.tsx';
import { usePeopleWords } from './use-people-words.ts';

/** Absences that are not over, each with who stands in; they are ended here. */
export function AbsenceList({
  absences,
  onEnded,
}: {
  readonly absences: readonly AbsenceView[];
  readonly onEnded: () => void;
}) {
  const t = usePeopleWords();
  const [error, setError] = useState<unknown>(null);
  if (absences.length === 0) return <p className="wf-muted">{t('absencesNone')}</p>;
  return (
    <>
      <ul className="absence-list">
        {absences.map(({ id, firstDay, lastDay, kind, substitute }) => (
          <li key={id}>
            <span>
              {t('awayLine', { from: dayWords(firstDay), to: dayWords(lastDay), kind: t(`kind_${kind}`) })}
              <br />
              <span className="wf-muted">
                {substitute === null ? t('noSubstitute') : t('substituteLine', { name: substitute.displayName })}
              </span>
            </span>
            <Button
              size="xs"
              variant="default"
              aria-label={t('endAbsenceOf', { from: dayWords(firstDay) })}
              onClick={() => void api.delete(`/absences/${id}`).then(onEnded, setError)}
            >
              {t('endAbsence')}
            </Button>
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}
