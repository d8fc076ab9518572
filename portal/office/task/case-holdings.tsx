/** The ledger of a case: who held it from when to when, how it came to them, and why. */
import type { Holdings, HoldingView } from '#engine/runtime/application/history.ts';
import { dateTime, span } from '#portal/kit/format.ts';
import { ApiError } from '#portal/kit/react/api-client.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { useHoldings } from '../giving/queries.ts';
import { useText } from '../use-text.ts';

export function CaseHoldings({ caseId }: { readonly caseId: string }) {
  const t = useText();
  const holdings = useHoldings(caseId);
  const { data, error } = holdings;
  if (error instanceof ApiError && error.status === 404) return <p>{t('stepsHidden')}</p>;
  if (data === undefined) return <LoadState of={holdings} />;
  return <Ledger holdings={data} />;
}

function Ledger({ holdings: { lines, ageMs } }: { readonly holdings: Holdings }) {
  const t = useGivingText();
  const language = useLanguage();
  return (
    <table className="list">
      <caption>{t('ledgerLead')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('columnHolder')}</th>
          <th scope="col">{t('columnFrom')}</th>
          <th scope="col">{t('columnHow')}</th>
          <th scope="col" className="num">
            {t('columnHeld')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // Several lines may begin at the same instant.
          <Line key={`${line.from}-${index.toString()}`} line={line} />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={3}>
            {t('ledgerSum')}
          </th>
          <td className="num" data-label={t('columnHeld')}>
            {span(ageMs, language)}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function Line({ line }: { readonly line: HoldingView }) {
  const t = useGivingText();
  const language = useLanguage();
  const { how, unit, person, isReporter, fromUnit, from, to, ms, by, note } = line;
  const holder = isReporter ? t('holderReporter') : (unit?.name[language] ?? t('holderNone'));
  return (
    <tr>
      <th scope="row">
        {holder}
        {!isReporter && unit !== null && <small className="wf-muted">{person ?? t('holderPool')}</small>}
      </th>
      <td data-label={t('columnFrom')}>
        <span>
          {dateTime(from, timeZone)}
          {to === null && <span className="wf-chip info">{t('holderNow')}</span>}
        </span>
      </td>
      <td data-label={t('columnHow')}>
        <span>
          {fromUnit === null ? t(`how_${how}`) : t('how_returnedBy', { unit: fromUnit.name[language] })}
          {by !== null && <small className="wf-muted">{by}</small>}
          {note !== null && <em>{note}</em>}
        </span>
      </td>
      <td data-label={t('columnHeld')} className="num">
        {span(ms, language)}
      </td>
    </tr>
  );
}
