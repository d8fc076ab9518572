/** Service accounts as pages show them. */
import type { City } from '#engine/cases/city/city.ts';
import type { Instant } from '#engine/core/values.ts';
import type { ServiceAccountView, ServiceTokenView } from '../../application/service-accounts.ts';
import type { ServiceAccountRow, ServiceTokenRow } from '../../ports/service-accounts.ts';
import { namedIn, unitOf } from '../../use-cases/names.ts';

/** People are told, and the page shows, that a token ends. */
export const endingDays = 30;
const dayMs = 86_400_000;

export function isGood({ expiresAt, revokedAt }: ServiceTokenRow, now: Instant): boolean {
  return revokedAt === null && expiresAt > now;
}

export function accountView(
  city: City,
  { code, name, purpose, posts, createdAt, createdBy, closedAt }: ServiceAccountRow,
  tokens: readonly ServiceTokenRow[],
  now: Instant,
): ServiceAccountView {
  return {
    ...{ code, name, purpose, createdAt, createdBy, closedAt },
    posts: posts.map(({ role, unit }) => ({
      ...{ role, unit },
      roleName: namedIn(city.roles, role).name,
      unitName: unitOf(city, unit).name,
    })),
    tokens: tokens.map((token) => tokenView(token, now)),
  };
}

function tokenView(row: ServiceTokenRow, now: Instant): ServiceTokenView {
  const { id, name, hint, scopes, addresses, perMinute, createdAt, createdBy } = row;
  const { expiresAt, lastUsedAt, revokedAt, revokedBy } = row;
  const given = { id, name, hint, scopes, addresses, perMinute, createdAt, createdBy };
  return { ...given, expiresAt, lastUsedAt, revokedAt, revokedBy, state: stateOf(row, now) };
}

function stateOf({ expiresAt, revokedAt }: ServiceTokenRow, now: Instant): ServiceTokenView['state'] {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return expiresAt - now <= endingDays * dayMs ? 'ending' : 'good';
}
