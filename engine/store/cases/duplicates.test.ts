import assert from 'node:assert/strict';
import { it } from 'node:test';
import { cellOf, cellsAround } from '#engine/cases/duplicates/cells.ts';
import type { Scope } from '#engine/runtime/access.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { OpenStore } from '../open.ts';
import { insertSql, type SqlValue } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { nearSql } from './duplicates.ts';

const market = { lon: 108.16374, lat: 10.98027 };
const vicinity = { cells: cellsAround(market, 100), from: 1_000, to: 2_000_000 };
const everything: Scope = [{ confidentiality: ['normal', 'confidential'] }];

forEachDatabase((name, open) => {
  it('of a square with thousands of cases only the newest are read, by an index, and no table is read through', async () => {
    const { store } = await open();
    const rows = Array.from({ length: 4_000 }, (_, index) => ({
      cell: cellOf(market),
      received_at: 1_000 + index,
      case_id: uuidToBytes(newId(Date.UTC(2026, 5, 1) + index)),
    }));
    for (let from = 0; from < rows.length; from += 1_000) {
      const insert = insertSql('case_place', rows.slice(from, from + 1_000));
      await run(store, insert.sql, insert.params);
    }
    if (name === 'MariaDB') await run(store, 'analyze table case_place');
    const { sql, params } = nearSql(vicinity, { sql: 'merged_into is null', params: [] });
    const plan = await run(store, `explain ${name === 'SQLite' ? 'query plan ' : ''}${sql}`, params);
    const through = plan.filter((row) =>
      name === 'SQLite'
        ? /^SCAN (case_place|case_record)\b/.test(String(row['detail']))
        : (row['table'] === 'case_place' || row['table'] === 'case_record') && row['type'] === 'ALL',
    );
    assert.deepEqual(through, []);
    const found = await store.transaction((tx) => tx.cases.places.near(vicinity, everything));
    assert.deepEqual(found, [], 'places without a case in the register show nothing');
    const branches = sql.match(/limit 30/g)?.length ?? 0;
    assert.equal(branches, vicinity.cells.length, 'each square gives thirty at the most');
  });
});

async function run(store: OpenStore, sql: string, params: readonly SqlValue[] = []) {
  return (await store.orm.em.getConnection().execute(sql, params.slice(), 'all')) as Readonly<
    Record<string, unknown>
  >[];
}
