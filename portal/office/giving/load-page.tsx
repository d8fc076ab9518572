/** How much each person of my units has: whom the next task may go to. */
import type { LoadView } from '#engine/runtime/application/assignments.ts';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useGivingText } from '#portal/kit/react/use-giving-text.ts';
import { useMe } from '../queries.ts';
import { useLoad } from './queries.ts';

export function LoadPage() {
  const t = useGivingText();
  const me = useMe().data;
  const load = useLoad(me?.mayGive === true);
  const units = Map.groupBy(load.data ?? [], ({ unit }) => unit.code);
  return (
    <div className="list-page">
      <h1>{t('load')}</h1>
      <p className="wf-muted">{t('loadLead')}</p>
      {me?.mayGive === false && <EmptyState title={t('loadNone')}>{t('loadNoneHint')}</EmptyState>}
      <LoadState of={load} />
      {[...units].map(([unit, lines]) => (
        <LoadTable key={unit} lines={lines} />
      ))}
    </div>
  );
}

function LoadTable({ lines }: { readonly lines: readonly LoadView[] }) {
  const t = useGivingText();
  const language = useLanguage();
  return (
    <div className="wf-card">
      <table className="list">
        <caption>{lines[0]?.unit.name[language]}</caption>
        <thead>
          <tr>
            <th scope="col">{t('columnPerson')}</th>
            <th scope="col">{t('columnRole')}</th>
            <th scope="col" className="num">
              {t('columnOpen')}
            </th>
            <th scope="col" className="num">
              {t('columnLate')}
            </th>
            <th scope="col" className="num">
              {t('columnToday')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.role.code}/${line.person?.username ?? ''}`}>
              <th scope="row">
                {line.person?.displayName ?? t('unclaimed')}
                {line.away && <span className="wf-chip mute">{t('away')}</span>}
              </th>
              <td data-label={t('columnRole')}>{line.role.name[language]}</td>
              <td data-label={t('columnOpen')} className="num">
                {line.open}
              </td>
              <td data-label={t('columnLate')} className={line.late > 0 ? 'num late' : 'num'}>
                {line.late}
              </td>
              <td data-label={t('columnToday')} className="num">
                {line.dueToday}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
