import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { TaskVerb } from '#engine/core/commands.ts';
import type { Scope } from '#engine/runtime/access.ts';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { FigureSum } from '#engine/runtime/ports/figures.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { kernelOn, minute, openTasksOf, start, type TestKernel } from '#test/support/kernel-fixture.ts';
import { bucketOf } from './buckets.ts';
import { measures } from './measures.ts';
import { countFigures, type RollupOptions, rebuildFigures } from './rollup.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const zone = zoneOf(timeZone);
const everything: Scope = [{ measure: measures }];

forEachDatabase((name, open) => {
  test('figures counted bit by bit are those that a full count gives, and those of who did it', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const play = playing(store, wardflow, 11);
    for (let round = 0; round < 40; round += 1) {
      await play.act();
      if (round % 7 === 0) await counted(store, wardflow);
    }
    await counted(store, wardflow);
    const bitByBit = await sumsOf(store, wardflow);
    assert.deepEqual(shown(bitByBit), shown(play.truth()));
    assert.ok(bitByBit.some(({ measure }) => measure === 'working'));
    assert.ok(bitByBit.some(({ measure }) => measure === 'late'));
    const owner = 'a rebuild';
    const rebuilt = await rebuildFigures({ ...optionsOf(store, wardflow), owner, clock: () => start });
    assert.ok((rebuilt ?? 0) > 0);
    assert.deepEqual(await sumsOf(store, wardflow), bitByBit);
  });

  test('several processes count at once, and each command is counted once', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const play = playing(store, wardflow, 5);
    for (let round = 0; round < 6; round += 1) await play.act();
    await Promise.all(Array.from({ length: 4 }, () => counted(store, wardflow)));
    const more = [counted(store, wardflow), play.act(), counted(store, wardflow), counted(store, wardflow)];
    await Promise.all(more);
    await counted(store, wardflow);
    assert.deepEqual(shown(await sumsOf(store, wardflow)), shown(play.truth()));
  });

  // SQLite has one writer: there nothing commits later than what was written after it.
  if (name === 'MariaDB') {
    test('what was written first and committed last is counted too', async () => {
      const { store } = await open();
      const wardflow = await kernelOn(store);
      const { promise: othersDone, resolve: letGo } = Promise.withResolvers<void>();
      const { promise: written, resolve: tell } = Promise.withResolvers<void>();
      const late = store.transaction(async (tx) => {
        await begin(wardflow, tx, start - 60 * minute);
        await tx.engine.instances.page(null, 1);
        tell();
        await othersDone;
      });
      await written;
      await store.transaction((tx) => begin(wardflow, tx, start));
      await counted(store, wardflow);
      assert.equal(timesOf(await sumsOf(store, wardflow), 'reported'), 1);
      letGo();
      await late;
      await counted(store, wardflow);
      assert.equal(timesOf(await sumsOf(store, wardflow), 'reported'), 2);
    });
  }

  test('what is asked does not grow with the number of cases', async () => {
    const sizes: number[] = [];
    for (const cases of [5, 60]) {
      const { store } = await open();
      const wardflow = await kernelOn(store);
      for (let index = 0; index < cases; index += 1)
        await store.transaction((tx) => begin(wardflow, tx, start + index));
      await counted(store, wardflow);
      const [row] = await store.orm.em.getConnection().execute('select count(*) as size from element_day');
      sizes.push(Number(row?.['size']));
      assert.equal(timesOf(await sumsOf(store, wardflow), 'reported'), cases);
    }
    assert.equal(sizes[0], sizes[1]);
  });

  test('an instance that cannot be counted is left out and said, and holds up no other', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const ids: string[] = [];
    for (let index = 0; index < 3; index += 1) {
      ids.push((await store.transaction((tx) => begin(wardflow, tx, start + index))).instanceId);
    }
    const broken = ids[1] ?? '';
    await store.orm.em
      .getConnection()
      .execute(`update journal set command = '{' where instance_id = ?`, [
        Buffer.from(broken.replaceAll('-', ''), 'hex'),
      ]);
    const said: string[] = [];
    const duty = countFigures({ ...optionsOf(store, wardflow), onFault: (_, id) => said.push(id) });
    await duty.run(start);
    assert.deepEqual(said, [broken]);
    assert.equal(timesOf(await sumsOf(store, wardflow), 'reported'), 2);
    assert.equal((await duty.run(start)).done, 0);
  });

  test('figures are asked within the access rules: what is not allowed is in no sum', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const play = playing(store, wardflow, 3);
    for (let round = 0; round < 20; round += 1) await play.act();
    await counted(store, wardflow);
    const all = await sumsOf(store, wardflow);
    const own = await sumsOf(store, wardflow, [{ unit: 'u1' }]);
    const other = await sumsOf(store, wardflow, [{ unit: 'u2' }]);
    const times = (sums: readonly FigureSum[]) => timesOf(sums, 'handle');
    assert.ok(times(own) > 0 && times(other) > 0);
    assert.equal(times(own) + times(other), times(all));
    assert.equal(timesOf(own, 'reported'), 0);
    assert.deepEqual(await sumsOf(store, wardflow, []), []);
    // A unit that is asked for does not open what the rules close.
    assert.deepEqual(await sumsOf(store, wardflow, [{ unit: 'u1' }], 'u2'), []);
    const units = await store.transaction((tx) =>
      tx.engine.figures.units({ ...span, scope: [{ unit: 'u2' }], serviceVersionIds: [wardflow.versionId] }),
    );
    assert.deepEqual(units, ['u2']);
  });
});

