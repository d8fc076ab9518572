/** What rules would let go, now and in the next twelve months. */
import type { Simulation } from '#engine/runtime/application/retention.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { timeZone } from '../../queries.ts';
import { useRetentionWords } from './use-words.ts';

export function Simulated({ simulation }: { readonly simulation: Simulation }) {
  const t = useRetentionWords();
  return (
    <div className="retention-part">
      <h3>{t('simulated', { at: dateTime(simulation.at, timeZone) })}</h3>
      <Groups simulation={simulation} />
      <Months simulation={simulation} />
      <Which simulation={simulation} />
    </div>
  );
}

function Groups({ simulation: { groups } }: { readonly simulation: Simulation }) {
  const t = useRetentionWords();
  const language = useLanguage();
  if (groups.length === 0) return <p>{t('nothingNow')}</p>;
  return (
    <>
      <ListTable
        caption={t('byGroup')}
        rows={groups}
        keyOf={({ category, year }) => `${category.code}/${year}`}
        columns={[
          { head: t('columnCategory'), cell: ({ category }) => category.name[language] || '—' },
          { head: t('columnYear'), cell: ({ year }) => year, figures: true },
          { head: t('columnAnonymise'), cell: ({ anonymise }) => anonymise, figures: true },
          { head: t('columnDestroy'), cell: ({ destroy }) => destroy, figures: true },
          { head: t('columnStaying'), cell: ({ staying }) => staying, figures: true },
        ]}
      />
      <p className="wf-muted">{t('stayingHint')}</p>
    </>
  );
}

function Months({ simulation: { months } }: { readonly simulation: Simulation }) {
  const t = useRetentionWords();
  const day = (at: number) =>
    dateTime(at, timeZone)
      .split(' ')
      .find((part) => part.includes('/')) ?? '';
  return (
    <ListTable
      caption={t('byMonth')}
      rows={months}
      keyOf={({ month }) => month}
      columns={[
        { head: t('columnMonth'), cell: ({ month, at }) => (month === 0 ? t('now') : day(at)) },
        { head: t('columnArchive'), cell: ({ archive }) => archive, figures: true },
        { head: t('columnAnonymise'), cell: ({ anonymise }) => anonymise, figures: true },
        { head: t('columnDestroy'), cell: ({ destroy }) => destroy, figures: true },
      ]}
    />
  );
}

function Which({ simulation: { cases, unlisted } }: { readonly simulation: Simulation }) {
  const t = useRetentionWords();
  const language = useLanguage();
  return (
    <>
      {cases.length > 0 && (
        <ListTable
          caption={t('which')}
          rows={cases}
          keyOf={({ registerNumber }) => registerNumber}
          columns={[
            { head: t('columnCase'), cell: ({ registerNumber }) => <span className="wf-code">{registerNumber}</span> },
            { head: t('columnCategory'), cell: ({ category }) => category.name[language] },
            { head: t('columnClosed'), cell: ({ closedAt }) => dateTime(closedAt, timeZone) },
            { head: t('columnFate'), cell: ({ fate }) => t(fate === 'destroy' ? 'fateDestroy' : 'fateAnonymise') },
            {
              head: t('columnWhy'),
              cell: ({ rule, hold, archived }) =>
                [rule, hold === null ? '' : t('heldBy', { reason: hold }), archived ? '' : t('notArchived')]
                  .filter(Boolean)
                  .join(', '),
            },
          ]}
        />
      )}
      {unlisted > 0 && <p>{t('unlisted', { n: unlisted })}</p>}
    </>
  );
}
