import { Button } from '@mantine/core';
import type { WorkerTokenView } from '#engine/runtime/application/external.ts';
import { dateTime } from '#portal/kit/format.ts';
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
  return (
    <div className="wf-card">
      <table className="list" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('columnName')}</th>
            <th scope="col">{t('columnMay')}</th>
            <th scope="col">{t('columnMade')}</th>
            <th scope="col">
              {onRevoke === undefined ? t('columnRevoked') : <span className="only-heard">{t('columnActions')}</span>}
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row key={token.id} token={token} {...(onRevoke && { onRevoke })} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  token,
  onRevoke,
}: {
  readonly token: WorkerTokenView;
  readonly onRevoke?: (token: WorkerTokenView) => void;
}) {
  const t = useWords();
  const when = (at: number, by: string) =>
    t('madeBy', { at: dateTime(at, timeZone), name: by === commandLine ? t('byCommand') : by });
  return (
    <tr>
      <th scope="row">{token.name}</th>
      <td>
        <Scope token={token} />
      </td>
      <td data-label={t('columnMade')}>{when(token.createdAt, token.createdBy)}</td>
      {onRevoke === undefined ? (
        <td data-label={t('columnRevoked')}>{token.revokedAt !== null && when(token.revokedAt, token.revokedBy)}</td>
      ) : (
        <td className="deed">
          <Button
            size="xs"
            variant="default"
            aria-label={t('revokeOf', { name: token.name })}
            onClick={() => onRevoke(token)}
          >
            {t('revoke')}
          </Button>
        </td>
      )}
    </tr>
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