const span = { from: 0, to: 99_999 } as const;

function optionsOf(store: Store, { kernel }: TestKernel): RollupOptions {
  return { store, programs: kernel.programs, timeZone: () => timeZone };
}

async function counted(store: Store, wardflow: TestKernel): Promise<void> {
  const duty = countFigures(optionsOf(store, wardflow));
  while ((await duty.run(start)).more);
}

function begin(
  { kernel, versionId }: TestKernel,
  tx: Parameters<TestKernel['kernel']['start']>[0],
  now: number,
  unit = 'u1',
) {
  const what = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit } };
  return kernel.start(tx, { ...what, instanceId: newId(now) }, now);
}

async function sumsOf(store: Store, { versionId }: TestKernel, scope = everything, unit?: string) {
  const query = { ...span, scope, serviceVersionIds: [versionId], by: 'element', ...(unit && { unit }) } as const;
  const sums = await store.transaction((tx) => tx.engine.figures.sums(query));
  return sums.toSorted((a, b) => (a.key + a.measure < b.key + b.measure ? -1 : 1));
}

function timesOf(sums: readonly FigureSum[], element: string): number {
  return sums.find(({ key, measure }) => key === element && measure === 'completed')?.times ?? 0;
}

/** Only what the players know: the human tasks. */
function shown(sums: readonly Pick<FigureSum, 'key' | 'measure' | 'times' | 'totalMs' | 'buckets'>[]) {
  return sums
    .filter(({ key, measure }) => ['handle', 'check'].includes(key) && measure !== 'terminated')
    .map(({ key, measure, times, totalMs, buckets }) => [key, measure, times, totalMs, buckets.join('')]);
}

/** Officials who take, give back and complete tasks at random, and write down by themselves how long it took. */
function playing(store: Store, wardflow: TestKernel, seed: number) {
  let random = seed;
  const next = (below: number) => {
    random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((random / 2_147_483_648) * below);
  };
  let now = start;
  const known = new Map<string, { openedAt: number; heldSince: number | null; held: number; taken: boolean }>();
  const sums = new Map<
    string,
    { key: string; measure: FigureSum['measure']; times: number; totalMs: number; buckets: number[] }
  >();
  const add = (key: string, measure: FigureSum['measure'], ms: number) => {
    const none = { key, measure, times: 0, totalMs: 0, buckets: Array.from({ length: 32 }, () => 0) };
    const sum = sums.get(key + measure) ?? none;
    sum.buckets[bucketOf(ms)] = (sum.buckets[bucketOf(ms)] ?? 0) + 1;
    sums.set(key + measure, { ...sum, times: sum.times + 1, totalMs: sum.totalMs + ms });
  };
  const ids: string[] = [];
  const oneOf = async (id: string) => {
    const [task] = await store.transaction((tx) => openTasksOf(tx, id));
    if (task === undefined) return;
    const own = known.get(task.id) ?? { openedAt: task.openedAt, heldSince: null, held: 0, taken: false };
    known.set(task.id, own);
    const verb = async (what: TaskVerb) => {
      const command = { kind: 'task', task: task.key, verb: what, by: 'an' } as const;
      await store.transaction((tx) => wardflow.kernel.execute(tx, id, command, now));
    };
    const choice = next(3);
    if (choice === 0 && own.heldSince === null) {
      await verb('claim');
      own.heldSince = now;
      own.taken = true;
    } else if (choice === 1 && own.heldSince !== null) {
      await verb('release');
      own.held += now - own.heldSince;
      own.heldSince = null;
    } else {
      const command = { kind: 'completeTask', task: task.key, variables: {}, by: 'an' } as const;
      await store.transaction((tx) => wardflow.kernel.execute(tx, id, command, now));
      const working = own.held + (own.heldSince === null ? 0 : now - own.heldSince);
      add(task.element, 'completed', now - own.openedAt);
      add(task.element, 'waiting', now - own.openedAt - working);
      if (own.taken) add(task.element, 'working', working);
      if (task.dueAt !== null && now > task.dueAt) add(task.element, 'late', now - task.dueAt);
    }
  };
  return {
    async act() {
      now += next(90 * minute);
      const unit = next(2) === 0 ? 'u1' : 'u2';
      if (next(3) === 0 || ids.length < 3) {
        ids.push((await store.transaction((tx) => begin(wardflow, tx, now, unit))).instanceId);
      }
      for (let turn = 0; turn < 3; turn += 1) await oneOf(ids[next(ids.length)] ?? '');
    },
    truth: () => [...sums.values()].toSorted((a, b) => (a.key + a.measure < b.key + b.measure ? -1 : 1)),
  };
}

test('the day of a figure is the day on the clock on the wall', () => {
  assert.equal(
    zone.localOf(Date.parse('2026-06-01T23:30:00Z')).day,
    zone.localOf(Date.parse('2026-06-02T10:00:00Z')).day,
  );
});
