import { Link } from 'react-router';
import type { ConfigChange } from '#engine/runtime/application/organisation.ts';
import { dateTime } from '#portal/kit/format.ts';
import { ListTable } from '#portal/kit/react/list-table.tsx';
import { EmptyState, LoadState } from '#portal/kit/react/parts.tsx';
import { timeZone } from '../../queries.ts';
import { useUnitChanges } from '../queries.ts';
import { useWords } from '../use-words.ts';

/** Who changed the units when and why, and which ones. */
export function ChangesPage() {
  const t = useWords();
  const changes = useUnitChanges();
  return (
    <>
      <p>
        <Link to="/city/units">{t('back')}</Link>
      </p>
      <h1>{t('changes')}</h1>
      <LoadState of={changes} />
      {changes.data?.length === 0 && (
        <EmptyState title={t('changesNone')}>
          <p>{t('changesNoneHint')}</p>
        </EmptyState>
      )}
      {changes.data !== undefined && changes.data.length > 0 && <ChangeTable changes={changes.data} />}
    </>
  );
}

function ChangeTable({ changes }: { readonly changes: readonly ConfigChange[] }) {
  const t = useWords();
  return (
    <div className="wf-card">
      <ListTable
        label={t('changes')}
        rows={changes}
        keyOf={({ revision }) => revision}
        columns={[
          { head: t('columnWhen'), cell: ({ at }) => (at === null ? t('asInstalled') : dateTime(at, timeZone)) },
          { head: t('columnWho'), cell: ({ by }) => by },
          { head: t('columnWhy'), cell: ({ note }) => note },
          {
            head: t('columnWhat'),
            cell: (change) =>
              (['added', 'changed', 'removed'] as const)
                .filter((kind) => change[kind].length > 0)
                .map((kind) => t(kind, { codes: shortened(change[kind]) }))
                .join('; '),
          },
        ]}
      />
    </div>
  );
}

/** A reorganisation changes hundreds: enough are named to know which they are. */
function shortened(codes: readonly string[]): string {
  const shown = codes.slice(0, 8).join(', ');
  return codes.length > 8 ? `${shown} … (${codes.length})` : shown;
}
