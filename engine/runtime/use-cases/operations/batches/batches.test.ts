import assert from 'node:assert/strict';
import { it, test as once } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase, openTestDatabase } from '#test/support/databases.ts';
import { allReplay, instanceIds, publishChanged, publishRenamed } from '#test/support/operations.ts';
import type { Actor } from '../../../application/common.ts';
import type { BatchView, Operation, Operations } from '../../../application/operations.ts';
import type { Refusal } from '../../../refusal.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const migrate: Operation = { kind: 'migrate', version: 2, map: {} };
const everything = { filter: { service: 'citizen-feedback' } };
const code = (expected: string) => (error: unknown) => {
  assert.equal((error as Refusal).code, expected);
  return true;
};

let keys = 0;
function started(operations: Operations, actor: Actor, operation: Operation, more: object = {}) {
  keys += 1;
  const request = { operation, selection: everything, reason: 'Quy trình mới', dryRun: false, key: `b${keys}` };
  return operations.createBatch(actor, { ...request, ...more });
}

async function finished(test: TestApplication, actor: Actor, batchId: string): Promise<BatchView> {
  for (let turn = 0; turn < 50; turn += 1) {
    await test.wardflow.runDue(test.now());
    const batch = await test.wardflow.application.operations.batch(actor, batchId);
    if (batch.state !== 'running') return batch;
  }
  throw new Error('the batch does not come to an end');
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  /** Cases at `verify`; the first of them has gone on to `takeOn`. */
  const begun = async (count: number) => {
    const { test, store } = await opened();
    for (let number = 0; number < count; number += 1) await submitReport(test, manhole, `r${number}`);
    await completeInTurn(test, [['tiepnhan', accept]]);
    const { operations } = test.wardflow.application;
    return { test, store, operations, admin: await test.as('quantri'), ids: await instanceIds(store) };
  };

  it('a migration of many says beforehand what becomes of each, does just that, and is taken back', async () => {
    const { test, store, operations, admin, ids } = await begun(4);
    // What was verify is not there any more and has no namesake: those who wait there need a decision.
    await publishChanged(test, (content) =>
      content
        .replaceAll(/(?<!form=)"(takeOn|verify)(_di)?"/g, '"$1X$2"')
        .replace('name="Xác minh, phân loại"', 'name="Phân loại"'),
    );
    const dry = await started(operations, admin, migrate, { dryRun: true });
    const told = await finished(test, admin, dry.batchId);
    assert.deepEqual([told.total, told.counts.done, told.counts.refused, told.mayUndo], [4, 1, 3, false]);
    assert.equal((await operations.list(admin, { version: 1 })).total, 4);
    const refused = (await operations.batchItems(admin, dry.batchId, { state: 'refused' })).items[0];
    assert.deepEqual(
      [refused?.code, refused?.params['faults']],
      ['MIGRATION_NOT_POSSIBLE', [{ element: 'verify', name: 'Xác minh, phân loại', rule: 'NOT_THERE' }]],
    );
    const real = await started(operations, admin, { ...migrate, map: { verify: 'verifyX' } });
    const done = await finished(test, admin, real.batchId);
    assert.deepEqual([done.counts.done, done.state, done.mayUndo], [4, 'done', true]);
    assert.equal((await operations.list(admin, { version: 2 })).total, 4);
    // One goes on meanwhile: it stays where it is, the others go back.
    await completeInTurn(test, [['lamdong.ktht.canbo', { outcome: 'accept' }]]);
    const undo = await operations.undoBatch(admin, real.batchId, { reason: 'Nhầm', key: 'u' });
    const back = await finished(test, admin, undo.batchId);
    assert.deepEqual([back.counts.done, back.counts.refused], [3, 1]);
    assert.equal((await operations.list(admin, { version: 1 })).total, 3);
    await assert.rejects(
      operations.undoBatch(admin, real.batchId, { reason: 'Nhầm', key: 'again' }),
      code('BATCH_NOT_UNDOABLE'),
    );
    assert.equal(ids.length, 4);
    await allReplay(test, store);
  });

  it('a draft that changes a running service: all but three live cases go on under it, the three are told why, and back again', async () => {
    // 203 of them in the long run.
    const all = process.env['WARDFLOW_RUNS'] === undefined ? 13 : 203;
    const { test, store, operations, admin } = await begun(all);
    await completeInTurn(test, [
      ['tiepnhan', accept],
      ['tiepnhan', accept],
    ]);
    const { services, versions } = test.wardflow.application;
    // The step at the unit is another one now, with nothing that it could be carried over to; its scenarios say so too.
    const key = 'citizen-feedback';
    const { resources } = await services.get(admin, key);
    for (const { path, kind } of resources) {
      if (kind !== 'scenario') continue;
      const { content } = await services.resource(admin, key, 1, path);
      const { draft } = await services.get(admin, key);
      const renamed = content.replaceAll(/\btakeOn\b(?!: PT)/g, 'receive');
      await services.save(admin, key, { revision: draft?.revision ?? null, path, content: renamed });
    }
    const path = 'citizen-feedback.bpmn';
    const { content } = await services.resource(admin, key, 1, path);
    const other = content
      .replaceAll(/(?<!form=)"takeOn(_di)?"/g, '"receive$1"')
      .replace('name="Tiếp nhận tại đơn vị"', 'name="Phân công tại đơn vị"');
    const revision = (await services.get(admin, key)).draft?.revision ?? null;
    await services.save(admin, key, { revision, path, content: other });
    await services.publish(admin, key, 'Bước mới tại đơn vị');
    const { batchId } = await started(operations, admin, migrate);
    const moved = await finished(test, admin, batchId);
    assert.deepEqual([moved.total, moved.counts.done, moved.counts.refused], [all, all - 3, 3]);
    const { items } = await operations.batchItems(admin, batchId, { state: 'refused' });
    assert.deepEqual(
      items.map(({ code: why, params }) => [why, params['faults']]),
      Array.from({ length: 3 }, () => [
        'MIGRATION_NOT_POSSIBLE',
        [{ element: 'takeOn', name: 'Tiếp nhận tại đơn vị', rule: 'NOT_THERE' }],
      ]),
    );
    await allReplay(test, store);
    // New cases run as before again; those that were moved go back, and each of all goes on from where it stands.
    assert.deepEqual(await versions.rollBack(admin, key, { version: 1, note: 'Nhầm' }), { version: 3 });
    const undo = await operations.undoBatch(admin, batchId, { reason: 'Nhầm', key: 'show' });
    assert.equal((await finished(test, admin, undo.batchId)).counts.done, all - 3);
    await submitReport(test, manhole, 'after');
    const live = (await services.get(admin, key)).versions.map(({ liveCases }) => liveCases);
    assert.deepEqual(live, [1, 0, all]);
    await completeInTurn(test, [
      ['lamdong.ktht.canbo', { outcome: 'accept' }],
      ['tiepnhan', accept],
    ]);
    assert.equal((await operations.list(admin, { incident: true })).total, 0);
    await allReplay(test, store);
  });

  it('a state that could never end under the new version is refused with the element', async () => {
    const { test, operations, admin } = await begun(1);
    // From now on somebody countersigns beside the handling, and both are waited for.
    await publishChanged(test, withCountersign);
    const { batchId } = await started(operations, admin, migrate, { dryRun: true });
    const batch = await finished(test, admin, batchId);
    assert.deepEqual(batch.counts.refused, 1);
    const [item] = (await operations.batchItems(admin, batchId, {})).items;
    assert.deepEqual(
      [item?.code, item?.params['faults']],
      ['MIGRATION_UNSOUND', [{ element: 'both', name: 'both', rule: 'STUCK_AFTER_MIGRATION' }]],
    );
  });

  it('a batch is paused, goes on, and is cancelled: what has not begun stays as it is', async () => {
    const { test, operations, admin } = await begun(30);
    const { batchId } = await started(operations, admin, { kind: 'suspend' });
    await test.wardflow.runDue(test.now());
    await operations.controlBatch(admin, batchId, 'pause');
    const paused = await operations.batch(admin, batchId);
    assert.ok(paused.counts.done > 0 && paused.counts.pending > 0, JSON.stringify(paused.counts));
    await test.wardflow.runDue(test.now());
    assert.deepEqual((await operations.batch(admin, batchId)).counts, paused.counts);
    await assert.rejects(operations.controlBatch(admin, batchId, 'pause'), code('BATCH_STATE'));
    await operations.controlBatch(admin, batchId, 'cancel');
    const over = await operations.batch(admin, batchId);
    assert.deepEqual([over.state, over.counts.skipped], ['cancelled', paused.counts.pending]);
    assert.equal((await operations.list(admin, { states: ['suspended'] })).total, paused.counts.done);
    const undo = await operations.undoBatch(admin, batchId, { reason: 'Xong', key: 'u2' });
    await finished(test, admin, undo.batchId);
    assert.equal((await operations.list(admin, { states: ['suspended'] })).total, 0);
  });

  it('a batch does only what its creator may do at the time, and what was chosen when it was created', async () => {
    const { test, store, operations, admin, ids } = await begun(2);
    const { batchId } = await started(operations, admin, { kind: 'suspend' });
    await submitReport(test, manhole, 'later');
    await finished(test, admin, batchId);
    assert.equal((await operations.list(admin, { states: ['suspended'] })).total, 2);
    const second = await started(
      operations,
      admin,
      { kind: 'resume' },
      { selection: { instances: [...ids, 'forged'] } },
    );
    await store.transaction(async (tx) => {
      const row = (await tx.cases.reference.all()).find(({ kind }) => kind === 'access.json');
      assert.ok(row);
      const access = JSON.parse(row.content) as { rules: readonly { readonly action: string }[] };
      const rules = access.rules.filter(({ action }) => action !== 'operate');
      await tx.cases.reference.put({ ...row, content: JSON.stringify({ rules }), revision: row.revision + 1 });
    });
    for (let turn = 0; turn < 3; turn += 1) await test.wardflow.runDue(test.now());
    const items = await store.transaction((tx) =>
      tx.engine.operations.batches.items(second.batchId, { after: 0, limit: 9 }),
    );
    assert.deepEqual(
      items.map(({ state, code: why }) => [state, why]),
      [
        ['refused', 'FORBIDDEN'],
        ['refused', 'FORBIDDEN'],
      ],
    );
  });

  it('two workers on one batch do each instance once', async () => {
    const { test, store, operations, admin } = await begun(12);
    await publishRenamed(test, 'takeOn', 'receive');
    const { batchId } = await started(operations, admin, migrate);
    const other = await openApplication(store, { secrets: test.deps.secrets });
    try {
      await Promise.all([test.wardflow.runDue(test.now()), other.wardflow.runDue(test.now())]);
      const batch = await finished(test, admin, batchId);
      assert.equal(batch.counts.done, 12);
      const migrations = await store.transaction(async (tx) =>
        (await tx.cases.audit.latest(500)).filter(({ action }) => action === 'operation.migrate'),
      );
      assert.equal(migrations.length, 12);
      await allReplay(test, store);
    } finally {
      other.remove();
    }
  });
});

