import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Store } from '#engine/runtime/ports.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { publishWithCall } from '#test/support/called-approval.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const towards: readonly (readonly [string, object])[] = [
  ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
  ['lamdong.ktht.canbo', { outcome: 'accept' }],
  ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' }],
];

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('a step of a case may be a process of its own: the case stays one, open and confidential as it was', async () => {
    const { test, store } = await opened();
    await publishWithCall(test);
    await submitReport(test, {
      ...manhole,
      name: 'Võ Kim Em',
      phone: '0912345678',
    });
    await completeInTurn(test, towards.slice(0, 1));
    await makeConfidential(test, store);
    await completeInTurn(test, towards.slice(1));
    await settled(test);
    const before = await caseOf(store);
    assert.deepEqual([before?.stage, before?.state, before?.confidentiality], ['cho_duyet', 'open', 'confidential']);
    const head = await test.as('lamdong.ktht.lanhdao');
    const { tasks } = test.wardflow.application;
    const [approve] = (await tasks.worklist(head, { view: 'unit' })).items;
    assert.equal(approve?.element, 'approve');
    assert.equal((await tasks.task(head, approve?.taskId ?? '')).form?.title, 'Duyệt kết quả');
    await completeInTurn(test, [['lamdong.ktht.lanhdao', { outcome: 'approve' }]]);
    await settled(test);
    const after = await caseOf(store);
    assert.deepEqual([after?.stage, after?.state, after?.unit], ['da_xu_ly', 'open', before?.unit]);
    assert.equal(after?.confidentiality, 'confidential');
    await completeInTurn(test, [['congkhai', { outcome: 'keep' }]]);
    await test.advanceTo('2026-12-10T08:00:00+07:00');
    assert.equal((await caseOf(store))?.state, 'closed');
  });

  it('each line of the timeline names its own step, also where tasks of two instances have the same key', async () => {
    const { test, store } = await opened();
    await publishWithCall(test, 4);
    await submitReport(test, manhole);
    await completeInTurn(test, towards);
    await settled(test);
    await completeInTurn(test, [['lamdong.ktht.lanhdao', { outcome: 'approve' }]]);
    await settled(test);
    const { id = '' } = (await caseOf(store)) ?? {};
    const rows = await store.transaction((tx) => tx.engine.tasks.ofCase(id));
    const keys = rows.filter(({ element }) => element === 'verify' || element === 'approve').map(({ key }) => key);
    assert.equal(new Set(keys).size, 1, 'the model no longer gives them the same key: let more stand before');
    const publisher = await test.as('congkhai');
    const { tasks } = test.wardflow.application;
    const [publish] = (await tasks.worklist(publisher, { view: 'unit' })).items;
    const { timeline } = await tasks.task(publisher, publish?.taskId ?? '');
    assert.deepEqual(
      timeline.filter(({ kind }) => kind === 'task').map(({ title }) => title.vi),
      ['Xong: Xác minh, phân loại', 'Xong: Tiếp nhận tại đơn vị', 'Xong: Xử lý', 'Xong: Duyệt kết quả'],
    );
    // The called process has no English names: its readers see the Vietnamese one.
    assert.deepEqual(
      timeline.filter(({ kind }) => kind === 'task').map(({ title }) => title.en),
      ['Done: Check and classify', 'Done: Take on in the unit', 'Done: Handle', 'Done: Duyệt kết quả'],
    );
  });
});

async function caseOf(store: Store) {
  return await store.transaction(async (tx) => {
    const [id] = await tx.engine.instances.page(null, 1);
    const instance = await tx.engine.instances.byId(id ?? '');
    return await tx.cases.records.byId(instance?.caseId ?? '');
  });
}

/** The case itself says so, not its category: a step that does not know of it must not undo it. */
async function makeConfidential({ wardflow, now }: TestApplication, store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    const [id] = await tx.engine.instances.page(null, 1);
    await wardflow.kernel.execute(tx, id ?? '', { kind: 'setVariables', variables: { confidential: true } }, now());
  });
}

/** What processes say to one another is carried out by the worker. */
async function settled(test: TestApplication): Promise<void> {
  await test.wardflow.kernel.runDue(test.now());
}
