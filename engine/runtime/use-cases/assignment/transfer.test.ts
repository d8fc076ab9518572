import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Transfer } from '#engine/runtime/application/assignments.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const verified = ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }] as const;
const takenOn = ['lamdong.ktht.canbo', { outcome: 'accept' }] as const;
const reason = 'Hố ga nằm trên tuyến do công ty thoát nước quản lý.';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const first = async (test: TestApplication, username: string) => {
    const actor = await test.as(username);
    const [item] = (await test.wardflow.application.tasks.worklist(actor, { view: 'unit' })).items;
    return { actor, item, taskId: item?.taskId ?? '', caseId: item?.caseId ?? '' };
  };
  /** A report at the step "handle" of 99016-KTHT, taken by its officer. */
  const handled = async () => {
    const { test, store } = await opened();
    await submitReport(test, { ...manhole });
    await completeInTurn(test, [verified, takenOn]);
    const mine = await first(test, 'lamdong.ktht.canbo');
    await test.wardflow.application.tasks.claim(mine.actor, mine.taskId);
    return { test, store, ...mine };
  };
  let keys = 0;
  const handOn = async (test: TestApplication, username: string, unit: string, more: Partial<Transfer> = {}) => {
    const { actor, taskId } = await first(test, username);
    keys += 1;
    const wanted = { unit, to: null, reason, newFacts: '', submissionKey: `transfer-${keys}`, ...more };
    return await test.wardflow.application.assignments.transfer(actor, taskId, wanted);
  };
  const claimFirst = async (test: TestApplication, username: string) => {
    const { actor, taskId } = await first(test, username);
    await test.wardflow.application.tasks.claim(actor, taskId);
  };

  it('who has a task hands it to another unit, which answers for the case from then on and reads from whom and why', async () => {
    const { test, store, actor, taskId, caseId } = await handled();
    const { assignments, tasks, history } = test.wardflow.application;
    const places = await assignments.transferPlaces(actor, taskId);
    assert.equal(places.disputed, false);
    assert.ok(places.units.some(({ unit }) => unit.code === 'CTTN'));
    assert.ok(!places.units.some(({ unit }) => unit.code === '99016-KTHT'));
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    await handOn(test, 'lamdong.ktht.canbo', 'CTTN');
    assert.deepEqual((await tasks.worklist(actor, { view: 'unit' })).items, []);
    const there = await first(test, 'cttn.canbo');
    assert.deepEqual(
      [there.taskId, there.item?.assignee, there.item?.transferred?.kind, there.item?.transferred?.reason],
      [taskId, null, 'transferred', null],
    );
    const detail = await tasks.task(there.actor, taskId);
    assert.equal(detail.transferred?.by, 'Trần Minh Giang');
    assert.equal(detail.transferred?.fromUnit.code, '99016-KTHT');
    assert.equal(detail.transferred?.reason, reason);
    assert.match(detail.timeline.find(({ kind }) => kind === 'given')?.title.vi ?? '', /^Chuyển đơn vị: /);
    await test.advanceTo('2026-11-20T10:00:00+07:00');
    const { lines, ageMs, receivedAt } = await history.holdings(there.actor, caseId);
    assert.equal(ageMs, test.now() - receivedAt);
    const last = lines.at(-1);
    assert.deepEqual([last?.how, last?.unit?.code, last?.ms, last?.note], ['transferred', 'CTTN', 3_600_000, reason]);
    // What comes next is the new unit's too.
    await completeInTurn(test, [
      ['cttn.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới, chịu tải 40 tấn.' }],
    ]);
    assert.equal((await first(test, 'cttn.lanhdao')).item?.element, 'approve');
    const audited = (await store.transaction((tx) => tx.cases.audit.latest(50))).filter(
      ({ action }) => action === 'task.transfer',
    );
    assert.equal(audited.length, 1);
    assert.ok(!JSON.stringify(audited).includes('Hố ga'));
    const [instance = ''] = await store.transaction((tx) => tx.engine.instances.page(null, 10));
    const { replayed, saved } = await store.transaction((tx) => test.wardflow.kernel.replay(tx, instance));
    assert.equal(replayed, saved);
  });

  it('to one person of the other unit; the same again does nothing twice', async () => {
    const { test, actor, taskId } = await handled();
    const { assignments, tasks } = test.wardflow.application;
    const wanted = { unit: 'CTTN', to: 'cttn.canbo', reason, newFacts: '', submissionKey: 'the-same-key' };
    const told = await assignments.transfer(actor, taskId, wanted);
    assert.deepEqual(await assignments.transfer(actor, taskId, wanted), told);
    const there = await test.as('cttn.canbo');
    const mine = await tasks.worklist(there, { view: 'mine' });
    assert.deepEqual(
      mine.items.map((item) => item.taskId),
      [taskId],
    );
    const given = (await tasks.task(there, taskId)).timeline.filter(({ kind }) => kind === 'given');
    assert.equal(given.length, 1);
  });

  it('who gave it away gets it again only for something new; at the third time the coordinator decides, for good', async () => {
    const { test } = await handled();
    const { assignments, tasks } = test.wardflow.application;
    await handOn(test, 'lamdong.ktht.canbo', 'CTTN');
    await claimFirst(test, 'cttn.canbo');
    const back = await first(test, 'cttn.canbo');
    const places = await assignments.transferPlaces(back.actor, back.taskId);
    assert.deepEqual(
      places.units.filter(({ gaveItAway }) => gaveItAway).map(({ unit }) => unit.code),
      ['99016-KTHT'],
    );
    await assert.rejects(
      handOn(test, 'cttn.canbo', '99016-KTHT'),
      (error: { fields?: readonly { rule: string }[] }) => {
        assert.equal(error.fields?.[0]?.rule, 'UNIT_RETURNED_IT');
        return true;
      },
    );
    await handOn(test, 'cttn.canbo', '99016-KTHT', { newFacts: 'Đo lại: hố ga thuộc hẻm của phường.' });
    await claimFirst(test, 'lamdong.ktht.canbo');
    const third = await first(test, 'lamdong.ktht.canbo');
    assert.equal((await assignments.transferPlaces(third.actor, third.taskId)).disputed, true);
    const told = await handOn(test, 'lamdong.ktht.canbo', 'CTTN', { to: 'cttn.canbo' });
    assert.deepEqual([told.unit.code, told.disputed], ['IOC', true]);
    assert.deepEqual((await first(test, 'cttn.canbo')).item, undefined);
    const coordinator = await first(test, 'dieuphoi');
    assert.equal(coordinator.item?.transferred?.kind, 'disputed');
    assert.equal((await assignments.transferPlaces(coordinator.actor, coordinator.taskId)).decides, true);
    const grounds = 'Theo quyết định phân cấp, công ty thoát nước xử lý.';
    await handOn(test, 'dieuphoi', 'CTTN', { reason: grounds });
    const decided = await first(test, 'cttn.canbo');
    const detail = await tasks.task(decided.actor, decided.taskId);
    assert.deepEqual(
      [detail.element, detail.transferred?.kind, detail.transferred?.reason],
      ['handle', 'decided', grounds],
    );
    await completeInTurn(test, [
      ['cttn.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới, chịu tải 40 tấn.' }],
    ]);
    assert.equal((await first(test, 'cttn.lanhdao')).item?.element, 'approve');
  });

  it('"not ours" and handing on are counted together', async () => {
    const { test } = await opened();
    await submitReport(test, { ...manhole });
    await completeInTurn(test, [
      verified,
      ['lamdong.ktht.canbo', { outcome: 'notOurs', returnReason: 'Không thuộc phường quản lý.' }],
      ['tiepnhan', { unit: 'SXD' }],
    ]);
    await claimFirst(test, 'sxd.canbo');
    await handOn(test, 'sxd.canbo', 'CTTN');
    // The third one who does not want it: the process itself brings it before the coordinator.
    await completeInTurn(test, [['cttn.canbo', { outcome: 'notOurs', returnReason: 'Thuộc phường quản lý.' }]]);
    assert.equal((await first(test, 'dieuphoi')).item?.element, 'decide');
  });

  it('nobody hands on what is not in their hands, without a reason, or to where nobody could do it', async () => {
    const { test, actor, taskId } = await handled();
    const { assignments } = test.wardflow.application;
    const tried = async (username: string, more: Partial<Transfer> = {}) => {
      keys += 1;
      const wanted = { unit: 'CTTN', to: null, reason, newFacts: '', submissionKey: `tried-${keys}`, ...more };
      return await assignments.transfer(await test.as(username), taskId, wanted).then(
        () => 'done',
        (error: { code: string; fields: readonly { rule: string }[] }) => error.fields[0]?.rule ?? error.code,
      );
    };
    const officer = 'lamdong.ktht.canbo';
    assert.equal(await tried('cttn.canbo'), 'NOT_FOUND');
    assert.equal(await tried('tiepnhan'), 'NOT_FOUND');
    assert.equal(await tried(officer, { reason: ' ' }), 'required');
    assert.equal(await tried(officer, { unit: '99016-KTHT' }), 'UNIT_CANNOT_TAKE_IT');
    assert.equal(await tried(officer, { unit: 'no-such-unit' }), 'UNIT_CANNOT_TAKE_IT');
    assert.equal(await tried(officer, { to: 'sxd.canbo' }), 'ASSIGNEE_NOT_IN_UNIT');
    await test.wardflow.application.tasks.release(actor, taskId);
    // In the pool it is in nobody's hands: a head may, an officer may not.
    assert.equal(await tried(officer), 'FORBIDDEN');
    await assert.rejects(assignments.transferPlaces(actor, taskId), { code: 'FORBIDDEN' });
    assert.equal(await tried('lamdong.ktht.lanhdao'), 'done');
    assert.equal(await tried('lamdong.ktht.lanhdao'), 'NOT_FOUND');
  });

  it('two who hand it on at the same moment: one does, the other is told', async () => {
    const { test, taskId } = await handled();
    const { assignments } = test.wardflow.application;
    const wanted = (unit: string) => ({ unit, to: null, reason, newFacts: '', submissionKey: `at-once-${unit}` });
    const results = await Promise.allSettled([
      assignments.transfer(await test.as('lamdong.ktht.canbo'), taskId, wanted('CTTN')),
      assignments.transfer(await test.as('lamdong.ktht.lanhdao'), taskId, wanted('SXD')),
    ]);
    assert.deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const who = await Promise.all(['cttn.canbo', 'sxd.canbo'].map(async (name) => (await first(test, name)).taskId));
    assert.equal(who.filter(Boolean).length, 1);
  });
});
