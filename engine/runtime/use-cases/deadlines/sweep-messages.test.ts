// Reminders that a process draws as timers know nothing of pauses and more time: what the sweep says, they do not say too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { withReminders } from '#test/support/own-reminders.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const [officer, head] = ['lamdong.ktht.canbo', 'lamdong.ktht.lanhdao'];

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const sweep = async ({ wardflow, now }: TestApplication) => {
    await wardflow.duties.find(({ name }) => name === 'deadlines')?.run(now());
  };

  /** A case on a version from before the sweep: due on Wednesday 08:00, reminded by timers on Tuesday and at the date. */
  const onOldVersion = async () => {
    const { test: app, store } = await opened({ pack: (shipped) => withReminders(shipped) });
    const { registerNumber } = await submitReport(app, manhole);
    await completeInTurn(app, [
      ['tiepnhan', accept],
      [officer, { outcome: 'accept' }],
    ]);
    const caseId = (await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber)))?.id ?? '';
    const told = async () => {
      const notices = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
      return notices.filter(({ template }) => /^NV_(SAP|QUA)_HAN$/.test(template));
    };
    const toldByProcess = async () => (await told()).filter(({ dedupeKey }) => !dedupeKey.startsWith('clock:'));
    return { app, store, caseId, told, toldByProcess };
  };

  test('the timers of an older version fire into silence after a pause; the sweep warns by the new date', async () => {
    const { app, store, caseId, told, toldByProcess } = await onOldVersion();
    const { deadlines } = app.wardflow.application;
    const pause = { reason: 'bo-sung', until: '2026-12-01', evidence: 'Văn bản số 12', fileId: null, note: '' };
    await deadlines.pause(await app.as(officer), caseId, pause);
    // Past the old date: both timers have fired.
    await app.advanceTo('2026-11-26T09:00:00+07:00');
    await sweep(app);
    const timers = await store.transaction((tx) => tx.engine.jobs.due({ topic: '', now: app.now() }, 10));
    assert.deepEqual(timers, []);
    assert.deepEqual(await told(), []);
    await app.advanceTo('2026-12-02T00:00:00+07:00');
    await sweep(app);
    const clock = (await deadlines.ofCase(await app.as(officer), caseId)).clocks.find(({ name }) => name === 'case');
    assert.equal(new Date(clock?.dueAt ?? 0).toISOString(), '2026-12-04T10:00:00.000Z');
    await app.advanceTo('2026-12-04T17:00:01+07:00');
    await sweep(app);
    assert.deepEqual(await toldByProcess(), []);
    assert.ok((await told()).some(({ template }) => template === 'NV_QUA_HAN'));
  });

  test('nor after more time was granted, and nobody is told twice of the same', async () => {
    const { app, caseId, told, toldByProcess } = await onOldVersion();
    const { deadlines } = app.wardflow.application;
    const asked = await deadlines.ask(await app.as(officer), caseId, {
      reason: 'vat-tu',
      until: '2026-12-08',
      note: 'Chờ.',
    });
    const decision = { grant: true, note: 'Xin lỗi.' };
    await deadlines.decide(await app.as(head), asked.extensions[0]?.id ?? '', decision);
    await app.advanceTo('2026-11-26T09:00:00+07:00');
    await sweep(app);
    assert.deepEqual(await toldByProcess(), []);
    await app.advanceTo('2026-12-09T09:00:00+07:00');
    await sweep(app);
    await sweep(app);
    assert.deepEqual(await toldByProcess(), []);
    const late = (await told()).filter(({ template }) => template === 'NV_QUA_HAN');
    assert.equal(new Set(late.map(({ dedupeKey }) => dedupeKey)).size, late.length);
    assert.ok(late.length > 0);
  });

  test('a step that would send such a message is told of before it is published', async () => {
    const { app } = await onOldVersion();
    const problems = await app.wardflow.application.services.check(await app.as('quantri'), 'citizen-feedback');
    assert.deepEqual(
      problems
        .filter(({ code }) => code === 'MESSAGE_LEFT_TO_SWEEP')
        .map(({ severity, path, element }) => [severity, path, element]),
      [
        ['warning', 'citizen-feedback.bpmn', 'nearDueTold'],
        ['warning', 'citizen-feedback.bpmn', 'pastDueTold'],
      ],
    );
  });
});
