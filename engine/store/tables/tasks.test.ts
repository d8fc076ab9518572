import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meets, type Scope } from '#engine/runtime/access.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { CaseRow } from '#engine/runtime/ports/case-rows.ts';
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
    await insertCase(store, 'a', 'o ga duong nguyen trai 100%');
    await insertCase(store, 'b', 'den duong');
    assert.deepEqual(await list(store, { search: ['duong', 'ga'] }), ['a']);
    assert.deepEqual(await list(store, { search: ['100%'] }), ['a']);
    for (const sign of ['%', '_', '!', '[', '*', '?']) assert.deepEqual(await list(store, { search: [sign] }), []);
  });

  test('a case is found by all of the words, by the beginning of each, and by every piece of its number', async () => {
    const { store } = await open();
    await insertCase(store, 'a', 'pa-261122-0001 nap ga cho');
    await insertCase(store, 'b', 'pa-261122-0002 den duong cho');
    const found = async (...search: string[]) => (await list(store, { search })).toSorted();
    assert.deepEqual(await found('cho'), ['a', 'b']);
    assert.deepEqual(await found('cho', 'den'), ['b']);
    assert.deepEqual(await found('nap', 'den'), []);
    assert.deepEqual(await found('du'), ['b']);
    assert.deepEqual(await found('pa-2611'), ['a', 'b']);
    assert.deepEqual(await found('261122-0001'), ['a']);
    assert.deepEqual(await found('0002'), ['b']);
    const counts = await store.transaction((tx) => tx.engine.tasks.counts({ ...question, search: ['den'] }));
    assert.equal(counts.unit, 1);
  });

  test('a common word and a rare one find the same, whichever of them the search begins at', async () => {
    const { store } = await open();
    for (let index = 0; index < 230; index += 1) {
      await insertCase(
        store,
        String(index).padStart(3, '0'),
        `duong pho${index % 2 === 0 ? ' den' : ''}${index === 7 ? ' nguyen' : ''}`,
      );
    }
    const all = await list(store, { search: ['duong', 'pho'] });
    assert.equal(all.length, 100);
    assert.equal((await list(store, { search: ['duong'], limit: 300 })).length, 230);
    assert.equal((await list(store, { search: ['duong', 'den'], limit: 300 })).length, 115);
    assert.deepEqual(await list(store, { search: ['duong', 'pho', 'nguyen'] }), ['007']);
  });

  test('whatever the rules look like, the page holds what they allow, once, in order, and the counts agree', async () => {
    const { store } = await open();
    const units = ['u1', 'u2', 'u3'];
    const roles = ['officer', 'head'];
    const rows = Array.from({ length: 60 }, (_, index) =>
      task({
        name: String(index).padStart(2, '0'),
        unit: units[index % 3] ?? '',
        role: roles[index % 2] ?? '',
        ward: index % 5 === 0 ? 'w1' : 'w2',
        assignee: index % 4 === 0 ? 'an' : '',
        confidentiality: index % 7 === 0 ? 'confidential' : 'normal',
        dueAt: now + ((index * 7) % 13) * hour,
      }),
    );
    await insert(store, rows);
    const scopes: readonly Scope[] = [
      [{ unit: 'u1', role: 'officer' }],
      [{ unit: ['u1', 'u2'], role: ['officer', 'head'] }],
      [
        { unit: 'u1', role: 'officer' },
        { unit: 'u1', role: ['officer', 'head'] },
        { unit: 'u3', role: 'head' },
      ],
      [
        { unit: 'u1', role: 'officer', ward: 'w1' },
        { unit: 'u1', role: 'officer', confidentiality: 'normal' },
      ],
      [
        { unit: 'u1', role: 'officer', ward: 'w1' },
        { unit: 'u1', role: 'officer' },
      ],
      [{ unit: 'u1', role: 'officer' }, { ward: 'w1' }],
      [{ assignee: 'an' }, { unit: 'u2' }],
    ];
    for (const scope of scopes) {
      const allowed = rows.filter((row) => meets(scope, { ...row, urgent: '' } as unknown as Record<string, string>));
      const order = allowed.toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (a.id < b.id ? -1 : 1));
      assert.deepEqual(
        await list(store, { scope }),
        order.map((row) => row.name),
        JSON.stringify(scope),
      );
      const counts = await store.transaction((tx) => tx.engine.tasks.counts({ ...question, scope }));
      assert.deepEqual(
        [counts.unit, counts.mine, counts.unclaimed],
        [
          allowed.length,
          allowed.filter((row) => row.assignee === 'an').length,
          allowed.filter((row) => row.assignee === '').length,
        ],
      );
    }
  });

  test('nobody is told of more than 99', async () => {
    const { store } = await open();
    await insert(
      store,
      Array.from({ length: 130 }, () => task({})),
    );
    const counts = await store.transaction((tx) => tx.engine.tasks.counts(question));
    assert.deepEqual([counts.unit, counts.unclaimed, counts.late], [100, 100, 0]);
  });

  test("the case's facts reach its open tasks only", async () => {
    const { store } = await open();
    const caseId = newId(now);
    const rows = [task({ name: 'open', caseId }), task({ name: 'over', caseId, open: false }), task({ name: 'other' })];
    await insert(store, rows);
    const facts = { ward: 'w9', category: 'c9', confidentiality: 'confidential', urgent: true };
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

/** An open case of these words, and its task of the same name. */
async function insertCase(store: OpenStore, name: string, search: string): Promise<void> {
  const caseId = newId(now);
  await store.transaction(async (tx) => {
    await tx.cases.records.insert({ ...aCase(caseId), search });
    await tx.engine.tasks.insert([task({ name, caseId })]);
  });
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
    priority: 50,
    dueAt: null,
    openedAt: now,
    closedAt: null,
    closedBy: '',
    assignment: '',
    part: '',
    ...change,
  };
}

function aCase(id: string): CaseRow {
  return {
    id,
    service: 's',
    serviceVersionId: id,
    instanceId: id,
    registerNumber: id,
    trackingHash: id,
    secretHash: '',
    channel: 'web',
    language: 'vi',
    category: '',
    ward: '',
    unit: '',
    lon: null,
    lat: null,
    stage: '',
    state: 'open',
    sla: '',
    urgent: false,
    confidentiality: 'normal',
    outcome: '',
    receivedAt: now,
    dueAt: null,
    closedAt: null,
    rating: null,
    vault: {},
    search: '',
    mergedInto: null,
    followers: 0,
  };
}
