import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Scope } from '#engine/runtime/access.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { TaskQuery, TaskRow } from '#engine/runtime/ports/engine.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { OpenStore } from '../open.ts';

const now = Date.UTC(2026, 5, 1, 2);
const hour = 3_600_000;
const everything: Scope = [{ role: 'officer' }];
const question = { scope: everything, assignee: 'an', now, endOfDay: now + 10 * hour } as const;

forEachDatabase((_, open) => {
  test('each view of the worklist holds what its name says, and its count is the same', async () => {
    const { store } = await open();
    await insert(store, [
      task({ name: 'mine and late', assignee: 'an', dueAt: now - hour }),
      task({ name: 'free, due today', dueAt: now + hour }),
      task({ name: 'of another, due tomorrow', assignee: 'binh', dueAt: now + 20 * hour }),
      task({ name: 'free, never due' }),
      task({ name: 'over', open: false, state: 'completed', closedAt: now, closedBy: 'an', dueAt: now - hour }),
    ]);
    const expected = {
      mine: ['mine and late'],
      unit: ['mine and late', 'free, due today', 'of another, due tomorrow', 'free, never due'],
      unclaimed: ['free, due today', 'free, never due'],
      late: ['mine and late'],
      dueToday: ['free, due today'],
    } as const;
    const counts = await store.transaction((tx) => tx.engine.tasks.counts(question));
    for (const [view, names] of Object.entries(expected)) {
      const seen = await list(store, { view: view as TaskQuery['view'] });
      assert.deepEqual(seen, names);
      assert.equal(counts[view as TaskQuery['view']], names.length);
    }
    assert.deepEqual(await list(store, { view: 'mine', assignee: '' }), []);
  });

  test('the access rules bound every query: nothing allowed, nothing seen', async () => {
    const { store } = await open();
    const rows = [
      task({ name: 'a', unit: 'u1', ward: 'w1', confidentiality: 'normal' }),
      task({ name: 'b', unit: 'u1', ward: 'w2', confidentiality: 'confidential' }),
      task({ name: 'c', unit: 'u2', ward: 'w1', confidentiality: 'normal' }),
    ];
    await insert(store, rows);
    const seen = async (scope: Scope) => (await list(store, { scope })).toSorted();
    assert.deepEqual(await seen([]), []);
    assert.deepEqual(await seen([{ unit: 'u1' }]), ['a', 'b']);
    assert.deepEqual(await seen([{ unit: ['u1', 'u2'], confidentiality: 'normal' }]), ['a', 'c']);
    assert.deepEqual(await seen([{ unit: 'u2' }, { ward: 'w2' }]), ['b', 'c']);
    assert.deepEqual(await seen([{ unit: [] }]), []);
    // As in JavaScript: no other letter case, no other accent is the same code.
    assert.deepEqual(await seen([{ unit: 'U1' }, { unit: 'ú1' }]), []);
    const other = rows[2];
    assert.ok(other);
    const found = (scope: Scope) => store.transaction((tx) => tx.engine.tasks.find(scope, other.id));
    assert.equal(await found([{ unit: 'u1' }]), undefined);
    assert.equal((await found([{ unit: 'u2' }]))?.name, 'c');
    for (const wrong of [[{}], [{ name: 'a' }], [{ unit: {} }], [{ unit: undefined }], [{ unit: [{}] }]]) {
      await assert.rejects(seen(wrong as unknown as Scope), TypeError);
    }
  });

  test('pages follow one another without gap or repetition, tasks without a due date last', async () => {
    const { store } = await open();
    const due = (index: number) => (index % 5 === 0 ? null : now + (index % 3) * hour);
    const rows = Array.from({ length: 23 }, (_, index) => task({ name: String(index), dueAt: due(index) }));
    await insert(store, rows);
    const seen: TaskRow[] = [];
    for (;;) {
      const last = seen.at(-1);
      const after = last && { dueAt: last.dueAt, id: last.id };
      const page = await store.transaction((tx) =>
        tx.engine.tasks.list({ ...question, view: 'unit', limit: 4, ...(after && { after }) }),
      );
      seen.push(...page);
      if (page.length < 4) break;
    }
    assert.equal(new Set(seen.map((row) => row.id)).size, rows.length);
    const dues = seen.map((row) => row.dueAt ?? Number.POSITIVE_INFINITY);
    assert.deepEqual(
      dues,
      dues.toSorted((a, b) => a - b),
    );
  });

  test('a search takes signs of patterns as they stand', async () => {
    const { store } = await open();
    await insert(store, [
      task({ name: 'a', search: 'o ga duong nguyen trai 100%' }),
      task({ name: 'b', search: 'den duong' }),
    ]);
    assert.deepEqual(await list(store, { search: ['duong', 'ga'] }), ['a']);
    assert.deepEqual(await list(store, { search: ['100%'] }), ['a']);
    assert.deepEqual(await list(store, { search: ['%'] }), ['a']);
    assert.deepEqual(await list(store, { search: ['_'] }), []);
    assert.deepEqual(await list(store, { search: ['!'] }), []);
  });

  test("the case's facts reach its open tasks only", async () => {
    const { store } = await open();
    const caseId = newId(now);
    const rows = [task({ name: 'open', caseId }), task({ name: 'over', caseId, open: false }), task({ name: 'other' })];
    await insert(store, rows);
    const facts = { ward: 'w9', category: 'c9', confidentiality: 'confidential', urgent: true, search: 'pa-1' };
    await store.transaction((tx) => tx.engine.tasks.describe(caseId, facts));
    const wards = await store.transaction(async (tx) =>
      Promise.all(rows.map(async (row) => (await tx.engine.tasks.byId(row.id))?.ward)),
    );
    assert.deepEqual(wards, ['w9', '', '']);
  });
});

function insert(store: OpenStore, rows: readonly TaskRow[]): Promise<void> {
  return store.transaction((tx) => tx.engine.tasks.insert(rows));
}

async function list(store: OpenStore, change: Partial<TaskQuery>): Promise<readonly string[]> {
  const rows = await store.transaction((tx) =>
    tx.engine.tasks.list({ ...question, view: 'unit', limit: 100, ...change }),
  );
  return rows.map((row) => row.name);
}

function task(change: Partial<TaskRow>): TaskRow {
  const id = newId(now);
  return {
    id,
    instanceId: id,
    serviceVersionId: id,
    caseId: null,
    key: 't1',
    node: 'n1',
    element: 'handle',
    name: 'Handle',
    form: 'handle',
    state: 'ready',
    open: true,
    unit: 'u1',
    role: 'officer',
    assignee: '',
    ward: '',
    category: '',
    confidentiality: '',
    urgent: false,
    search: '',
    priority: 50,
    dueAt: null,
    openedAt: now,
    closedAt: null,
    closedBy: '',
    ...change,
  };
}
