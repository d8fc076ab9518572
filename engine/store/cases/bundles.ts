import type { BundleExchangeRow, BundleTable } from '#engine/runtime/ports/bundles.ts';
import type { Sql } from '../sql.ts';
import { allRows, insertRows } from './rows.ts';
import { shape } from './shape.ts';

const exchangeShape = shape<BundleExchangeRow>('bundle_exchange', {
  id: 'id',
  at: 'number',
  actor: 'words',
  direction: 'words',
  kind: 'words',
  digest: 'words',
  keyId: 'words',
  manifest: 'words',
  signature: 'words',
  note: 'words',
});

export function bundleTable(sql: Sql): BundleTable {
  return {
    insert: (row) => insertRows(sql, exchangeShape, [row]),
    withDigest: (digest) => allRows(sql, exchangeShape, 'where digest = ? order by id', [digest]),
    latest: (limit) => allRows(sql, exchangeShape, 'order by id desc limit ?', [limit]),
  };
}
