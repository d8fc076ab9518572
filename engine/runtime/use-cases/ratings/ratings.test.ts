import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { it } from 'node:test';
import type { RatingRow } from '#engine/runtime/ports/ratings.ts';
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { publishChanged } from '#test/support/operations.ts';

const report = { ...manhole, name: 'Lê Thị Hoa', phone: '0912345678' };
const handled = [
  ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
  ['lamdong.ktht.canbo', { outcome: 'accept' }],
  ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' }],
  ['lamdong.ktht.lanhdao', { outcome: 'approve' }],
  ['congkhai', { outcome: 'keep' }],
] as const;
const again = [
  ['lamdong.ktht.lanhdao', { newFacts: 'Kiểm tra lại tại chỗ và chụp ảnh.' }],
  ...handled.slice(2),
] as const;
const unsolved = { rating: '1', solved: 'false', ratingReasons: ['slow', 'noEvidence'], comment: 'Vẫn còn hỏng.' };
const table = 'sla.dmn';
/** Once, within a working day. */
const once = (dmn: string) =>
  dmn
    .replace(/(id="reopeningRule-1-o1"><text>)2/, (_, head: string) => `${head}1`)
    .replace(/(id="reopeningRule-1-o2"><text>)7/, (_, head: string) => `${head}1`);
