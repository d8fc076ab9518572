import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AbsenceView, ReceivedView } from '#engine/runtime/application/people.ts';
import { dayWords } from '../format.ts';
import { api } from './api-client.ts';
import { ProblemNotice } from './parts.tsx';
import { useLanguage } from './providers.tsx';
import { usePeopleWords } from './use-people-words.ts';

/** Absences and delegations that are not over, each with who stands in; they are ended here. */
export function AbsenceList({
  absences,
  onEnded,
}: {
  readonly absences: readonly AbsenceView[];
  /** Hears what to say of it. */
  readonly onEnded: (words: string) => void;
}) {
  const t = usePeopleWords();
  const [error, setError] = useState<unknown>(null);
  if (absences.length === 0) return <p className="wf-muted">{t('absencesNone')}</p>;
  return (
    <>
      <ul className="absence-list">
        {absences.map((absence) => (
          <li key={absence.id}>
            {absence.kind === 'delegation' ? <Delegated absence={absence} /> : <Away absence={absence} />}
            <Button
              size="xs"
              variant="default"
              aria-label={
                absence.kind === 'delegation'
                  ? t('endDelegationOf', {
                      name: absence.substitute?.displayName ?? '',
                      from: dayWords(absence.firstDay),
                    })
                  : t('endAbsenceOf', { from: dayWords(absence.firstDay) })
              }
              onClick={() =>
                void api
                  .delete(`/absences/${absence.id}`)
                  .then(() => onEnded(t(absence.kind === 'delegation' ? 'endedDelegation' : 'ended')), setError)
              }
            >
              {t(absence.kind === 'delegation' ? 'endDelegation' : 'endAbsence')}
            </Button>
          </li>
        ))}
      </ul>
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}

/** What somebody has from others: it ends by itself, or is taken back by them. */
export function ReceivedList({ received }: { readonly received: readonly ReceivedView[] }) {
  const t = usePeopleWords();
  if (received.length === 0) return <p className="wf-muted">{t('receivedNone')}</p>;
  return (
    <ul>
      {received.map((one) => (
        <li key={one.id}>
          {t(one.kind === 'delegation' ? 'receivedDelegated' : 'receivedStandIn', {
            from: dayWords(one.firstDay),
            to: dayWords(one.lastDay),
            name: one.person.displayName,
          })}
          <Limits absence={one} />
        </li>
      ))}
    </ul>
  );
}

function Away({ absence: { firstDay, lastDay, kind, substitute } }: { readonly absence: AbsenceView }) {
  const t = usePeopleWords();
  return (
    <span>
      {t('awayLine', { from: dayWords(firstDay), to: dayWords(lastDay), kind: t(`kind_${kind}`) })}
      <br />
      <span className="wf-muted">
        {substitute === null ? t('noSubstitute') : t('substituteLine', { name: substitute.displayName })}
      </span>
    </span>
  );
}

function Delegated({ absence }: { readonly absence: AbsenceView }) {
  const t = usePeopleWords();
  const { firstDay, lastDay, substitute } = absence;
  return (
    <span>
      {t('delegatedLine', {
        from: dayWords(firstDay),
        to: dayWords(lastDay),
        name: substitute?.displayName ?? '',
      })}
      <Limits absence={absence} />
    </span>
  );
}

function Limits({ absence: { categories } }: { readonly absence: AbsenceView }) {
  const t = usePeopleWords();
  const language = useLanguage();
  if (categories.length === 0) return null;
  return (
    <>
      <br />
      <span className="wf-muted">
        {t('delegatedMatters', { names: categories.map(({ name }) => name[language]).join(', ') })}
      </span>
    </>
  );
}
