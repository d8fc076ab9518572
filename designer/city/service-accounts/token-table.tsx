import { Button } from '@mantine/core';
import type { ServiceTokenView } from '#engine/runtime/application/service-accounts.ts';
import { date, dateTime } from '#portal/kit/format.ts';
import type { ServiceAccountsTextKey } from '#portal/kit/texts/service-accounts.ts';
import { timeZone } from '../../queries.ts';
import { useServiceWords } from './use-words.ts';

const looks = { good: 'ok', ending: 'risk', expired: 'mute', revoked: 'mute' } as const;

/** @param onRevoke left out where nothing is left to revoke */
export function TokenTable({
  label,
  tokens,
  onRevoke,
}: {
  readonly label: string;
  readonly tokens: readonly ServiceTokenView[];
  readonly onRevoke?: (token: ServiceTokenView) => void;
}) {
  const t = useServiceWords();
  if (tokens.length === 0) return <p>{t('noTokens')}</p>;
  return (
    <table className="list" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('columnToken')}</th>
          <th scope="col">{t('columnScopes')}</th>
          <th scope="col">{t('columnEnds')}</th>
          <th scope="col">{t('columnUsed')}</th>
          <th scope="col">{t('columnState')}</th>
          {onRevoke !== undefined && <th scope="col">{t('columnActions')}</th>}
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Row key={token.id} token={token} {...(onRevoke && { onRevoke })} />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  token,
  onRevoke,
}: {
  readonly token: ServiceTokenView;
  readonly onRevoke?: (token: ServiceTokenView) => void;
}) {
  const t = useServiceWords();
  const { name, hint, scopes, addresses, perMinute, expiresAt, lastUsedAt, state } = token;
  return (
    <tr>
      <th scope="row">
        {name} <code>{hint}…</code>
      </th>
      <td data-label={t('columnScopes')}>
        <ul className="scopes">
          {scopes.map((scope) => (
            <li key={scope}>{t(`scope.${scope}` as ServiceAccountsTextKey)}</li>
          ))}
          {addresses.length > 0 && <li>{t('fromNetworks', { networks: addresses.join(', ') })}</li>}
          <li>{t('rate', { count: perMinute })}</li>
        </ul>
      </td>
      {/* The last instant of its last day. */}
      <td data-label={t('columnEnds')}>{date(expiresAt - 1, timeZone)}</td>
      <td data-label={t('columnUsed')}>{lastUsedAt === null ? t('neverUsed') : dateTime(lastUsedAt, timeZone)}</td>
      <td data-label={t('columnState')}>
        <span className={`wf-chip ${looks[state]}`}>{t(state)}</span>
      </td>
      {onRevoke !== undefined && (
        <td>
          <Button size="xs" variant="default" aria-label={t('revokeOf', { name })} onClick={() => onRevoke(token)}>
            {t('revoke')}
          </Button>
        </td>
      )}
    </tr>
  );
}
