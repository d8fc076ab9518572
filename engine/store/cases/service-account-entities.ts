/** Service accounts (`migrations/0035-service-accounts.ts`) as MikroORM sees them. */
import { defineEntity, type EntitySchema } from '@mikro-orm/sql';
import { code, count, id, instant, text } from '../columns.ts';

const ServiceAccount = defineEntity({
  name: 'ServiceAccount',
  tableName: 'service_account',
  uniques: [{ name: 'service_account_code', properties: ['code'] }],
  properties: {
    id: id().primary(),
    code: code(),
    name: code(),
    purpose: text(),
    posts: text(),
    createdAt: instant(),
    createdBy: code(),
    closedAt: instant().nullable(),
    closedBy: code(),
  },
});

const ServiceToken = defineEntity({
  name: 'ServiceToken',
  tableName: 'service_token',
  uniques: [{ name: 'service_token_hash', properties: ['tokenHash'] }],
  indexes: [{ name: 'service_token_account', properties: ['accountId'] }],
  properties: {
    id: id().primary(),
    accountId: id(),
    name: code(),
    hint: code(),
    tokenHash: code(),
    scopes: text(),
    addresses: text(),
    perMinute: count(),
    createdAt: instant(),
    createdBy: code(),
    expiresAt: instant(),
    lastUsedAt: instant().nullable(),
    revokedAt: instant().nullable(),
    revokedBy: code(),
    toldAt: instant().nullable(),
  },
});

export const serviceAccountEntities: readonly EntitySchema[] = [ServiceAccount, ServiceToken];