once('a crash at any statement of a batch loses nothing and does nothing twice', async () => {
  const database = await openTestDatabase('SQLite');
  const test = await openApplication(database.store);
  try {
    for (const key of ['a', 'b', 'c']) await submitReport(test, manhole, key);
    const admin = await test.as('quantri');
    const { batchId } = await started(test.wardflow.application.operations, admin, { kind: 'suspend' });
    await database.store.close();
    let done = 0;
    for (let at = 1; done < 3; at += 3) {
      let [count, crashed, armed] = [0, false, false];
      const cut = await database.reopen({
        onStatement(_sql, phase) {
          if (crashed) throw new Error('the process is gone');
          if (!armed || phase !== 'before') return;
          count += 1;
          crashed = count === at;
          if (crashed) throw new Error('the process is gone');
        },
      });
      const again = await openApplication(cut, { secrets: test.deps.secrets });
      armed = true;
      await again.wardflow.runDue(again.now()).catch(() => undefined);
      await cut.close();
      again.remove();
      const store = await database.reopen();
      const seen = await store.transaction(async (tx) => ({
        counts: await tx.engine.operations.batches.counts(batchId),
        audited: (await tx.cases.audit.latest(500)).filter(({ action }) => action === 'operation.suspend').length,
        suspended: (
          await Promise.all((await tx.engine.instances.page(null, 9)).map((id) => tx.engine.instances.byId(id)))
        ).filter((row) => row?.state === 'suspended').length,
      }));
      assert.deepEqual([seen.counts.done, seen.counts.done], [seen.audited, seen.suspended]);
      assert.deepEqual([seen.counts.failed, seen.counts.refused], [0, 0]);
      done = seen.counts.done;
      await store.close();
    }
  } finally {
    test.remove();
    await database.drop();
  }
});

