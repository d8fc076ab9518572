/**
 * Service accounts: other systems (a switchboard, open data, a GIS) that call the API. The account says *whose work* it
 * may see and do, by posts and the same rules of access as for people; each of its tokens says *which operations* it
 * opens, until when, and from where. Programs that work off jobs have tokens of another kind: `external.ts`.
 */
import type { Instant } from '#engine/core/values.ts';
import type { SessionActor } from './accounts.ts';
import type { Actor, Localised, Named } from './common.ts';

/** What a token can be good for; `portal/http/service-scopes.ts` names the operations of each. */
export const serviceScopes = [
  ...['reports:submit', 'reports:follow', 'results:read', 'tasks:read', 'tasks:write', 'dossiers:read'],
  ...['dossiers:receive', 'deadlines:read', 'history:read', 'figures:read', 'files:read', 'city:read'],
  ...['operations:read', 'installation:read'],
] as const;
export type ServiceScope = (typeof serviceScopes)[number];

/** Requests a minute. */
export const perMinuteMax = 6_000;
/** Days that a token is good for, at most. */
export const tokenDaysMax = 366;

export interface ServicePost {
  readonly role: string;
  readonly unit: string;
}

/** A system that has shown a token. */
export interface ServiceActor extends Actor {
  readonly service: { readonly tokenId: string; readonly scopes: readonly string[]; readonly perMinute: number };
}

export interface ServiceTokenView {
  readonly id: string;
  readonly name: string;
  /** How it begins, so that it is found again. */
  readonly hint: string;
  readonly scopes: readonly string[];
  /** Networks that it may come from (CIDR); empty: from anywhere. */
  readonly addresses: readonly string[];
  readonly perMinute: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant;
  /** To the minute; null: never used. */
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedBy: string;
  readonly state: 'good' | 'ending' | 'expired' | 'revoked';
}

export interface ServiceAccountView {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly posts: readonly (ServicePost & { readonly roleName: Localised; readonly unitName: Localised })[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly closedAt: Instant | null;
  readonly tokens: readonly ServiceTokenView[];
}

export interface ServiceAccountList {
  /** Open ones first, by name. */
  readonly accounts: readonly ServiceAccountView[];
  /** All that a token can be good for. */
  readonly scopes: readonly string[];
  readonly roles: readonly Named[];
  readonly units: readonly Named[];
}

export interface NewServiceAccount {
  /** As a user name; stands in histories as `service:<code>`. */
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly posts: readonly ServicePost[];
}

export interface NewServiceToken {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly addresses: readonly string[];
  readonly perMinute: number;
  /** Its last day, ISO 8601. */
  readonly lastDay: string;
}

export interface ServiceAccounts {
  /**
   * Who a token stands for. Unknown, expired, revoked, of a closed account or from another network: all look alike.
   * @throws Refusal 401 `TOKEN_NOT_VALID`, 429 after too many wrong ones from one address
   */
  caller(token: string, from: string): Promise<ServiceActor>;
  /** Counts one request. @throws Refusal 429 `TOO_MANY_REQUESTS` */
  count(actor: ServiceActor): Promise<void>;
  /** @throws Refusal 403 */
  all(actor: Actor): Promise<ServiceAccountList>;
  /** @throws Refusal 403, 409 `SERVICE_CODE_TAKEN`, 422 by field */
  create(actor: SessionActor, account: NewServiceAccount): Promise<void>;
  /** Its tokens open nothing from now on; it is never opened again. @throws Refusal 403, 404 */
  close(actor: SessionActor, code: string): Promise<void>;
  /** @returns the token, which nobody can read again @throws Refusal 403, 404, 422 by field */
  createToken(
    actor: SessionActor,
    code: string,
    token: NewServiceToken,
  ): Promise<{ readonly id: string; readonly token: string }>;
  /** It opens nothing from now on, on no node. @throws Refusal 403, 404 */
  revokeToken(actor: SessionActor, id: string): Promise<void>;
}
