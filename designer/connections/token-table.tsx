import { Button } from '@mantine/core';
import type { WorkerTokenView } from '#engine/runtime/application/external.ts';
import { dateTime } from '#portal/kit/format.ts';
import { type Column, ListTable } from '#portal/kit/react/list-table.tsx';
import { timeZone } from '../queries.ts';
import { useWords } from './use-words.ts';

/** How the engine names who works on the command line. */
const commandLine = 'command-line';

/** @param onRevoke left out where nothing is left to revoke */
export function TokenTable({
  label,
  tokens,
  onRevoke,
}: {
  readonly label: string;
  readonly tokens: readonly WorkerTokenView[];
  readonly onRevoke?: (token: WorkerTokenView) => void;
}) {
  const t = useWords();
  const when = (at: number, by: string) =>
    t('madeBy', { at: dateTime(at, timeZone), name: by === commandLine ? t('byCommand') : by });
  const last: Column<WorkerTokenView> =
    onRevoke === undefined
      ? {
          head: t('columnRevoked'),
          cell: ({ revokedAt, revokedBy }) => revokedAt !== null && when(revokedAt, revokedBy),
        }
      : {
          head: t('columnActions'),
          cell: (token) => (
            <Button
              size="xs"
              variant="default"
              aria-label={t('revokeOf', { name: token.name })}
              onClick={() => onRevoke(token)}
            >
              {t('revoke')}
            </Button>
          ),
        };
  return (
    <div className="wf-card">
      <ListTable
        label={label}
        rows={tokens}
        keyOf={({ id }) => id}
        columns={[
          { head: t('columnName'), cell: ({ name }) => name },
          { head: t('columnMay'), cell: (token) => <Scope token={token} /> },
          { head: t('columnMade'), cell: ({ createdAt, createdBy }) => when(createdAt, createdBy) },
          last,
        ]}
      />
    </div>
  );
}

function Scope({ token }: { readonly token: WorkerTokenView }) {
  const t = useWords();
  const kinds = (['topics', 'messages', 'signals'] as const).filter((kind) => token[kind].length > 0);
  if (kinds.length === 0) return <span className="wf-muted">{t('nothing')}</span>;
  return (
    <ul className="scope-lines">
      {kinds.map((kind) => (
        <li key={kind}>
          <span className="wf-muted">{t(kind)}:</span>{' '}
          {token[kind].map((name, index) => (
            <span key={name}>
              {index > 0 && ', '}
              <code>{name}</code>
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
