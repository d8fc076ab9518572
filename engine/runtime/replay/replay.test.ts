import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { Store } from '#engine/runtime/ports.ts';
import type { OpenStore } from '#engine/store/open.ts';
import { uuidToBytes } from '#engine/store/uuid.ts';
import { completeInTurn, manhole, openApplication, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { kernelOn, minute, openTasksOf, start, type TestKernel } from '#test/support/kernel-fixture.ts';
import { storeCity } from '../administration/city-book.ts';
import { checkReplay, type ReplayCheck } from './check.ts';
import { nightlyReplay } from './nightly.ts';
import { sampleOf } from './sample.ts';

const night = Date.parse('2026-06-02T02:00:00+07:00');
const hour = 3_600_000;

forEachDatabase((_, open) => {
  test('an instance is rebuilt to any command and to any instant of its life', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const id = await begun(store, wardflow);
    await completed(store, wardflow, id, start + 10 * minute);
    const at = (moment: Parameters<typeof wardflow.kernel.rebuild>[2]) =>
      store.transaction((tx) => wardflow.kernel.rebuild(tx, id, moment));
    const now = await at({ number: 99 });
    const saved = await store.transaction((tx) => tx.engine.instances.byId(id));
    assert.equal(JSON.stringify(now.state), saved?.snapshot);
    assert.equal((await at({ at: start - 1 })).state, undefined);
    const before = await at({ at: start + 9 * minute });
    assert.equal(before.commands, 1);
    assert.deepEqual(await at({ number: 1 }), before);
    assert.deepEqual(
      Object.values(before.state?.nodes ?? {}).map((node) => node.element),
      ['handle'],
    );
  });

  test('a changed snapshot and a changed journal row are found, and what is in order is not', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const [sound, snapshot, journal, missing] = [
      await begun(store, wardflow),
      await begun(store, wardflow),
      await begun(store, wardflow),
      await begun(store, wardflow),
    ];
    for (const id of [journal, missing]) await completed(store, wardflow, id, start + minute);
    await tamper(store, 'update process_instance set snapshot = replace(snapshot, ?, ?) where id = ?', [
      '"unit":"u1"',
      '"unit":"u2"',
      uuidToBytes(snapshot),
    ]);
    await tamper(store, 'update journal set command = replace(command, ?, ?) where instance_id = ? and number = 2', [
      '"outcome":"done"',
      '"outcome":"gone"',
      uuidToBytes(journal),
    ]);
    await tamper(store, 'delete from journal where instance_id = ? and number = 2', [uuidToBytes(missing)]);
    const check = (id: string) => store.transaction((tx) => checkReplay(tx, wardflow.kernel, id));
    assert.deepEqual(await check(sound), { instanceId: sound, kind: 'equal', commands: 1 });
    assert.deepEqual(await check(snapshot), {
      instanceId: snapshot,
      kind: 'different',
      commands: 1,
      path: 'scopes.s1.variables.unit',
      saved: 'u2',
      replayed: 'u1',
    });
    const changed = await check(journal);
    assert.equal(changed.kind === 'different' && changed.path, 'scopes.s1.variables.outcome');
    const gone = await check(missing);
    assert.equal(gone.kind === 'stopped' && gone.number, 2);
  });

  test('what the nightly comparison finds is an open incident until it is in order again', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const ids = [await begun(store, wardflow), await begun(store, wardflow)];
    const heard: ReplayCheck[] = [];
    const duty = nightlyReplay({
      store,
      kernel: wardflow.kernel,
      newId,
      random: randomBytes,
      timeZone: () => 'Asia/Ho_Chi_Minh',
      onDifference: (check) => heard.push(check),
    });
    const compared = async (now: number) => (await duty.run(now)).done;
    assert.equal(await compared(night), 2);
    const broken = ids[0] ?? '';
    const before = await store.transaction((tx) => tx.engine.instances.byId(broken));
    await tamper(store, 'update process_instance set snapshot = replace(snapshot, ?, ?) where id = ?', [
      '"unit":"u1"',
      '"unit":"u2"',
      uuidToBytes(broken),
    ]);
    assert.equal(await compared(night + 24 * hour), 2);
    assert.deepEqual(
      heard.map((check) => [check.instanceId, check.kind]),
      [[broken, 'different']],
    );
    const open_ = () => store.transaction((tx) => tx.engine.incidents.open(10));
    const [incident] = await open_();
    assert.equal(incident?.code, 'REPLAY_DIFFERS');
    assert.match(incident?.message ?? '', /scopes\.s1\.variables\.unit/);
    assert.equal(await compared(night + 48 * hour), 2);
    assert.equal((await open_()).length, 1, 'one incident, however many nights');
    await tamper(store, 'update process_instance set snapshot = ? where id = ?', [
      before?.snapshot ?? '',
      uuidToBytes(broken),
    ]);
    assert.equal(await compared(night + 72 * hour), 2);
    assert.deepEqual(await open_(), []);
  });

  test('a sample of many is drawn from all of them without reading all', async () => {
    const { store } = await open();
    const wardflow = await kernelOn(store);
    const ids = new Set<string>();
    for (let index = 0; index < 40; index += 1) ids.add(await begun(store, wardflow, start + index * hour));
    const drawn = await store.transaction((tx) => sampleOf(tx, 12, randomBytes));
    assert.ok(drawn.length >= 6 && drawn.length <= 12, `${drawn.length} drawn`);
    assert.ok(drawn.every((id) => ids.has(id)));
    assert.equal((await store.transaction((tx) => sampleOf(tx, 40, randomBytes))).length, 40);
  });

  test('deadlines are rebuilt with the calendars and holidays that were in force', async () => {
    const { store } = await open();
    const application = await openApplication(store);
    try {
      const asked = [['tiepnhan', { outcome: 'needInfo', question: 'Nắp hố ga nằm ở đâu?' }]] as const;
      await submitReport(application, manhole);
      await completeInTurn(application, asked);
      const texts = await store.transaction(async (tx) =>
        Object.fromEntries((await tx.cases.reference.all()).map((row) => [row.kind, row.content])),
      );
      const calendars = JSON.parse(texts['calendars.json'] ?? '') as {
        calendars: { week: Record<string, string[]> }[];
      };
      for (const calendar of calendars.calendars) calendar.week = { mon: ['09:00-10:00'] };
      await store.transaction((tx) =>
        storeCity(tx, { ...texts, 'calendars.json': JSON.stringify(calendars) }, application.now()),
      );
      await submitReport(application, manhole, 'k2');
      await completeInTurn(application, asked);
      const ids = await store.transaction((tx) => tx.engine.instances.page(null, 10));
      assert.equal(ids.length, 2);
      const stamps = new Set<string>();
      for (const id of ids) {
        await store.transaction(async (tx) => {
          assert.equal((await checkReplay(tx, application.wardflow.kernel, id)).kind, 'equal');
          for (const row of await tx.engine.journal.ofInstance(id)) stamps.add(row.environment);
        });
      }
      assert.equal(stamps.size, 2);
      // The proof that it matters: with only today's calendars the older one would differ.
      await tamper(store, 'update journal set environment = ? where environment = ?', [...stamps].reverse());
      const kinds = await store.transaction((tx) =>
        Promise.all(ids.map(async (id) => (await checkReplay(tx, application.wardflow.kernel, id)).kind)),
      );
      assert.deepEqual(kinds, ['different', 'equal']);
    } finally {
      application.remove();
    }
  });

  test('journals of the time before revisions were kept are rebuilt with the first that was', async () => {
    const { store } = await open();
    const application = await openApplication(store);
    try {
      await submitReport(application, manhole);
      // As the migration leaves an older database: a revision under a name of the older kind.
      await tamper(store, `update reference_revision set stamp = '10.10', since = 0`, []);
      await tamper(store, `update journal set environment = '10.10'`, []);
      const [id = ''] = await store.transaction((tx) => tx.engine.instances.page(null, 1));
      const again = () => store.transaction((tx) => checkReplay(tx, application.wardflow.kernel, id));
      assert.equal((await again()).kind, 'equal');
      await tamper(store, `update journal set environment = '10.9'`, []);
      assert.equal((await again()).kind, 'equal');
      await tamper(store, `update journal set environment = 'nobody-knows-it'`, []);
      const unknown = await again();
      assert.equal(unknown.kind === 'stopped' && /is not kept/.test(unknown.reason), true);
    } finally {
      application.remove();
    }
  });
});

async function begun(store: Store, { kernel, versionId }: TestKernel, now = start): Promise<string> {
  const step = await store.transaction((tx) =>
    kernel.start(
      tx,
      { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u1' } },
      now,
    ),
  );
  return step.instanceId;
}

async function completed(store: Store, { kernel }: TestKernel, id: string, now: number): Promise<void> {
  await store.transaction(async (tx) => {
    const [task] = await openTasksOf(tx, id);
    const command = { kind: 'completeTask', task: task?.key ?? '', variables: { outcome: 'done' }, by: 'an' } as const;
    await kernel.execute(tx, id, command, now);
  });
}

/** Behind the product's back. */
async function tamper(store: OpenStore, sql: string, params: readonly unknown[]): Promise<void> {
  await store.orm.em.getConnection().execute(sql, params as unknown[]);
}
