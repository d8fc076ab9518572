import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { TaskQuery } from '#engine/runtime/ports/engine.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { OpenStore } from '../open.ts';
import type { SqlValue } from '../sql.ts';
import { uuidToBytes } from '../uuid.ts';
import { pageSql } from './worklist.ts';

const now = Date.UTC(2026, 5, 1, 2);
const question = {
  scope: [{ unit: 'u1', role: 'officer' }],
  assignee: 'an',
  now,
  endOfDay: now + 1,
  limit: 51,
} as const;

forEachDatabase((name, open) => {
  test('no page of a worklist, and no look of the sealer or the archive, reads a table through', async () => {
    const { store } = await open();
    await fillTasks(store);
    if (name === 'MariaDB') await run(store, 'analyze table task, audit_entry, case_record');
    for (const view of ['mine', 'unit', 'unclaimed', 'late', 'dueToday'] as const) {
      const page = await store.transaction(() => pageSql(neverAsked, { ...question, view } satisfies TaskQuery));
      assert.ok(page);
      assert.deepEqual(await readThrough(store, page.sql, page.params, 'task'), [], view);
    }
    const others: readonly (readonly [table: string, sql: string])[] = [
      ['audit_entry', 'select id from audit_entry where sealed is null order by id limit 500'],
      [
        'case_record',
        'select id from case_record where archived_at is null and closed_at < 5 order by closed_at limit 50',
      ],
      [
        'case_record',
        `select id from case_record where state = 'closed' and closed_at >= 0 and closed_at < 5 order by closed_at, id limit 50`,
      ],
    ];
    for (const [table, sql] of others) assert.deepEqual(await readThrough(store, sql, [], table), [], sql);
  });
});

/** Lines of the plan that read all of a table, or sort what they have read. */
async function readThrough(store: OpenStore, sql: string, params: readonly SqlValue[], table: string) {
  if (store.dialect === 'sqlite') {
    const lines = (await run(store, `explain query plan ${sql}`, params)).map((row) => String(row['detail']));
    return lines.filter((line) => new RegExp(`^SCAN ${table}(?! USING)`).test(line));
  }
  const rows = await run(store, `explain ${sql}`, params);
  return rows.filter((row) => row['table'] === table && row['type'] === 'ALL');
}

async function run(store: OpenStore, sql: string, params: readonly SqlValue[] = []) {
  return (await store.orm.em.getConnection().execute(sql, params.slice(), 'all')) as Readonly<
    Record<string, unknown>
  >[];
}

/** Pages without words ask nothing beforehand. */
const neverAsked = {} as Parameters<typeof pageSql>[0];

/** Enough that an optimiser that counts would rather not read them all. */
async function fillTasks(store: OpenStore): Promise<void> {
  const id = () => uuidToBytes(newId(now));
  const tuples = Array.from({ length: 2_000 }, (_, index) => [
    id(),
    id(),
    id(),
    `k${index}`,
    `u${index % 40}`,
    index % 3 ? 'officer' : 'head',
    now + index,
  ]);
  const columns =
    'id, instance_id, service_version_id, task_key, unit, role, due_at, node, element, name, form, state, is_open, assignee, ward, category, confidentiality, urgent, priority, opened_at, closed_by';
  const constants = `'n', 'e', 'n', 'f', 'ready', 1, '', '', '', 'normal', 0, 50, 1, ''`;
  for (let from = 0; from < tuples.length; from += 500) {
    const some = tuples.slice(from, from + 500);
    const values = some.map(() => `(?, ?, ?, ?, ?, ?, ?, ${constants})`).join(', ');
    await store.orm.em.getConnection().execute(`insert into task (${columns}) values ${values}`, some.flat(), 'run');
  }
}
