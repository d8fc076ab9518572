/** The steps of a case: who had each, from when to when, how long it waited and was worked on, and how it ended. */
import type { CaseStep } from '#engine/runtime/application/history.ts';
import { dateTime, span } from '#portal/kit/format.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { FactList, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import type { OfficeTextKey } from '#portal/kit/texts/office.ts';
import { useSteps } from '../queries.ts';
import { useText } from '../use-text.ts';

export function CaseSteps({ caseId }: { readonly caseId: string }) {
  const t = useText();
  const asked = useSteps(caseId);
  const { data: steps, error } = asked;
  // Who helps with a case need not be of the unit that answers for it.
  if (error instanceof ApiError && error.status === 404) return <p>{t('stepsHidden')}</p>;
  if (steps === undefined) return <LoadState of={asked} />;
  return (
    <>
      <ol className="story steps">
        {steps.map((step) => (
          <Step key={`${step.element}-${step.openedAt}`} step={step} />
        ))}
      </ol>
      <p className="wf-muted">{t('stepsMeaning')}</p>
    </>
  );
}

function Step({ step }: { readonly step: CaseStep }) {
  const t = useText();
  const language = useLanguage();
  const { openedAt, closedAt, dueAt, takenAt, returned } = step;
  const who = [step.by, step.unit?.[language]].filter((part) => part !== null && part !== undefined).join(', ');
  const outcome = outcomes[step.outcome === '' && takenAt === null ? 'waiting' : step.outcome];
  const facts = [
    [t('stepFrom'), dateTime(openedAt, timeZone)],
    [t('stepTo'), closedAt === null ? t('stepNow') : dateTime(closedAt, timeZone)],
    [t('waited'), span(step.waitingMs, language)],
    [t('worked'), takenAt === null && step.workingMs === 0 ? '–' : span(step.workingMs, language)],
  ] as const;
  return (
    <li>
      <strong>{step.name[language]}</strong>
      {who !== '' && <span className="wf-muted">{who}</span>}
      <p className="marks">
        <span className={`wf-chip ${outcome.tone}`}>{t(outcome.text)}</span>
        {returned !== null && (
          <span className="wf-chip risk">{t(returned === 'recall' ? 'againByRecall' : 'againByReturn')}</span>
        )}
        {closedAt !== null && dueAt !== null && closedAt > dueAt && <span className="wf-chip late">{t('late')}</span>}
      </p>
      <FactList className="facts" facts={facts} />
    </li>
  );
}

const outcomes: Readonly<
  Record<CaseStep['outcome'] | 'waiting', { readonly tone: string; readonly text: OfficeTextKey }>
> = {
  waiting: { tone: 'info', text: 'stepWaiting' },
  '': { tone: 'info', text: 'stepOpen' },
  completed: { tone: 'ok', text: 'stepDone' },
  cancelled: { tone: 'mute', text: 'stepCancelled' },
  sentBack: { tone: 'risk', text: 'stepSentBack' },
  recalled: { tone: 'mute', text: 'stepRecalled' },
};
