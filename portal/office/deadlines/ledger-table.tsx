/** Every interval of a clock that counted and every one that did not, with their sums to the second. */
import type { LedgerLineView, LedgerView } from '#engine/runtime/application/deadlines.ts';
import { dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { exact } from './exact.ts';
import { useWords } from './use-words.ts';

export function LedgerTable({ ledger }: { readonly ledger: LedgerView }) {
  const t = useWords();
  return (
    <div className="ledger">
      <table className="list">
        <caption className="visually-hidden">{t('ledger')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columnFrom')}</th>
            <th scope="col">{t('columnTo')}</th>
            <th scope="col">{t('columnWhy')}</th>
            <th scope="col" className="num">
              {t('columnCounted')}
            </th>
            <th scope="col" className="num">
              {t('columnNot')}
            </th>
          </tr>
        </thead>
        <tbody>
          {ledger.lines.map((line) => (
            <Line key={line.from} line={line} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>
              {t('ledgerSum')}
            </th>
            <td data-label={t('columnCounted')} className="num">
              {exact(ledger.countedMs)}
            </td>
            <td data-label={t('columnNot')} className="num">
              {exact(ledger.notCountedMs)}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Line({ line }: { readonly line: LedgerLineView }) {
  const t = useWords();
  const language = useLanguage();
  const length = exact(line.to - line.from);
  const counts = line.kind === 'working';
  const why = line.reason === null ? t(line.kind) : t('named', { kind: t(line.kind), name: line.reason[language] });
  return (
    <tr className={counts ? 'counts' : 'counts-not'}>
      <td data-label={t('columnFrom')}>{dateTime(line.from, timeZone)}</td>
      <td data-label={t('columnTo')}>{dateTime(line.to, timeZone)}</td>
      <td data-label={t('columnWhy')}>{why}</td>
      <td data-label={t('columnCounted')} className="num">
        {counts ? length : ''}
      </td>
      <td data-label={t('columnNot')} className="num">
        {counts ? '' : length}
      </td>
    </tr>
  );
}
