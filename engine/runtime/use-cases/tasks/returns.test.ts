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

const reason = 'Ảnh không phải ở chợ Lam Đông; hỏi lại ông Võ Kim Em.';
const verified = ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }] as const;
const officer = 'lamdong.ktht.canbo';
const verify = { vi: 'Xác minh, phân loại', en: 'Check and classify' };
const takeOn = { vi: 'Tiếp nhận tại đơn vị', en: 'Take on in the unit' };

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const reported = async () => {
    const { test, store } = await opened();
    await submitReport(test, { ...manhole, name: 'Võ Kim Em', phone: '0912345678' });
    return { test, store, tasks: test.wardflow.application.tasks };
  };
  const first = async (test: TestApplication, username: string) => {
    const actor = await test.as(username);
    const [item] = (await test.wardflow.application.tasks.worklist(actor, { view: 'unit' })).items;
    return { actor, item, taskId: item?.taskId ?? '' };
  };

  it('the unit sends back to the centre, which corrects and goes on; the deadline of the case stays', async () => {
    const { test, store, tasks } = await reported();
    await completeInTurn(test, [verified]);
    const due = (await caseOf(store))?.dueAt;
    const { actor, taskId } = await first(test, officer);
    const [way, ...more] = await tasks.waysBack(actor, taskId);
    assert.deepEqual([way?.name, way?.unit?.code, way?.givenUp, more.length], [verify, 'IOC', [], 0]);
    assert.deepEqual(way?.sent, [{ vi: 'Báo đã tiếp nhận', en: 'Tell: accepted' }]);
    const back = { to: way?.step ?? '', reason, undo: false, submissionKey: 'back-0001' };
    await tasks.sendBack(actor, taskId, back);
    // The same submission again changes nothing.
    await tasks.sendBack(actor, taskId, back);
    assert.deepEqual((await tasks.worklist(actor, { view: 'unit' })).items, []);
    const again = await first(test, 'tiepnhan');
    assert.deepEqual([again.item?.element, again.item?.returned?.kind], ['verify', 'sendBack']);
    assert.equal(again.item?.returned?.reason, null);
    const detail = await tasks.task(again.actor, again.taskId);
    assert.deepEqual([detail.returned?.reason, detail.returned?.from], [reason, takeOn]);
    assert.deepEqual([detail.formData['category'], detail.formData['outcome']], ['HT-TN', 'accept']);
    const line = detail.timeline.find(({ kind }) => kind === 'sentBack');
    assert.deepEqual([line?.title.vi, line?.note], ['Trả lại bước: Xác minh, phân loại', reason]);
    const told = detail.timeline.filter(({ kind }) => kind === 'notice').map(({ title }) => title.vi);
    assert.ok(told.some((words) => /^Đã báo cho đơn vị: .* bị trả lại về bước: Xác minh, phân loại/.test(words)));
    assert.deepEqual(await stepsOf(test, again.item?.caseId ?? ''), [
      ['verify', 'completed', null, again.actor.displayName],
      ['takeOn', 'sentBack', null, actor.displayName],
      ['verify', '', 'sendBack', null],
    ]);
    const record = await caseOf(store);
    assert.deepEqual([record?.unit, record?.stage, record?.dueAt], ['IOC', 'cho_xac_minh', due]);
    await tasks.complete(again.actor, again.taskId, {
      values: { outcome: 'accept', category: 'HT-TN', ward: '99022' },
      files: [],
      submissionKey: 'verify-again',
    });
    assert.equal((await caseOf(store))?.ward, '99022');
    assert.equal((await caseOf(store))?.dueAt, due);
    await everyReplayAgrees(test, store);
  });

  it('nothing that a person wrote stands in the journal, the variables, the audit or a notice', async () => {
    const { test, store, tasks } = await reported();
    await completeInTurn(test, [verified]);
    const { actor, taskId } = await first(test, officer);
    const [way] = await tasks.waysBack(actor, taskId);
    await tasks.sendBack(actor, taskId, { to: way?.step ?? '', reason, undo: false, submissionKey: 'back-0002' });
    const [instance, journal, notices] = await store.transaction(async (tx) => {
      const [id = ''] = await tx.engine.instances.page(null, 1);
      return [
        await tx.engine.instances.byId(id),
        await tx.engine.journal.ofInstance(id),
        await tx.engine.history.ofInstance(id),
      ];
    });
    const kept = JSON.stringify([instance, journal, notices]);
    assert.ok(kept.includes('sendBack') && !kept.includes('Lam Đông') && !kept.includes('Võ Kim Em'), kept);
    assert.ok(notices.some(({ event, element }) => event === 'sentBack' && element === 'verify'));
  });

  it('who has done a step takes it back, with what was put in, until somebody takes up what follows', async () => {
    const { test, store, tasks } = await reported();
    await completeInTurn(test, [verified]);
    const operator = await test.as('tiepnhan');
    const [done] = await tasks.recent(operator);
    assert.deepEqual([done?.step, done?.untouched], [verify, true]);
    const taskId = done?.taskId ?? '';
    assert.deepEqual((await tasks.recallable(operator, taskId)).sent, [
      { vi: 'Báo đã tiếp nhận', en: 'Tell: accepted' },
    ]);
    const taken = { reason: '', submissionKey: 'recall-01' };
    const { next } = await tasks.recall(operator, taskId, taken);
    assert.deepEqual(await tasks.recall(operator, taskId, taken), { next });
    const detail = await tasks.task(operator, next ?? '');
    assert.deepEqual([detail.assignee?.displayName, detail.returned?.kind], [operator.displayName, 'recall']);
    assert.equal(detail.formData['ward'], '99016');
    assert.deepEqual(await stepsOf(test, detail.caseId), [
      ['verify', 'completed', null, operator.displayName],
      ['takeOn', 'recalled', null, operator.displayName],
      ['verify', '', 'recall', operator.displayName],
    ]);
    assert.deepEqual((await tasks.worklist(await test.as(officer), { view: 'unit' })).items, []);
    await tasks.complete(operator, next ?? '', { values: { ...verified[1] }, files: [], submissionKey: 'verify-2' });
    const unit = await first(test, officer);
    await tasks.claim(unit.actor, unit.taskId);
    const [later] = await tasks.recent(operator);
    assert.equal(later?.untouched, false);
    const refused = tasks.recall(operator, later?.taskId ?? '', { reason: '', submissionKey: 'recall-02' });
    await assert.rejects(refused, (error: { code?: string; params?: { by?: string } }) => {
      assert.deepEqual([error.code, error.params?.by], ['RECALL_GONE_ON', unit.actor.displayName]);
      return true;
    });
    await everyReplayAgrees(test, store);
  });

  it('nobody sends back or recalls what is not theirs', async () => {
    const { test, tasks } = await reported();
    await completeInTurn(test, [verified]);
    const { actor, taskId } = await first(test, officer);
    const [way] = await tasks.waysBack(actor, taskId);
    const back = { to: way?.step ?? '', reason, undo: false, submissionKey: 'back-0003' };
    const operator = await test.as('tiepnhan');
    await assert.rejects(tasks.waysBack(operator, taskId), { code: 'NOT_FOUND' });
    await assert.rejects(tasks.sendBack(operator, taskId, back), { code: 'NOT_FOUND' });
    // A head sees the work of the unit and does not do it.
    const head = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(tasks.sendBack(head, taskId, back), { code: 'FORBIDDEN' });
    await assert.rejects(tasks.sendBack(actor, taskId, { ...back, to: 'n1' }), { code: 'NO_WAY_BACK' });
    await assert.rejects(tasks.sendBack(actor, taskId, { ...back, reason: '  ' }), { code: 'INVALID_FIELDS' });
    const [mine] = await tasks.recent(operator);
    const taken = { reason: '', submissionKey: 'recall-03' };
    await assert.rejects(tasks.recall(actor, mine?.taskId ?? '', taken), { code: 'NOT_FOUND' });
    await assert.rejects(tasks.recall(operator, taskId, taken), { code: 'NOT_FOUND' });
    const coordinator = await test.as('dieuphoi');
    await assert.rejects(tasks.recall(coordinator, mine?.taskId ?? '', taken), { code: 'FORBIDDEN' });
    await assert.rejects(tasks.recall(actor, taskId, taken), { code: 'RECALL_NOT_POSSIBLE' });
  });

  it('a head takes back what an officer of the unit has done', async () => {
    const { test, tasks } = await reported();
    await completeInTurn(test, [verified, [officer, { outcome: 'accept' }]]);
    const [done] = await tasks.recent(await test.as(officer));
    const head = await test.as('lamdong.ktht.lanhdao');
    const { next } = await tasks.recall(head, done?.taskId ?? '', { reason: 'Xem lại', submissionKey: 'recall-04' });
    assert.equal((await tasks.task(await test.as(officer), next ?? '')).returned?.by, head.displayName);
  });

  it('out of a called process a task goes back to a step of its caller, and nobody can go on with it', async () => {
    const { test, store } = await opened();
    const { tasks } = test.wardflow.application;
    await publishWithCall(test);
    await submitReport(test, { ...manhole, name: 'Võ Kim Em', phone: '0912345678' });
    const handled = { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' };
    await completeInTurn(test, [verified, [officer, { outcome: 'accept' }]]);
    const { actor, taskId } = await first(test, officer);
    await tasks.complete(actor, taskId, { values: handled, files: [], submissionKey: 'handled-1' });
    await test.wardflow.kernel.runDue(test.now());
    const head = await first(test, 'lamdong.ktht.lanhdao');
    assert.equal(head.item?.element, 'approve');
    const ways = await tasks.waysBack(head.actor, head.taskId);
    assert.deepEqual(
      ways.map(({ name }) => name.vi),
      ['Xử lý', 'Tiếp nhận tại đơn vị', 'Xác minh, phân loại'],
    );
    const back = { to: ways[0]?.step ?? '', reason, undo: false, submissionKey: 'back-0005' };
    await tasks.sendBack(head.actor, head.taskId, back);
    // At once, without the worker.
    await assert.rejects(
      tasks.complete(head.actor, head.taskId, { values: {}, files: [], submissionKey: 'late-0001' }),
      {
        code: 'TASK_SENT_BACK',
      },
    );
    const again = await first(test, officer);
    assert.deepEqual([again.item?.element, again.item?.returned?.kind], ['handle', 'sendBack']);
    await test.wardflow.kernel.runDue(test.now());
    await tasks.complete(again.actor, again.taskId, { values: handled, files: [], submissionKey: 'handled-2' });
    await test.wardflow.kernel.runDue(test.now());
    assert.equal((await first(test, 'lamdong.ktht.lanhdao')).item?.element, 'approve');
    // The head has not begun: the officer takes it back, and the called process with it.
    const [done] = await tasks.recent(again.actor);
    await tasks.recall(again.actor, done?.taskId ?? '', { reason: '', submissionKey: 'recall-05' });
    await test.wardflow.kernel.runDue(test.now());
    assert.deepEqual(
      (await tasks.worklist(head.actor, { view: 'unit' })).items.filter(({ element }) => element === 'approve'),
      [],
    );
    await everyReplayAgrees(test, store);
  });

  it('an answer that is taken back was none: the clock of the case goes on, with the same end', async () => {
    const { test, store, tasks } = await reported();
    await completeInTurn(test, [
      verified,
      [officer, { outcome: 'accept' }],
      [officer, { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' }],
      ['lamdong.ktht.lanhdao', { outcome: 'approve' }],
    ]);
    const id = (await caseOf(store))?.id ?? '';
    const clock = async () =>
      (await store.transaction((tx) => tx.cases.clocks.ofCase(id))).findLast(({ name }) => name === 'case');
    const ended = await clock();
    assert.equal(ended?.state, 'met');
    const publisher = await first(test, 'congkhai');
    const ways = await tasks.waysBack(publisher.actor, publisher.taskId);
    const handle = ways.find(({ name }) => name.en === 'Handle');
    const back = { to: handle?.step ?? '', reason, undo: false, submissionKey: 'back-0006' };
    await tasks.sendBack(publisher.actor, publisher.taskId, back);
    const running = await clock();
    assert.deepEqual([running?.state, running?.endedAt, running?.dueAt], ['running', null, ended?.dueAt]);
    assert.equal((await caseOf(store))?.stage, 'dang_xu_ly');
  });

  it('what has become confidential meanwhile stays so', async () => {
    const { test, store, tasks } = await reported();
    await completeInTurn(test, [verified]);
    const { actor, taskId } = await first(test, officer);
    await store.transaction(async (tx) => {
      const [id = ''] = await tx.engine.instances.page(null, 1);
      const variables = { confidential: true };
      await test.wardflow.kernel.execute(tx, id, { kind: 'setVariables', variables }, test.now());
    });
    const [way] = await tasks.waysBack(actor, taskId);
    await tasks.sendBack(actor, taskId, { to: way?.step ?? '', reason, undo: false, submissionKey: 'back-0004' });
    assert.equal((await caseOf(store))?.confidentiality, 'confidential');
  });
});

async function caseOf(store: Store) {
  return await store.transaction(async (tx) => {
    const [id = ''] = await tx.engine.instances.page(null, 1);
    return await tx.cases.records.byInstance(id);
  });
}

async function everyReplayAgrees({ wardflow }: TestApplication, store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    for (const id of await tx.engine.instances.page(null, 100)) {
      const { replayed, saved } = await wardflow.kernel.replay(tx, id);
      assert.equal(replayed, saved);
    }
  });
}

/** As the centre sees them, which follows every case. */
async function stepsOf(test: TestApplication, caseId: string) {
  const steps = await test.wardflow.application.history.steps(await test.as('tiepnhan'), caseId);
  return steps.map(({ element, outcome, returned, by }) => [element, outcome, returned, by]);
}
