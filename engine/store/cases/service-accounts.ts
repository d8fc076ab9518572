import type {
  ServiceAccountRow,
  ServiceAccountTables,
  ServiceTokenRow,
} from '#engine/runtime/ports/service-accounts.ts';
import type { Sql } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { allRows, firstRow, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const accountShape = shape<ServiceAccountRow>('service_account', {
  id: 'id',
  code: 'words',
  name: 'words',
  purpose: 'words',
  posts: 'json',
  createdAt: 'number',
  createdBy: 'words',
  closedAt: 'number',
  closedBy: 'words',
});

const tokenShape = shape<ServiceTokenRow>('service_token', {
  id: 'id',
  accountId: 'id',
  name: 'words',
  hint: 'words',
  tokenHash: 'words',
  scopes: 'json',
  addresses: 'json',
  perMinute: 'number',
  createdAt: 'number',
  createdBy: 'words',
  expiresAt: 'number',
  lastUsedAt: 'number',
  revokedAt: 'number',
  revokedBy: 'words',
  toldAt: 'number',
});

export function serviceAccountTables(sql: Sql): ServiceAccountTables {
  return {
    insert: (row) => insertRows(sql, accountShape, [row]),
    all: () => allRows(sql, accountShape, 'order by name, id'),
    byId: (id) => firstRow(sql, accountShape, 'where id = ?', [uuidToBytes(id)]),
    byCode: (code) => firstRow(sql, accountShape, 'where code = ?', [code]),
    async close(id, at, by) {
      const close = 'update service_account set closed_at = ?, closed_by = ? where id = ? and closed_at is null';
      return (await sql.run(close, [at, by, uuidToBytes(id)])) === 1;
    },
    insertToken: (row) => insertRows(sql, tokenShape, [row]),
    tokens: () => allRows(sql, tokenShape, 'order by id desc'),
    tokenByHash: (hash) => firstRow(sql, tokenShape, 'where token_hash = ?', [hash]),
    async used(id, at) {
      sql.later('update service_token set last_used_at = ? where id = ?', [at, uuidToBytes(id)]);
    },
    async revoke(id, at, by) {
      const revoke = 'update service_token set revoked_at = ?, revoked_by = ? where id = ? and revoked_at is null';
      return (await sql.run(revoke, [at, by, uuidToBytes(id)])) === 1;
    },
    ending: (now, before) =>
      allRows(
        sql,
        tokenShape,
        `where revoked_at is null and told_at is null and expires_at > ? and expires_at <= ?
          and account_id in (select id from service_account where closed_at is null) order by id`,
        [now, before],
      ),
    async told(id, at) {
      const tell = 'update service_token set told_at = ? where id = ? and told_at is null';
      return (await sql.run(tell, [at, uuidToBytes(id)])) === 1;
    },
  };
}
