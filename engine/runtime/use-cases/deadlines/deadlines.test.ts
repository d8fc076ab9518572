// Pausing, putting off, and the account that must hold before anybody who asks.
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
import { Refusal } from '../../refusal.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const [officer, head, other] = ['lamdong.ktht.canbo', 'lamdong.ktht.lanhdao', 'lamdong.vhxh.canbo'];
const local = (instant: number | null | undefined): string =>
  new Date((instant ?? 0) + 7 * 3_600_000).toISOString().slice(5, 16);
const refusedAs = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  /** A case of class P2 at the unit: received Friday 08:00, due on Wednesday 08:00. */
  const accepted = async () => {
    const { test: app, store } = await opened();
    const phone = '0912345678';
    const { registerNumber, trackingCode } = await submitReport(app, { ...manhole, phone });
    await completeInTurn(app, [['tiepnhan', accept]]);
    const record = await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber));
    const caseId = record?.id ?? '';
    const { deadlines } = app.wardflow.application;
    const view = async (as = officer) => await deadlines.ofCase(await app.as(as ?? ''), caseId);
    const main = async () => (await view()).clocks.find(({ name }) => name === 'case');
    return { app, store, caseId, deadlines, view, main, trackingCode };
  };
  const pauseFor = (until: string) => ({
    reason: 'bo-sung',
    until,
    evidence: 'Văn bản số 12/KTHT ngày 20/11/2026',
    fileId: null,
    note: 'Chờ chủ nhà cung cấp ảnh.',
  });
  const sweep = async ({ wardflow, now }: TestApplication) => {
    await wardflow.duties.find(({ name }) => name === 'deadlines')?.run(now());
  };

  test('clocks of the case, its first answer and its step run, each with its rule and its first due date', async () => {
    const { view } = await accepted();
    const { clocks } = await view();
    const said = clocks.map((clock) =>
      [clock.name, clock.step?.en, clock.rule.duration, local(clock.firstDueAt)].join(' '),
    );
    assert.deepEqual(said, [
      'firstAnswer  PT8H 11-23T08:00',
      'step Check and classify PT8H 11-23T08:00',
      'case  PT24H 11-25T08:00',
      'step Take on in the unit PT2H 11-20T10:00',
    ]);
    assert.deepEqual(
      clocks.map(({ standing }) => standing.state),
      ['met', 'met', 'running', 'running'],
    );
  });

  test('a pause stops every clock of the case for as much working time as it lasts, and says why', async () => {
    const { app, store, caseId, deadlines, main } = await accepted();
    const actor = await app.as(officer ?? '');
    await app.advanceTo('2026-11-20T09:00:00+07:00');
    const paused = await deadlines.pause(actor, caseId, pauseFor('2026-11-27'));
    assert.deepEqual(
      paused.clocks.filter(({ endedAt }) => endedAt === null).map(({ standing }) => standing.state),
      ['paused', 'paused'],
    );
    await assert.rejects(deadlines.pause(actor, caseId, pauseFor('2026-11-27')), refusedAs('CLOCK_STATE'));
    const chip = async () =>
      (await app.wardflow.application.tasks.worklist(actor, { view: 'unit' })).items.map(({ clock }) => clock.state);
    assert.deepEqual(await chip(), ['paused'], 'the worklist says that its clock stands still');
    await app.advanceTo('2026-11-23T09:00:00+07:00');
    await deadlines.resume(actor, caseId, { note: 'Đã nhận ảnh.' });
    assert.deepEqual(await chip(), ['running']);
    const clock = await main();
    // One working day later: from Wednesday 08:00 to Thursday 08:00.
    assert.deepEqual([local(clock?.firstDueAt), local(clock?.dueAt)], ['11-25T08:00', '11-26T08:00']);
    assert.deepEqual(
      clock?.story.map(({ kind, basis, evidence }) => [kind, basis !== null, evidence]),
      [
        ['paused', true, 'Văn bản số 12/KTHT ngày 20/11/2026'],
        ['resumed', false, ''],
      ],
    );
    const pauseLines = clock?.ledger.lines.filter(({ kind }) => kind === 'pause') ?? [];
    assert.equal(pauseLines[0]?.reason?.vi, 'Chờ người dân bổ sung thông tin, giấy tờ');
    const { allowedMs, countedMs, leftMs } = clock?.ledger ?? { allowedMs: 0, countedMs: 0, leftMs: 0 };
    assert.deepEqual(
      [allowedMs, countedMs, leftMs].map((ms) => ms / 3_600_000),
      [24, 1, 23],
    );
    const record = await store.transaction((tx) => tx.cases.records.byId(caseId));
    assert.equal(record?.dueAt, clock?.dueAt);
  });

  test('a pause that is forgotten ends on the day that was said, by itself and once', async () => {
    const { app, caseId, deadlines, main } = await accepted();
    await deadlines.pause(await app.as(officer ?? ''), caseId, pauseFor('2026-11-23'));
    await app.advanceTo('2026-11-24T07:00:00+07:00');
    await sweep(app);
    await sweep(app);
    const clock = await main();
    assert.deepEqual([clock?.standing.state, local(clock?.dueAt)], ['running', '11-26T17:00']);
    assert.deepEqual(
      clock?.story.map(({ kind }) => kind),
      ['paused', 'resumed'],
    );
  });

  test('a pause wants a reason, a day ahead and evidence; strangers may neither see nor pause', async () => {
    const { app, caseId, deadlines, view } = await accepted();
    const actor = await app.as(officer ?? '');
    const wrong = { reason: 'x', until: '2026-11-19', evidence: ' ', fileId: null, note: '' };
    await assert.rejects(deadlines.pause(actor, caseId, wrong), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual(
        error.fields.map(({ path }) => path),
        ['reason', 'until', 'evidence'],
      );
      return true;
    });
    await assert.rejects(view(other), refusedAs('NOT_FOUND'));
    const operator = await app.as('tiepnhan');
    assert.deepEqual((await deadlines.ofCase(operator, caseId)).may, {
      pause: false,
      resume: false,
      ask: false,
      decide: false,
    });
    await assert.rejects(deadlines.pause(operator, caseId, pauseFor('2026-11-27')), refusedAs('FORBIDDEN'));
  });

  test('more time is asked for by one and granted by another, with an apology before the old date, once', async () => {
    const { app, store, caseId, deadlines, main, trackingCode } = await accepted();
    const [asker, decider] = [await app.as(officer ?? ''), await app.as(head ?? '')];
    const request = { reason: 'vat-tu', until: '2026-12-01', note: 'Chờ nắp hố ga mới.' };
    const asked = await deadlines.ask(asker, caseId, request);
    const [extension] = asked.extensions;
    assert.deepEqual([extension?.state, local(extension?.dueAfter)], ['asked', '12-01T17:00']);
    await assert.rejects(deadlines.ask(asker, caseId, request), refusedAs('CLOCK_STATE'));
    const decision = { grant: true, note: 'Phải chờ vật tư về kho.' };
    await assert.rejects(deadlines.decide(asker, extension?.id ?? '', decision), refusedAs('FORBIDDEN'));
    assert.equal((await deadlines.mine(decider)).asked.length, 1);
    await deadlines.decide(decider, extension?.id ?? '', decision);
    await assert.rejects(deadlines.decide(decider, extension?.id ?? '', decision), refusedAs('EXTENSION_DECIDED'));
    const clock = await main();
    assert.deepEqual(
      [local(clock?.firstDueAt), local(clock?.dueAt), clock?.extensions, clock?.ledger.allowedMs],
      ['11-25T08:00', '12-01T17:00', 1, 63.5 * 3_600_000],
    );
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
    assert.equal(notices.filter(({ template }) => template === 'PA_XIN_LOI').length, 1);
    const { promise } = (await app.wardflow.application.reports.follow(trackingCode)) ?? {};
    assert.deepEqual(
      [local(promise?.firstDueAt), promise?.moves.map(({ kind, reason }) => [kind, reason?.vi])],
      ['11-25T08:00', [['extended', 'Chờ vật tư, thiết bị, đơn vị thi công']]],
    );
    await assert.rejects(
      deadlines.ask(asker, caseId, { ...request, until: '2026-12-08' }),
      refusedAs('NO_MORE_EXTENSIONS'),
    );
  });

  test('what is late is neither paused nor put off', async () => {
    const { app, caseId, deadlines } = await accepted();
    const [asker, decider] = [await app.as(officer ?? ''), await app.as(head ?? '')];
    const { extensions } = await deadlines.ask(asker, caseId, { reason: 'vat-tu', until: '2026-12-01', note: 'Chờ.' });
    await app.advanceTo('2026-11-25T09:00:00+07:00');
    await assert.rejects(deadlines.pause(asker, caseId, pauseFor('2026-11-27')), refusedAs('CLOCK_LATE'));
    const decision = { grant: true, note: 'Xin lỗi.' };
    await assert.rejects(deadlines.decide(decider, extensions[0]?.id ?? '', decision), refusedAs('CLOCK_LATE'));
    const refused = await deadlines.decide(decider, extensions[0]?.id ?? '', { ...decision, grant: false });
    assert.equal(refused.extensions[0]?.state, 'refused');
  });

  test('a correction of the data and a comment move no clock', async () => {
    const { app, store, caseId, deadlines, main } = await accepted();
    const before = await main();
    await app.advanceTo('2026-11-23T09:00:00+07:00');
    const record = await store.transaction((tx) => tx.cases.records.byId(caseId));
    const admin = await app.as('quantri');
    const operation = { kind: 'setVariables', variables: { note: 'sửa', description: 'khác' } } as const;
    const { operations } = app.wardflow.application;
    await operations.perform(admin, record?.instanceId ?? '', {
      operation,
      reason: 'Sửa lỗi chính tả',
      key: 'k',
    } as never);
    const after = await main();
    assert.deepEqual(
      [after?.startedAt, after?.dueAt, after?.firstDueAt, after?.story],
      [before?.startedAt, before?.dueAt, before?.firstDueAt, before?.story],
    );
    assert.equal((await deadlines.ofCase(admin, caseId).catch(() => undefined))?.caseId, undefined);
  });
});