const oncePack = (shipped: DemoPack): DemoPack => {
  const service = shipped.services['citizen-feedback'] ?? {};
  return { ...shipped, services: { 'citizen-feedback': { ...service, [table]: once(service[table] ?? '') } } };
};
const months = { from: '2026-11', to: '2026-11' } as const;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const rate = async (test: TestApplication, trackingCode: string, values: object, submissionKey = 'rated-once') => {
    const { reports } = test.wardflow.application;
    const taskId = (await reports.followFull(trackingCode, '5678'))?.tasks[0]?.taskId ?? '';
    const key = { code: trackingCode, secret: '5678', files: [], submissionKey };
    return await reports.answer({ ...key, taskId, values: { ...values } });
  };
  const hintOf = async (test: TestApplication, trackingCode: string) => {
    const [task] = (await test.wardflow.application.reports.followFull(trackingCode, '5678'))?.tasks ?? [];
    return task?.form.components.find(({ key }) => key === 'solved')?.description ?? '';
  };
  const counting = async (test: TestApplication) =>
    await test.wardflow.duties.find(({ name }) => name === 'count-ratings')?.run(test.now());

  it('what is not solved opens the case again: a mark with the reasons in the list, the words at the task', async () => {
    const { test } = await opened();
    const { tasks } = test.wardflow.application;
    const { trackingCode } = await submitReport(test, report);
    await completeInTurn(test, handled);
    await rate(test, trackingCode, unsolved);
    const head = await test.as('lamdong.ktht.lanhdao');
    const [item] = (await tasks.worklist(head, { view: 'unit' })).items;
    assert.deepEqual([item?.reopened?.times, item?.reopened?.rating, item?.reopened?.comment], [1, 1, null]);
    assert.deepEqual(
      item?.reopened?.reasons.map(({ vi }) => vi),
      ['Xử lý chậm', 'Không có ảnh, bằng chứng'],
    );
    assert.equal((await tasks.task(head, item?.taskId ?? '')).reopened?.comment, 'Vẫn còn hỏng.');
    await completeInTurn(test, again);
    await rate(test, trackingCode, unsolved, 'rated-twice');
    const [second] = (await tasks.worklist(await test.as('dieuphoi'), { view: 'unit' })).items;
    assert.equal(second?.reopened?.times, 2);
  });

  it('how often and how long it can be opened again stands in one table: texts, messages and the way go by it', async () => {
    const { test } = await opened({ pack: (shipped) => oncePack(shipped) });
    const { trackingCode } = await submitReport(test, report);
    await completeInTurn(test, handled);
    assert.match(await hintOf(test, trackingCode), /được 1 lần, nay còn 1 lần, trong 1 ngày làm việc/);
    await rate(test, trackingCode, unsolved);
    await completeInTurn(test, again);
    assert.match(await hintOf(test, trackingCode), /được 1 lần, nay còn 0 lần/);
    assert.deepEqual((await rate(test, trackingCode, unsolved, 'rated-twice')).tasks, []);
    const other = await submitReport(test, { ...report, email: 'hoa@example.com' }, 'another-one');
    await completeInTurn(test, handled);
    await test.advanceTo('2026-11-24T08:00:00+07:00');
    const { reports, mailbox } = test.wardflow.application;
    assert.deepEqual((await reports.followFull(other.trackingCode, '5678'))?.tasks, []);
    assert.equal((await reports.follow(other.trackingCode))?.stages.at(-1)?.code, 'dong');
    const sent = (await mailbox.list(100)).map(({ text }) => text).join('\n');
    assert.match(sent, /trong 1 ngày làm việc: cấp trên xem xét lại 1 lần, nay còn 1 lần/);
    assert.doesNotMatch(sent, /\{|\b[27] (lần|ngày)/);
  });

  it('a case under way keeps the numbers of its version, whatever is published since', async () => {
    const { test } = await opened();
    const { trackingCode } = await submitReport(test, report);
    await completeInTurn(test, handled);
    await publishChanged(test, once, table);
    assert.match(await hintOf(test, trackingCode), /được 2 lần, nay còn 2 lần, trong 7 ngày làm việc/);
    const later = await submitReport(test, report, 'later-one');
    await completeInTurn(test, handled);
    assert.match(await hintOf(test, later.trackingCode), /được 1 lần, nay còn 1 lần, trong 1 ngày làm việc/);
    await rate(test, trackingCode, unsolved);
    await completeInTurn(test, again);
    assert.match(await hintOf(test, trackingCode), /được 2 lần, nay còn 1 lần/);
  });

  it('ratings become sums by month, unit and category, each once, and few are never told apart', async () => {
    const { test, store } = await opened();
    const { history } = test.wardflow.application;
    const { trackingCode } = await submitReport(test, report);
    await completeInTurn(test, handled);
    await rate(test, trackingCode, unsolved);
    const head = await test.as('lamdong.ktht.lanhdao');
    await counting(test);
    const by = async (key: 'month' | 'unit' | 'category', actor = head) =>
      await history.ratings(actor, { ...months, by: key });
    // One rating is what one person said.
    assert.deepEqual([(await by('month')).total, (await by('month')).lines], [null, []]);
    const [reopened] = (await test.wardflow.application.tasks.worklist(head, { view: 'unit' })).items;
    const [row] = await store.transaction((tx) => tx.cases.ratings.ofCases([reopened?.caseId ?? '']));
    assert.deepEqual(
      [row?.month, row?.unit, row?.category, row?.reasons],
      ['2026-11', '99016-KTHT', 'HT-TN', ['slow', 'noEvidence']],
    );
    const more = (count: number, change: Partial<RatingRow>) =>
      store.transaction(async (tx) => {
        for (let n = 0; n < count; n += 1) {
          const id = randomUUID();
          await tx.cases.ratings.insert({ ...(row as RatingRow), counted: false, id, ...change });
        }
      });
    await more(6, { rating: 5, solved: true, reasons: [] });
    await more(5, { rating: 4, solved: true, reasons: [], unit: 'CTTN' });
    await Promise.allSettled([counting(test), counting(test)]);
    await counting(test);
    const unit = await by('unit');
    assert.deepEqual(
      unit.lines.map(({ key, times, mean, unsolved: not, reasons }) => [key, times, mean, not, reasons]),
      [['99016-KTHT', 7, 4.43, 1, { slow: 1, noEvidence: 1 }]],
    );
    assert.deepEqual(unit.reasons.find(({ code }) => code === 'slow')?.name, {
      vi: 'Xử lý chậm',
      en: 'It took too long',
    });
    const all = await by('unit', await test.as('quantri'));
    assert.deepEqual(
      all.lines.map(({ key, times }) => [key, times]),
      [
        ['99016-KTHT', 7],
        ['CTTN', 5],
      ],
    );
    assert.equal((await by('category', await test.as('dieuphoi'))).total?.times, 12);
    await assert.rejects(by('month', await test.as('lamdong.ktht.canbo')), { code: 'FORBIDDEN' });
  });

  it('what reporters wrote is read by who may see the case, and by nobody else', async () => {
    const { test } = await opened();
    const { history } = test.wardflow.application;
    const { trackingCode } = await submitReport(test, report);
    await completeInTurn(test, handled);
    await rate(test, trackingCode, unsolved);
    const words = async (username: string) =>
      (await history.ratingComments(await test.as(username), {})).map(({ comment, rating }) => [comment, rating]);
    assert.deepEqual(await words('lamdong.ktht.lanhdao'), [['Vẫn còn hỏng.', 1]]);
    assert.deepEqual(await words('dieuphoi'), [['Vẫn còn hỏng.', 1]]);
    // Figures of every unit, and no case.
    assert.deepEqual(await words('quantri'), []);
    assert.deepEqual(await words('cttn.lanhdao'), []);
    await assert.rejects(words('lamdong.ktht.canbo'), { code: 'FORBIDDEN' });
  });
});
