/** Every background duty: when it last ended well, when it comes next, and why it failed. */
import type { DutyState } from '#engine/runtime/application/installation.ts';
import { count, dateTime } from '#portal/kit/format.ts';
import { timeZone } from '#portal/kit/react/installation.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useWords, wordsFor } from './use-words.ts';

/** As `wardflow doctor` counts it. */
const lateMs = 600_000;

export function DutyTable({ duties, now }: { readonly duties: readonly DutyState[]; readonly now: number }) {
  const t = useWords();
  const language = useLanguage();
  return (
    <section className="wf-card state-card" aria-labelledby="duties">
      <h2 id="duties">{t('duties')}</h2>
      <p className="wf-muted">{t(duties.length === 0 ? 'dutiesNone' : 'dutiesLead')}</p>
      {duties.length > 0 && (
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('columnDuty')}</th>
              <th scope="col">{t('columnState')}</th>
              <th scope="col">{t('columnLast')}</th>
              <th scope="col" className="num">
                {t('columnDone')}
              </th>
              <th scope="col">{t('columnNext')}</th>
            </tr>
          </thead>
          <tbody>
            {duties.map((duty) => (
              <tr key={duty.name}>
                <th scope="row">{wordsFor(t, `duty_${duty.name}`)}</th>
                <td data-label={t('columnState')}>
                  <State duty={duty} now={now} />
                </td>
                <td data-label={t('columnLast')}>
                  {duty.endedAt === null ? t('never') : dateTime(duty.endedAt, timeZone)}
                </td>
                <td data-label={t('columnDone')} className="num">
                  {count(duty.done, language)}
                </td>
                <td data-label={t('columnNext')}>{dateTime(duty.dueAt, timeZone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function State({ duty, now }: { readonly duty: DutyState; readonly now: number }) {
  const t = useWords();
  const { faults, fault, running, dueAt } = duty;
  if (faults > 0) return <span className="wf-chip late">{t('failed', { count: faults, fault })}</span>;
  if (running) return <span className="wf-chip info">{t('running')}</span>;
  if (now - dueAt > lateMs) return <span className="wf-chip risk">{t('late')}</span>;
  return <span className="wf-chip ok">{t('good')}</span>;
}
