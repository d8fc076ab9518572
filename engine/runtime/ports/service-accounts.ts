/** Systems that call the API, and their tokens, of which only keyed hashes are kept. */
import type { Instant } from '#engine/core/values.ts';
import type { ServicePost } from '../application/service-accounts.ts';

export interface ServiceAccountRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly posts: readonly ServicePost[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly closedAt: Instant | null;
  readonly closedBy: string;
}

export interface ServiceTokenRow {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly hint: string;
  readonly tokenHash: string;
  readonly scopes: readonly string[];
  readonly addresses: readonly string[];
  readonly perMinute: number;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly expiresAt: Instant;
  readonly lastUsedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedBy: string;
  /** When people were told that it ends soon. */
  readonly toldAt: Instant | null;
}

export interface ServiceAccountTables {
  insert(row: ServiceAccountRow): Promise<void>;
  all(): Promise<readonly ServiceAccountRow[]>;
  byId(id: string): Promise<ServiceAccountRow | undefined>;
  byCode(code: string): Promise<ServiceAccountRow | undefined>;
  /** @returns false where it is closed already */
  close(id: string, at: Instant, by: string): Promise<boolean>;
  insertToken(row: ServiceTokenRow): Promise<void>;
  tokens(): Promise<readonly ServiceTokenRow[]>;
  tokenByHash(hash: string): Promise<ServiceTokenRow | undefined>;
  used(id: string, at: Instant): Promise<void>;
  /** @returns false where there is none, or it was revoked before */
  revoke(id: string, at: Instant, by: string): Promise<boolean>;
  /** Good ones of open accounts that end before then, and of which nobody was told. */
  ending(now: Instant, before: Instant): Promise<readonly ServiceTokenRow[]>;
  /** @returns false where somebody else tells it */
  told(id: string, at: Instant): Promise<boolean>;
}
