/** How much each person of my units has: whom the next task may go to. */

import { Link } from 'react-router';
import type { LoadView } from '#engine/runtime/application/assignments.ts';
import { Definition } from '#portal/kit/react/definition.tsx';
import { ListTable } from '#portal/kit/react/list-table.tsx';
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
      <Definition of={['load.open', 'load.late', 'load.dueToday']} />
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
      <ListTable
        caption={lines[0]?.unit.name[language]}
        rows={lines}
        keyOf={({ role, person }) => `${role.code}/${person?.username ?? ''}`}
        columns={[
          {
            head: t('columnPerson'),
            cell: ({ person, away }) => (
              <>
                {person?.displayName ?? t('unclaimed')}
                {away && <span className="wf-chip mute">{t('away')}</span>}
              </>
            ),
          },
          { head: t('columnRole'), cell: ({ role }) => role.name[language] },
          {
            head: t('columnOpen'),
            cell: (line) => <Opens line={line} view="unit" count={line.open} what={t('columnOpen')} />,
            figures: true,
          },
          {
            head: t('columnLate'),
            cell: (line) => <Opens line={line} view="late" count={line.late} what={t('columnLate')} />,
            figures: true,
          },
          {
            head: t('columnToday'),
            cell: (line) => <Opens line={line} view="dueToday" count={line.dueToday} what={t('columnToday')} />,
            figures: true,
          },
        ]}
      />
    </div>
  );
}

interface OpensProps {
  readonly line: LoadView;
  readonly view: 'unit' | 'late' | 'dueToday';
  readonly count: number;
  readonly what: string;
}

/** A number opens the very tasks that it counts. */
function Opens({ line: { unit, role, person }, view, count, what }: OpensProps) {
  const t = useGivingText();
  if (count === 0) return count;
  const held = new URLSearchParams({ unit: unit.code, role: role.code, holder: person?.username ?? '' });
  const label = t('opensTasks', { count, what, who: person?.displayName ?? t('unclaimed') });
  return (
    <Link to={`/${view}?${held}`} aria-label={label} className={view === 'late' ? 'late' : undefined}>
      {count}
    </Link>
  );
}
