import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Actor } from '#engine/runtime/application/common.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const verified = ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }] as const;
const officer = 'lamdong.ktht.canbo';
const reason = 'Cống này do công ty thoát nước quản lý, ông Em nói vậy.';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const first = async (test: TestApplication, username: string) => {
    const actor = await test.as(username);
    const [item] = (await test.wardflow.application.tasks.worklist(actor, { view: 'unit' })).items;
    return { actor, item, taskId: item?.taskId ?? '', caseId: item?.caseId ?? '' };
  };
  const ledger = async (test: TestApplication, caseId: string) =>
    await test.wardflow.application.history.holdings(await test.as('dieuphoi'), caseId);
  const complete = async (test: TestApplication, username: string, values: object, submissionKey: string) => {
    const { actor, taskId } = await first(test, username);
    await test.wardflow.application.tasks.complete(actor, taskId, { values: { ...values }, files: [], submissionKey });
  };

  it('a line for every hand, and they add up to the age of the case to the millisecond', async () => {
    const { test } = await opened();
    await submitReport(test, { ...manhole });
    const { tasks } = test.wardflow.application;
    const centre = await first(test, 'tiepnhan');
    const { caseId } = centre;
    const adds = async () => {
      const { ageMs, receivedAt, closedAt, lines } = await ledger(test, caseId);
      assert.equal(ageMs, (closedAt ?? test.now()) - receivedAt);
      return lines;
    };
    await test.advanceTo('2026-11-20T08:10:01+07:00');
    await tasks.claim(centre.actor, centre.taskId);
    await test.advanceTo('2026-11-20T08:15:00.123+07:00');
    await completeInTurn(test, [verified]);
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    const unit = await first(test, officer);
    await tasks.claim(unit.actor, unit.taskId);
    await test.advanceTo('2026-11-20T09:00:59+07:00');
    await tasks.release(unit.actor, unit.taskId);
    await test.advanceTo('2026-11-20T10:30:00+07:00');
    const lines = await adds();
    assert.deepEqual(
      lines.map(({ how, unit: held, person, ms }) => [how, held?.code ?? '', person ?? '', ms]),
      [
        ['received', '', '', 0],
        ['routed', 'IOC', '', 601_000],
        ['taken', 'IOC', 'Trần Thị Kim Ngân', 299_123],
        ['routed', '99016-KTHT', '', 2_699_877],
        ['taken', '99016-KTHT', 'Trần Minh Giang', 59_000],
        ['released', '99016-KTHT', '', 5_341_000],
      ],
    );
    await complete(test, officer, { outcome: 'accept' }, 'take-on-1');
    await test.advanceTo('2026-11-20T15:00:00+07:00');
    await complete(test, officer, { outcome: 'done', resultText: 'Đã thay nắp hố ga mới trong ngày.' }, 'handle-01');
    await complete(test, 'lamdong.ktht.lanhdao', { outcome: 'approve' }, 'approve-1');
    await complete(test, 'congkhai', { outcome: 'keep' }, 'review-01');
    assert.equal((await adds()).at(-1)?.isReporter, true);
    // Nobody rates: it is closed by itself, and gets no older.
    await test.advanceTo('2026-12-20T15:00:00+07:00');
    await test.advanceTo('2027-01-20T15:00:00+07:00');
    const { closedAt } = await ledger(test, caseId);
    assert.ok(closedAt !== null && closedAt < test.now());
    await adds();
  });

  it('a unit that says "not ours" does not get the case again, unless there is something new', async () => {
    const { test, store } = await opened();
    await submitReport(test, { ...manhole, name: 'Võ Kim Em' });
    await completeInTurn(test, [verified]);
    const { caseId, actor, taskId } = await first(test, officer);
    const { tasks } = test.wardflow.application;
    const silent = { values: { outcome: 'notOurs' }, files: [], submissionKey: 'no-reason' };
    await assert.rejects(tasks.complete(actor, taskId, silent), { code: 'INVALID_FIELDS' });
    await test.advanceTo('2026-11-20T08:30:00+07:00');
    await complete(test, officer, { outcome: 'notOurs', returnReason: reason }, 'not-ours-1');
    const again = complete(test, 'tiepnhan', { unit: '99016-KTHT' }, 'reassign-1');
    await assert.rejects(again, (error: { readonly fields?: readonly object[] }) => {
      assert.deepEqual(error.fields, [
        {
          path: 'unit',
          rule: 'UNIT_RETURNED_IT',
          params: {
            unit: 'Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông',
            by: 'Trần Minh Giang',
            at: '20/11/2026 08:30',
            reason,
          },
        },
      ]);
      return true;
    });
    await complete(test, 'tiepnhan', { unit: '99016-KTHT', newFacts: 'Hố ga nằm trong chợ của phường.' }, 'reassign-2');
    const lines = (await ledger(test, caseId)).lines;
    const returned = lines.find(({ how }) => how === 'returned');
    assert.deepEqual(
      [returned?.fromUnit?.code, returned?.by, returned?.note],
      ['99016-KTHT', 'Trần Minh Giang', reason],
    );
    assert.deepEqual([lines.at(-1)?.unit?.code, lines.at(-1)?.note], ['99016-KTHT', 'Hố ga nằm trong chợ của phường.']);
    const journal = await store.transaction(async (tx) => {
      const [id = ''] = await tx.engine.instances.page(null, 1);
      const { replayed, saved } = await test.wardflow.kernel.replay(tx, id);
      assert.equal(replayed, saved);
      return JSON.stringify(await tx.engine.journal.ofInstance(id));
    });
    assert.ok(!journal.includes('ông Em') && !journal.includes('trong chợ'));
  });

  it('the third "not ours" goes to the coordinator by itself, whose decision binds the unit', async () => {
    const { test } = await opened();
    await submitReport(test, { ...manhole });
    await completeInTurn(test, [verified]);
    const { caseId } = await first(test, officer);
    await complete(test, officer, { outcome: 'notOurs', returnReason: reason }, 'not-ours-1');
    await complete(test, 'tiepnhan', { unit: 'CTTN' }, 'reassign-1');
    await complete(test, 'cttn.canbo', { outcome: 'notOurs', returnReason: reason }, 'not-ours-2');
    await complete(test, 'tiepnhan', { unit: 'SXD' }, 'reassign-2');
    await complete(test, 'sxd.canbo', { outcome: 'notOurs', returnReason: reason }, 'not-ours-3');
    assert.equal((await first(test, 'tiepnhan')).item, undefined);
    const coordinator = await first(test, 'dieuphoi');
    assert.equal(coordinator.item?.element, 'decide');
    const grounds = 'Theo quy chế phối hợp, phường chủ trì.';
    await complete(test, 'dieuphoi', { unit: '99016-KTHT', newFacts: grounds }, 'decide-01');
    const last = (await ledger(test, caseId)).lines.at(-1);
    assert.deepEqual(
      [last?.unit?.code, last?.note, (await first(test, officer)).item?.element],
      ['99016-KTHT', grounds, 'handle'],
    );
  });

  it('who may not read the case reads no ledger', async () => {
    const { test } = await opened();
    await submitReport(test, { ...manhole });
    const { caseId } = await first(test, 'tiepnhan');
    const { history } = test.wardflow.application;
    const tried = async (actor: Actor) => await assert.rejects(history.holdings(actor, caseId), { code: 'NOT_FOUND' });
    await tried(await test.as('cttn.canbo'));
    await tried(await test.as('quantri'));
    await assert.rejects(history.holdings(await test.as('dieuphoi'), 'x'), { code: 'NOT_FOUND' });
  });
});
