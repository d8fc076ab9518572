// The way of a dossier through the administration, and what is on record of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { act, dossierService, goOn, people, receiveDossier, submitted, viewAs } from '#test/support/dossiers.ts';
import type { DossierView } from '../../application/dossiers.ts';
import { Refusal } from '../../refusal.ts';

const local = (instant: number | null | undefined): string =>
  new Date((instant ?? 0) + 7 * 3_600_000).toISOString().slice(5, 16);
const kinds = ({ events }: DossierView): readonly string[] => events.map(({ kind }) => kind);
const refusedWith = (code: string) => (error: unknown) => {
  assert.ok(error instanceof Refusal, String(error));
  assert.equal(error.code, code, JSON.stringify(error.fields));
  return true;
};

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const office = async (now?: string) =>
    await opened({ services: [dossierService], ...(now !== undefined && { now }) });

  let known: ReturnType<typeof opened> | undefined;
  // Where the clock stands still, one city does for all.
  const sameOffice = async () => {
    known ??= opened({ services: [dossierService] });
    return await known;
  };

  test('a complete dossier gets its code and return date, and each act of the way is evidence of its own', async () => {
    const { test: app, store } = await sameOffice();
    const receipt = await receiveDossier(app);
    assert.equal(receipt.code, 'H99.106.4-261120-0001');
    assert.equal(receipt.pin, null);
    // Friday 20/11 is the day of receipt; the third working day after it is Wednesday 25/11, five in the afternoon.
    assert.equal(local(receipt.dueAt), '11-25T17:00');
    await act(app, receipt.caseId, people.officer, 'appraise', submitted);
    await goOn(app, receipt.caseId, 'issue');
    const issued = await viewAs(app, receipt.caseId);
    assert.deepEqual([issued.state, issued.stage.code, issued.clock.state], ['open', 'co_ket_qua', 'met']);
    await act(app, receipt.caseId, people.desk, 'handOver', {
      handedHow: 'counter',
      handedTo: 'Nguyễn Văn Em',
      authorisation: 'Giấy ủy quyền ngày 19/11/2026',
    });
    const view = await viewAs(app, receipt.caseId);
    assert.deepEqual(kinds(view), ['received', 'accepted', 'submitted', 'signed', 'numbered', 'issued', 'handedOver']);
    const found = Object.fromEntries(view.events.map((event) => [event.kind, event]));
    assert.equal(found['signed']?.unit?.code, '99016-UBND');
    assert.deepEqual([found['numbered']?.number, found['numbered']?.symbol], ['57', 'XNHN-UBND']);
    assert.deepEqual(
      [found['handedOver']?.how, found['handedOver']?.to, found['handedOver']?.authorisation],
      ['counter', 'Nguyễn Văn Em', 'Giấy ủy quyền ngày 19/11/2026'],
    );
    assert.deepEqual(
      [view.state, view.outcome?.en, view.applicant?.name],
      ['closed', 'Result handed over', 'Nguyễn Thị Hoa'],
    );
    const by = new Set(view.events.map((event) => event.by));
    assert.equal(by.size, 4, 'the desk, the officer, the signatory and the records clerk');
    // Nothing personal stands in the rows themselves.
    const rows = await store.transaction(async (tx) =>
      JSON.stringify([
        await tx.cases.dossiers.byCase(receipt.caseId),
        await tx.cases.dossiers.eventsOf(receipt.caseId),
        await tx.engine.journal.ofInstance((await tx.cases.records.byId(receipt.caseId))?.instanceId ?? ''),
      ]),
    );
    for (const word of ['Hoa', '099190000123', 'Em', 'ủy quyền', 'Trần Phú']) assert.ok(!rows.includes(word), word);
  });

  test('what is sent twice is one dossier, and its receipt is the first one', async () => {
    const { test: app } = await sameOffice();
    const first = await receiveDossier(app, { submissionKey: 'first2' });
    assert.deepEqual(await receiveDossier(app, { submissionKey: 'first2' }), first);
    const other = await receiveDossier(app, {
      submissionKey: 'k22',
      values: { applicantKind: 'person', name: 'Lê An', address: 'Tổ 3', ward: '99016' },
    });
    assert.equal(Number(other.code.slice(-4)), Number(first.code.slice(-4)) + 1);
    assert.match(other.pin ?? '', /^\d{4}$/);
  });

  test('the same day: before three o’clock it is due today, after three and out of hours on the next working day', async () => {
    const { test: app } = await office();
    const dueOf = async (now: string): Promise<string> => {
      await app.advanceTo(now);
      const papers = ['TK', 'CS'].map((code) => ({ code, form: 'original', count: 1 }) as const);
      return local((await receiveDossier(app, { submissionKey: now, procedure: 'DEMO.001', papers })).dueAt);
    };
    assert.equal(await dueOf('2026-11-20T14:59:00+07:00'), '11-20T17:00');
    assert.equal(await dueOf('2026-11-20T15:01:00+07:00'), '11-23T17:00');
    assert.equal(await dueOf('2026-11-21T09:00:00+07:00'), '11-23T17:00');
  });

  test('one instruction of what is missing stops the clock with its reason and law; what is handed in lets it go on', async () => {
    const { test: app, store } = await office();
    const { caseId, code } = await receiveDossier(app);
    await app.advanceTo('2026-11-20T10:00:00+07:00');
    await act(app, caseId, people.officer, 'appraise', {
      outcome: 'supplement',
      missing: ['LH'],
      supplementWhy: 'Thiếu bản án ly hôn đã có hiệu lực.',
      supplementBasis: 'Nghị định 123/2015/NĐ-CP, Điều 22',
    });
    const waiting = await viewAs(app, caseId);
    assert.deepEqual([waiting.stage.code, waiting.clock.state], ['hs_bo_sung', 'paused']);
    const asked = waiting.events.at(-1);
    assert.deepEqual(
      [asked?.kind, asked?.papers.map((paper) => paper.code), asked?.basis],
      ['supplementAsked', ['LH'], 'Nghị định 123/2015/NĐ-CP, Điều 22'],
    );
    const events = await store.transaction((tx) => tx.cases.clocks.eventsOf([caseId]));
    assert.deepEqual(
      [...new Set(events.filter(({ kind }) => kind === 'paused').map(({ reason }) => reason))],
      ['bo-sung-ho-so'],
    );
    // Two working days later the applicant sends what was missing, with the code of the dossier and four digits.
    await app.advanceTo('2026-11-24T10:00:00+07:00');
    const { reports } = app.wardflow.application;
    assert.equal(await reports.follow(code), undefined, 'the code alone, which can be guessed, opens nothing');
    assert.equal(await reports.followFull(code, '0000'), undefined);
    const progress = await reports.followFull(code.toLowerCase(), '5678');
    assert.equal(progress?.category.name.en, 'Marital-status certificate');
    assert.equal(
      progress?.stages.find(({ status }) => status === 'current')?.note,
      'Thiếu bản án ly hôn đã có hiệu lực.',
    );
    const task = progress?.tasks[0];
    assert.ok(task);
    const values = { supplementText: 'Tôi gửi bản án ly hôn số 12.' };
    await reports.answer({ code, secret: '5678', taskId: task.taskId, values, files: [], submissionKey: 's1' });
    const after = await viewAs(app, caseId);
    assert.deepEqual(
      [after.stage.code, after.clock.state, after.events.at(-1)?.kind],
      ['dang_xu_ly', 'running', 'supplemented'],
    );
    // Friday 10:00 to Tuesday 10:00 are sixteen working hours.
    assert.equal(local(after.firstDueAt), '11-25T17:00');
    assert.equal(local(after.dueAt), '11-27T17:00');
    await assert.rejects(act(app, caseId, people.desk, 'supplementDesk', {}), /no task/);
  });

  test('where the procedure says so the time counts afresh from the complete dossier', async () => {
    const { test: app } = await office();
    const papers = ['DON', 'DAT', 'BV'].map((code) => ({ code, form: 'copy', count: 1 }) as const);
    const { caseId, dueAt } = await receiveDossier(app, { procedure: 'DEMO.003', papers });
    assert.equal(local(dueAt), '12-04T17:00');
    const missing = {
      outcome: 'supplement',
      missing: ['BV'],
      supplementWhy: 'Bản vẽ thiếu mặt cắt.',
      supplementBasis: 'Luật Xây dựng',
    };
    await act(app, caseId, 'lamdong.ktht.canbo', 'appraise', missing);
    await app.advanceTo('2026-11-24T09:00:00+07:00');
    await act(app, caseId, people.desk, 'supplementDesk', { suppliedPapers: ['BV'] });
    const view = await viewAs(app, caseId);
    // Ten working days after Tuesday 24/11.
    assert.deepEqual(
      [local(view.firstDueAt), local(view.dueAt), view.clock.state],
      ['12-04T17:00', '12-08T17:00', 'running'],
    );
    assert.deepEqual(
      view.papers.map(({ paper }) => paper.code),
      ['DON', 'DAT', 'BV', 'BV'],
    );
  });

  test('an incomplete dossier is not handed back: it has a code, is checked again, and its time begins when it is complete', async () => {
    const { test: app } = await office();
    const decision = {
      outcome: 'supplement',
      missing: ['TK'],
      why: 'Tờ khai chưa có chữ ký.',
      basis: 'Thông tư 04/2020/TT-BTP',
    } as const;
    const { caseId, dueAt, code } = await receiveDossier(app, { papers: [], decision });
    assert.deepEqual([dueAt, code], [null, 'H99.106.4-261120-0001']);
    await app.advanceTo('2026-11-23T08:00:00+07:00');
    await act(app, caseId, people.desk, 'supplementDesk', { suppliedPapers: ['TK'] });
    await act(app, caseId, people.desk, 'check', { outcome: 'accept' });
    const view = await viewAs(app, caseId);
    assert.deepEqual(kinds(view), ['received', 'supplementAsked', 'supplemented', 'accepted']);
    assert.equal(local(view.dueAt), '11-26T17:00');
  });

  test('nothing that was asked for comes: the dossier is stopped by rule', async () => {
    const { test: app } = await office();
    const decision = {
      outcome: 'supplement',
      missing: ['TK'],
      why: 'Tờ khai chưa có chữ ký.',
      basis: 'Thông tư 04/2020/TT-BTP',
    } as const;
    const { caseId } = await receiveDossier(app, { papers: [], decision });
    await app.advanceTo('2026-12-07T08:00:00+07:00');
    const view = await viewAs(app, caseId);
    assert.deepEqual([view.state, view.stage.code, view.outcome?.en], ['closed', 'dung_giai_quyet', 'Stopped']);
    assert.deepEqual(
      [view.events.at(-1)?.kind, view.events.at(-1)?.what, view.events.at(-1)?.by],
      ['stopped', 'rule', null],
    );
  });

  test('the applicant withdraws at the desk; an issued result is not stopped any more', async () => {
    const { test: app } = await sameOffice();
    const { caseId } = await receiveDossier(app, { submissionKey: 'first3' });
    const { dossiers } = app.wardflow.application;
    const desk = await app.as(people.desk);
    const wish = { by: 'applicant', reason: 'Người nộp xin rút hồ sơ.', basis: 'Đơn xin rút ngày 20/11/2026' } as const;
    await assert.rejects(dossiers.stop(desk, caseId, { ...wish, reason: ' ' }), refusedWith('INVALID_FIELDS'));
    const stopped = await dossiers.stop(desk, caseId, wish);
    assert.deepEqual(
      [stopped.state, stopped.stage.code, stopped.events.at(-1)?.reason],
      ['closed', 'dung_giai_quyet', wish.reason],
    );
    assert.equal(stopped.may.stop, false);
    await assert.rejects(dossiers.stop(desk, caseId, wish), refusedWith('DOSSIER_OVER'));
    const other = await receiveDossier(app, { submissionKey: 'k32' });
    await act(app, other.caseId, people.officer, 'appraise', submitted);
    await goOn(app, other.caseId, 'issue');
    await assert.rejects(dossiers.stop(desk, other.caseId, wish), refusedWith('DOSSIER_OVER'));
    assert.deepEqual((await viewAs(app, other.caseId)).state, 'open');
  });

  test('a dossier is refused at the desk, or by who signs after it was examined', async () => {
    const { test: app } = await sameOffice();
    const decision = {
      outcome: 'refuse',
      reason: 'Không thuộc thẩm quyền của phường.',
      basis: 'Luật Hộ tịch, Điều 4',
    } as const;
    const first = await viewAs(app, (await receiveDossier(app, { submissionKey: 'first4', decision })).caseId);
    assert.deepEqual([kinds(first), first.state, first.stage.code], [['received', 'refused'], 'closed', 'tu_choi']);
    const { caseId } = await receiveDossier(app, { submissionKey: 'k42' });
    const draft = { outcome: 'refuse', refusalReason: 'Đang có tranh chấp tại tòa.', refusalBasis: 'Điều 9' };
    await act(app, caseId, people.officer, 'appraise', draft);
    await act(app, caseId, people.signatory, 'signRefusal', { outcome: 'approve' });
    const view = await viewAs(app, caseId);
    assert.deepEqual([kinds(view), view.outcome?.en], [['received', 'accepted', 'submitted', 'refused'], 'Refused']);
    assert.equal(view.events.at(-1)?.reason, 'Đang có tranh chấp tại tòa.');
  });

  test('more time is granted by the head of the agency with an apology, before the date, as often as the procedure allows', async () => {
    const { test: app, store } = await sameOffice();
    const { caseId } = await receiveDossier(app, { submissionKey: 'first5' });
    const { deadlines } = app.wardflow.application;
    const officer = await app.as(people.officer);
    const wish = { reason: 'phuc-tap', until: '2026-11-30', note: 'Chờ xác minh tại nơi cư trú cũ.' };
    await deadlines.ask(officer, caseId, wish);
    const head = await app.as('lamdong.vhxh.lanhdao');
    const signatory = await app.as(people.signatory);
    assert.deepEqual((await deadlines.mine(head)).asked, [], 'the head of the division does not decide for the agency');
    const [waiting] = (await deadlines.mine(signatory)).asked;
    assert.equal(waiting?.caseId, caseId);
    const asked = (await deadlines.ofCase(signatory, caseId)).extensions[0]?.id ?? '';
    await assert.rejects(deadlines.decide(head, asked, { grant: true, note: 'Xin lỗi.' }), refusedWith('FORBIDDEN'));
    await deadlines.decide(signatory, asked, { grant: true, note: 'Xin lỗi ông/bà vì chậm trễ.' });
    const view = await viewAs(app, caseId);
    const extended = view.events.at(-1);
    assert.deepEqual(
      [extended?.kind, local(extended?.dueBefore), local(extended?.dueAfter), extended?.reason],
      ['extended', '11-25T17:00', '11-30T17:00', 'Xin lỗi ông/bà vì chậm trễ.'],
    );
    assert.deepEqual([local(view.firstDueAt), local(view.dueAt)], ['11-25T17:00', '11-30T17:00']);
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
    assert.equal(notices.filter(({ template }) => template === 'HS_XIN_LOI').length, 1);
    await assert.rejects(
      deadlines.ask(officer, caseId, { ...wish, until: '2026-12-04' }),
      refusedWith('NO_MORE_EXTENSIONS'),
    );
    const sameDay = await receiveDossier(app, { submissionKey: 'k52', procedure: '2.000635' });
    await assert.rejects(deadlines.ask(officer, sameDay.caseId, wish), refusedWith('NO_MORE_EXTENSIONS'));
  });

  test('a late result is not signed before somebody has apologised and named a new date', async () => {
    const { test: app, store } = await office();
    const { caseId } = await receiveDossier(app);
    await act(app, caseId, people.officer, 'appraise', submitted);
    await app.advanceTo('2026-11-26T08:00:00+07:00');
    await assert.rejects(goOn(app, caseId, 'sign'), refusedWith('DOSSIER_NEEDS_APOLOGY'));
    assert.deepEqual(
      kinds(await viewAs(app, caseId)),
      ['received', 'accepted', 'submitted'],
      'nothing is half-written',
    );
    await act(app, caseId, people.signatory, 'sign', {
      outcome: 'return',
      returnReason: 'Ghi lời xin lỗi và ngày hẹn lại.',
    });
    const apology = { apologyReason: 'Hồ sơ gốc lưu ở nơi khác, xin lỗi ông/bà.', apologyDate: '2026-11-27' };
    await act(app, caseId, people.officer, 'appraise', { ...submitted, ...apology });
    await goOn(app, caseId, 'issue');
    const view = await viewAs(app, caseId);
    const apologised = view.events.find(({ kind }) => kind === 'apologised');
    assert.deepEqual(
      [local(apologised?.dueBefore), local(apologised?.dueAfter), apologised?.reason],
      ['11-25T17:00', '11-27T17:00', apology.apologyReason],
    );
    assert.deepEqual(
      [local(view.dueAt), view.clock.state],
      ['11-25T17:00', 'breached'],
      'an apology does not make it on time',
    );
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
    assert.equal(notices.filter(({ template }) => template === 'HS_XIN_LOI_TRE').length, 1);
  });

  test('what is wrong at the desk is told field by field, and nothing is stored', async () => {
    const { test: app, store } = await sameOffice();
    const before = await store.transaction((tx) => tx.cases.dossiers.nextSerial('H99.106.4-261120-'));
    const pathsOf = async (change: Parameters<typeof receiveDossier>[1]) => {
      try {
        await receiveDossier(app, { submissionKey: 'wrong', ...change });
      } catch (error) {
        assert.ok(error instanceof Refusal, String(error));
        return error.fields.map(({ path, rule }) => `${path} ${rule}`);
      }
      return 'received';
    };
    assert.deepEqual(await pathsOf({ papers: [] }), ['papers PAPERS_MISSING']);
    assert.deepEqual(await pathsOf({ procedure: 'KHONG.CO' }), ['procedure UNKNOWN_PROCEDURE']);
    assert.deepEqual(
      await pathsOf({
        papers: [
          { code: 'TK', form: 'copy', count: 1 },
          { code: 'XX', form: 'copy', count: 0 },
        ],
      }),
      ['papers[1] UNKNOWN_PAPER', 'papers[1].count range'],
    );
    assert.deepEqual(await pathsOf({ values: { applicantKind: 'person', address: 'x', ward: '99016' } }), [
      'name required',
    ]);
    assert.deepEqual(await pathsOf({ values: { applicantKind: 'person', name: 'An', address: 'Tổ 1' } }), [
      'ward required',
    ]);
    assert.deepEqual(await pathsOf({ decision: { outcome: 'supplement', missing: [], why: 'ngắn', basis: '' } }), [
      'decision.missing NOTHING_MISSING',
      'decision.why minLength',
      'decision.basis required',
    ]);
    assert.deepEqual(await pathsOf({ decision: { outcome: 'refuse', reason: '', basis: 'Luật' } }), [
      'decision.reason required',
    ]);
    const after = await store.transaction((tx) => tx.cases.dossiers.nextSerial('H99.106.4-261120-'));
    assert.equal(after, before + 1, 'no serial was used up');
  });

  test('a running dossier keeps the procedure under which it was received', async () => {
    const { test: app, store } = await sameOffice();
    const before = await receiveDossier(app, { submissionKey: 'first6' });
    await store.transaction(async (tx) => {
      const rows = await tx.cases.reference.all();
      const row = rows.find(({ kind }) => kind === 'procedures.json');
      assert.ok(row);
      const content = JSON.parse(row.content);
      const changed = content.procedures.find(({ code }: { code: string }) => code === 'DEMO.002');
      changed.deadline.resolve = 'P9D';
      changed.papers = [{ code: 'MOI', name: { vi: 'Giấy mới', en: 'New paper' }, required: true }];
      changed.clockEnds = 'handedOver';
      changed.supplement.restarts = true;
      await tx.cases.reference.put({ ...row, content: JSON.stringify(content), revision: row.revision + 1 });
    });
    const after = await receiveDossier(app, {
      submissionKey: 'k62',
      papers: [{ code: 'MOI', form: 'copy', count: 1 }],
    });
    assert.deepEqual([local(before.dueAt), local(after.dueAt)], ['11-25T17:00', '12-03T17:00']);
    for (const { caseId } of [before, after]) {
      await act(app, caseId, people.officer, 'appraise', submitted);
      await goOn(app, caseId, 'issue');
    }
    const [old, young] = [await viewAs(app, before.caseId), await viewAs(app, after.caseId)];
    assert.deepEqual([old.procedure.papers.map(({ code }) => code), old.clock.state], [['TK', 'LH'], 'met']);
    assert.deepEqual([young.procedure.papers.map(({ code }) => code), young.clock.state], [['MOI'], 'running']);
    await act(app, after.caseId, people.desk, 'handOver', { handedHow: 'post', handedTo: 'Lê An' });
    assert.equal((await viewAs(app, after.caseId)).clock.state, 'met');
  });
});
