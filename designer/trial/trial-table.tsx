/** The cases that would not go as they went, one row each. */
import type { DraftTrial, DraftTrials } from '#engine/runtime/application/history.ts';
import { date, dateTime, span } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../queries.ts';
import { useText } from '../use-text.ts';
import { isLateNow } from './sums.ts';

/** Rows on one screen; who wants to see all of thousands takes the command line. */
const shownMax = 200;

export function TrialTable({
  cases,
  names,
  chosen,
  onChoose,
}: {
  readonly cases: readonly DraftTrial[];
  readonly names: DraftTrials['names'];
  readonly chosen: string | undefined;
  readonly onChoose: (instanceId: string) => void;
}) {
  const t = useText();
  const language = useLanguage();
  const nameOf = (element: string) => names[element]?.[language] ?? element;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls the table from here
    <section className="scroll" aria-label={t('trialDiffering')} tabIndex={0}>
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('columnCase')}</th>
            <th scope="col">{t('columnBegan')}</th>
            <th scope="col">{t('columnParts')}</th>
            <th scope="col">{t('columnNeeds')}</th>
            <th scope="col">{t('columnShift')}</th>
          </tr>
        </thead>
        <tbody>
          {cases.slice(0, shownMax).map((one) => (
            <tr key={one.instanceId}>
              <th scope="row">
                <button
                  type="button"
                  className="as-link"
                  aria-pressed={one.instanceId === chosen}
                  onClick={() => onChoose(one.instanceId)}
                >
                  {one.registerNumber ?? t('noNumber')}
                </button>
              </th>
              <td data-label={t('columnBegan')}>{date(one.startedAt, timeZone)}</td>
              <td data-label={t('columnParts')}>
                <Parts trial={one} nameOf={nameOf} />
              </td>
              <td data-label={t('columnNeeds')}>{[...one.needs, ...one.stuck].map(nameOf).join(', ') || '–'}</td>
              <td data-label={t('columnShift')}>
                <Shifts trial={one} nameOf={nameOf} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly trial: DraftTrial;
  readonly nameOf: (element: string) => string;
}

function Parts({ trial: { result, code, parts }, nameOf }: RowProps) {
  const t = useText();
  if (result === 'refused') return <>{t('refusedBecause', { code: code ?? '' })}</>;
  if (result === 'unreadable') return <>{t('unreadableBecause', { code: code ?? '' })}</>;
  if (parts === null) return <span className="wf-muted">{t('sameWay')}</span>;
  const listed = (elements: readonly string[]) => elements.map(nameOf).join(', ') || t('nowhere');
  const after = parts.after === null ? t('atBeginning') : nameOf(parts.after);
  return <>{t('partsAfter', { after, was: listed(parts.was), now: listed(parts.now) })}</>;
}

function Shifts({ trial: { deadlines }, nameOf }: RowProps) {
  const t = useText();
  if (deadlines.length === 0) return <>–</>;
  return (
    <ul className="shifts">
      {deadlines.map(({ element, was, now, doneAt }) => (
        <li key={`${element} ${was} ${now}`}>
          <Shift step={nameOf(element)} was={was} now={now} />
          {isLateNow({ element, was, now, doneAt }) && (
            <>
              {' '}
              <span className="wf-chip late">{t('wouldBeLate')}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ShiftProps {
  readonly step: string;
  readonly was: number | null;
  readonly now: number | null;
}

function Shift({ step, was, now }: ShiftProps) {
  const t = useText();
  const language = useLanguage();
  if (was === null) return <>{t('dueNew', { step, at: dateTime(now ?? 0, timeZone) })}</>;
  if (now === null) return <>{t('dueGone', { step })}</>;
  const by = span(Math.abs(now - was), language);
  return <>{t(now < was ? 'dueEarlier' : 'dueLater', { step, span: by })}</>;
}