/** Whoever takes a case on has it countersigned beside, each time. */
function withCountersign(content: string): string {
  const gateway = (type: string, id: string, incoming: readonly string[], outgoing: readonly string[]) =>
    `<bpmn:${type} id="${id}">${incoming.map((flow) => `<bpmn:incoming>${flow}</bpmn:incoming>`).join('')}${outgoing
      .map((flow) => `<bpmn:outgoing>${flow}</bpmn:outgoing>`)
      .join('')}</bpmn:${type}>`;
  const flow = (id: string, from: string, to: string) =>
    `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
  const added = [
    gateway('exclusiveGateway', 'again', ['f_informed', 'f_reassigned'], ['n0']),
    gateway('parallelGateway', 'fork', ['n0'], ['n1', 'n2']),
    '<bpmn:userTask id="counter" name="Ký đồng thời" wardflow:unit="IOC" wardflow:role="ioc_operator"><bpmn:incoming>n2</bpmn:incoming><bpmn:outgoing>n4</bpmn:outgoing></bpmn:userTask>',
    gateway('parallelGateway', 'both', ['n3', 'n4'], ['f_takenOn']),
    flow('n0', 'again', 'fork') + flow('n1', 'fork', 'takeOn') + flow('n2', 'fork', 'counter'),
    flow('n3', 'takeOn', 'both') + flow('n4', 'counter', 'both'),
  ].join('');
  return content
    .replace('sourceRef="informed" targetRef="takeOn"', 'sourceRef="informed" targetRef="again"')
    .replace('sourceRef="reassign" targetRef="takeOn"', 'sourceRef="reassign" targetRef="again"')
    .replace('sourceRef="takeOn" targetRef="ours"', 'sourceRef="both" targetRef="ours"')
    .replace(
      /<bpmn:incoming>f_informed<\/bpmn:incoming>\s*<bpmn:incoming>f_reassigned<\/bpmn:incoming>\s*<bpmn:outgoing>f_takenOn<\/bpmn:outgoing>/,
      '<bpmn:incoming>n1</bpmn:incoming><bpmn:outgoing>n3</bpmn:outgoing>',
    )
    .replace('</bpmn:process>', `${added}</bpmn:process>`);
}
