import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import {
  allReplay,
  caseOfFirst,
  instanceIds,
  letHeadsOperate,
  publishRenamed,
  variablesOf,
} from '#test/support/operations.ts';
import type { Actor } from '../../application/common.ts';
import type { Operation } from '../../application/operations.ts';
import type { Refusal } from '../../refusal.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
let keys = 0;
const request = (operation: Operation, reason = 'Theo yêu cầu của đơn vị') => {
  keys += 1;
  return { operation, reason, key: `k${keys}` };
};
const code = (expected: string) => (error: unknown) => {
  assert.equal((error as Refusal).code, expected);
  return true;
};

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const begun = async () => {
    const { test, store } = await opened();
    await submitReport(test, manhole);
    const [id = ''] = await instanceIds(store);
    return { test, store, id, admin: await test.as('quantri'), operations: test.wardflow.application.operations };
  };

  it('an instance rests and goes on: its tasks with it, a line in the case and in the audit, once for each key', async () => {
    const { test, store, id, admin, operations } = await begun();
    const [listed] = (await operations.list(admin, {})).items;
    assert.deepEqual(
      [listed?.id, listed?.state, listed?.service, listed?.version],
      [id, 'active', 'citizen-feedback', 1],
    );
    const suspend = request({ kind: 'suspend' });
    const outcome = await operations.perform(admin, id, suspend);
    assert.equal(outcome.state, 'suspended');
    assert.deepEqual(await operations.perform(admin, id, suspend), outcome);
    assert.deepEqual((await operations.list(admin, { states: ['suspended'] })).total, 1);
    await assert.rejects(completeInTurn(test, [['tiepnhan', accept]]), code('INSTANCE_SUSPENDED'));
    const detail = await operations.get(admin, id);
    assert.deepEqual(
      detail.tasks.map(({ element, state }) => [element, state]),
      [['verify', 'suspended']],
    );
    await operations.perform(admin, id, request({ kind: 'resume' }));
    await completeInTurn(test, [['tiepnhan', accept]]);
    const { timeline, audit } = await store.transaction(async (tx) => ({
      timeline: await tx.cases.timeline.ofCase((await caseOfFirst(store, tx)).id),
      audit: await tx.cases.audit.latest(50),
    }));
    const said = timeline.filter(({ kind }) => kind === 'operation');
    assert.deepEqual(
      said.map(({ code: what, actor }) => [what, actor]),
      [
        ['suspend', 'quantri'],
        ['resume', 'quantri'],
      ],
    );
    const lines = audit.filter(({ action }) => action.startsWith('operation.'));
    assert.deepEqual(lines.map(({ action }) => action).sort(), ['operation.resume', 'operation.suspend']);
    assert.ok(!JSON.stringify(lines).includes('đơn vị'), 'what was written by hand is in the vault');
    await allReplay(test, store);
  });

  it('nobody operates without the right, and nobody learns of what is not theirs', async () => {
    const { test, store, id, operations } = await begun();
    const officer = await test.as('lamdong.ktht.canbo');
    for (const actor of [officer, await test.as('tiepnhan'), { ...officer, posts: [] }]) {
      assert.deepEqual((await operations.list(actor, {})).items, []);
      for (const call of [
        () => operations.get(actor, id),
        () => operations.perform(actor, id, request({ kind: 'cancel' })),
        () => operations.preview(actor, id, { kind: 'cancel' }),
        () => operations.hold(actor, 'citizen-feedback', 1, { hold: true, running: false, reason: 'x', key: 'x' }),
        () => operations.diagram(actor, 'citizen-feedback', 1, 'citizen-feedback'),
        () => operations.plan(actor, 'citizen-feedback', { from: 1, to: 1, process: 'citizen-feedback', map: {} }),
      ]) {
        await assert.rejects(call(), code('NOT_FOUND'));
      }
      const batch = { ...request({ kind: 'cancel' }), selection: { instances: [id] }, dryRun: false };
      await assert.rejects(operations.createBatch(actor, batch), code('FORBIDDEN'));
      assert.deepEqual(await operations.services(actor), []);
    }
    const admin = await test.as('quantri');
    for (const forged of ['x', '', '00000000-0000-7000-8000-000000000000', `${id}'--`]) {
      await assert.rejects(operations.get(admin, forged), code('NOT_FOUND'));
      await assert.rejects(operations.batch(admin, forged), code('NOT_FOUND'));
    }
    await assert.rejects(operations.perform(admin, id, request({ kind: 'cancel' }, '  ')), code('INVALID_FIELDS'));
    assert.equal((await operations.get(admin, id)).state, 'active');
    await allReplay(test, store);
  });

  it('who may operate the cases of one unit sees and touches no other', async () => {
    const { test, store, id, operations } = await begun();
    await letHeadsOperate(store);
    await completeInTurn(test, [['tiepnhan', accept]]);
    const own = await test.as('lamdong.ktht.lanhdao');
    const other: Actor = { ...own, posts: own.posts.map((post) => ({ ...post, unit: '99022-KTHT' })) };
    assert.deepEqual(
      (await operations.list(own, {})).items.map((one) => one.id),
      [id],
    );
    assert.deepEqual((await operations.list(other, {})).items, []);
    await assert.rejects(operations.perform(other, id, request({ kind: 'suspend' })), code('NOT_FOUND'));
    const selection = { filter: {} };
    const { batchId } = await operations.createBatch(own, { ...request({ kind: 'suspend' }), selection, dryRun: true });
    const stranger = { ...other, username: 'x' };
    await assert.rejects(operations.batch(stranger, batchId), code('NOT_FOUND'));
    await assert.rejects(operations.batchItems(stranger, batchId, {}), code('NOT_FOUND'));
    await assert.rejects(operations.controlBatch(stranger, batchId, 'cancel'), code('NOT_FOUND'));
    assert.deepEqual((await operations.batches(stranger)).items, []);
    await operations.perform(own, id, request({ kind: 'suspend' }));
    assert.equal((await operations.get(own, id)).state, 'suspended');
  });

  it('tokens are moved as the preview said, and the case follows', async () => {
    const { test, store, id, admin, operations } = await begun();
    await completeInTurn(test, [['tiepnhan', accept]]);
    const move = { kind: 'move', cancel: ['takeOn'], startBefore: ['handle'], startAfter: [], variables: {} } as const;
    const told = await operations.preview(admin, id, move);
    const lines = (all: typeof told.opens) => all.map(({ element, waitsFor }) => `${element} ${waitsFor}`);
    assert.ok(lines(told.closes).includes('takeOn task') && lines(told.opens).includes('handle task'));
    assert.deepEqual(
      (await operations.get(admin, id)).tasks.map(({ element }) => element),
      ['takeOn'],
    );
    const outcome = await operations.perform(admin, id, request(move));
    assert.deepEqual(outcome, told);
    assert.equal((await caseOfFirst(store)).stage, 'dang_xu_ly');
    const nowhere = { ...move, cancel: ['verify'] };
    await assert.rejects(operations.preview(admin, id, nowhere), code('MOVE_NOTHING_THERE'));
    await allReplay(test, store);
  });

  it('an incident is mended with a variable and tried again', async () => {
    const { test, store, id, admin, operations } = await begun();
    await completeInTurn(test, [['tiepnhan', accept]]);
    const { unit } = await variablesOf(store, id);
    await operations.perform(admin, id, request({ kind: 'setVariables', variables: { unit: 17 } }));
    const move = { kind: 'move', cancel: ['takeOn'], startBefore: ['handle'], startAfter: [], variables: {} } as const;
    await operations.perform(admin, id, request(move));
    const page = await operations.list(admin, { incident: true, element: 'handle', service: 'citizen-feedback' });
    assert.deepEqual(
      page.items.map(({ openIncidents }) => openIncidents),
      [1],
    );
    const [incident] = (await operations.get(admin, id)).incidents;
    const again = await operations.perform(admin, id, request({ kind: 'retry', variables: {} }));
    assert.deepEqual(
      again.opens.map(({ waitsFor }) => waitsFor),
      [],
    );
    assert.deepEqual(
      again.stuck.map(({ element }) => element),
      ['handle'],
    );
    const still = (await operations.get(admin, id)).incidents.filter((one) => one.open);
    assert.equal(still.length, 1);
    assert.notEqual(still[0]?.id, incident?.id);
    const mended = { kind: 'retry', incident: still[0]?.id ?? '', variables: { unit: unit ?? null } } as const;
    await operations.perform(admin, id, request(mended));
    const detail = await operations.get(admin, id);
    assert.deepEqual([detail.openIncidents, detail.tasks.map(({ element }) => element)], [0, ['handle']]);
    await assert.rejects(
      operations.perform(admin, id, request({ kind: 'retry', variables: {} })),
      code('NOTHING_TO_RETRY'),
    );
    await allReplay(test, store);
  });

  it('a case goes on under another version with a step that is called otherwise, and back', async () => {
    const { test, store, id, admin, operations } = await begun();
    await completeInTurn(test, [['tiepnhan', accept]]);
    await publishRenamed(test, 'takeOn', 'receive');
    const plan = await operations.plan(admin, 'citizen-feedback', {
      from: 1,
      to: 2,
      process: 'citizen-feedback',
      map: {},
    });
    const planned = plan.elements.find(({ element }) => element === 'takeOn');
    assert.deepEqual([planned?.kind, planned?.target, planned?.waiting], ['matched', 'receive', 1]);
    const outcome = await operations.perform(admin, id, request({ kind: 'migrate', version: 2, map: {} }));
    assert.ok(outcome.proved);
    const detail = await operations.get(admin, id);
    assert.deepEqual([detail.version, detail.migratedFrom, detail.tasks[0]?.element], [2, 1, 'receive']);
    const record = await caseOfFirst(store);
    const v2 = await store.transaction((tx) => tx.engine.services.version('citizen-feedback', 2));
    assert.equal(record.serviceVersionId, v2?.id);
    await operations.perform(admin, id, request({ kind: 'undoMigration', version: 2 }));
    assert.deepEqual(
      (await operations.get(admin, id)).tasks.map(({ element }) => element),
      ['takeOn'],
    );
    await operations.perform(admin, id, request({ kind: 'migrate', version: 2, map: {} }));
    await completeInTurn(test, [['lamdong.ktht.canbo', { outcome: 'accept' }]]);
    await assert.rejects(
      operations.perform(admin, id, request({ kind: 'undoMigration', version: 2 })),
      code('MOVED_SINCE'),
    );
    await allReplay(test, store);
  });

  it('a version on hold takes nothing new, and what runs rests with it where that is asked', async () => {
    const { test, id, admin, operations } = await begun();
    const hold = (held: boolean) =>
      operations.hold(admin, 'citizen-feedback', 1, { hold: held, running: true, reason: 'Bảo trì', key: `h${held}` });
    const { batchId } = await hold(true);
    assert.notEqual(batchId, null);
    await assert.rejects(submitReport(test, manhole, 'k2'), code('SERVICE_ON_HOLD'));
    await test.wardflow.runDue(test.now());
    assert.deepEqual(
      [(await operations.get(admin, id)).state, (await operations.get(admin, id)).onHold],
      ['suspended', true],
    );
    await hold(false);
    await test.wardflow.runDue(test.now());
    await submitReport(test, manhole, 'k3');
    assert.deepEqual((await operations.list(admin, { states: ['active'] })).total, 2);
  });
});
