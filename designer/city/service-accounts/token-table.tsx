import { Button } from '@mantine/core';
import type { ServiceTokenView } from '#engine/runtime/application/service-accounts.ts';
import { date, dateTime } from '#portal/kit/format.ts';
import { type Column, ListTable } from '#portal/kit/react/list-table.tsx';
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
  const deeds: readonly Column<ServiceTokenView>[] =
    onRevoke === undefined
      ? []
      : [
          {
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
          },
        ];
  return (
    <ListTable
      label={label}
      rows={tokens}
      keyOf={({ id }) => id}
      columns={[
        { head: t('columnToken'), cell: (token) => <Named token={token} /> },
        { head: t('columnScopes'), cell: (token) => <Scopes token={token} /> },
        // The last instant of its last day.
        { head: t('columnEnds'), cell: ({ expiresAt }) => date(expiresAt - 1, timeZone) },
        {
          head: t('columnUsed'),
          cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('neverUsed') : dateTime(lastUsedAt, timeZone)),
        },
        {
          head: t('columnState'),
          cell: ({ state }) => <span className={`wf-chip ${looks[state]}`}>{t(state)}</span>,
        },
        ...deeds,
      ]}
    />
  );
}

function Named({ token: { name, hint } }: { readonly token: ServiceTokenView }) {
  return (
    <>
      {name} <code>{hint}…</code>
    </>
  );
}

function Scopes({ token: { scopes, addresses, perMinute } }: { readonly token: ServiceTokenView }) {
  const t = useServiceWords();
  return (
    <ul className="scopes">
      {scopes.map((scope) => (
        <li key={scope}>{t(`scope.${scope}` as ServiceAccountsTextKey)}</li>
      ))}
      {addresses.length > 0 && <li>{t('fromNetworks', { networks: addresses.join(', ') })}</li>}
      <li>{t('rate', { count: perMinute })}</li>
    </ul>
  );
}
