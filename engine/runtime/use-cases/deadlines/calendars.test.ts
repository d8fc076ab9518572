// A change of the calendars says beforehand which cases it moves, and then moves just these, to dates ahead.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { CalendarChange } from '../../application/calendars.ts';
import { Refusal } from '../../refusal.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const local = (instant: number | null | undefined): string =>
  new Date((instant ?? 0) + 7 * 3_600_000).toISOString().slice(5, 16);
const cultureDay = {
  date: '2026-11-24',
  name: { vi: 'Ngày Văn hóa Việt Nam', en: 'Vietnam Culture Day' },
  kind: 'dayOff',
  status: 'announced',
} as const;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  const accepted = async () => {
    const { test: app, store } = await opened();
    const { registerNumber } = await submitReport(app, { ...manhole, phone: '0912345678' });
    await completeInTurn(app, [['tiepnhan', accept]]);
    const record = async () => await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber));
    const { calendars } = app.wardflow.application;
    const admin = await app.as('quantri');
    const { revision } = await calendars.all(admin);
    const none = { revision, put: [], remove: [], hours: null, unit: null, note: 'Công văn 12' } as const;
    const follow = async () => {
      const duty = app.wardflow.duties.find(({ name }) => name === 'follow-calendars');
      return (await duty?.run(app.now()))?.done ?? 0;
    };
    return { app, store, record, calendars, admin, none, follow, registerNumber };
  };
  const refused =
    (...paths: readonly string[]) =>
    (error: unknown) => {
      assert.ok(error instanceof Refusal, String(error));
      assert.deepEqual(
        error.fields.map(({ path }) => path),
        paths,
      );
      return true;
    };

  test('a day off that becomes law moves what it was computed with, as the preview said, and tells the citizen', async () => {
    const { store, record, calendars, admin, none, follow, registerNumber } = await accepted();
    assert.equal(local((await record())?.dueAt), '11-25T08:00');
    const change: CalendarChange = { ...none, put: [{ ...cultureDay, isNew: false }] };
    const preview = await calendars.preview(admin, change);
    assert.deepEqual(
      preview.cases.map(({ registerNumber: number, clock, from, to }) => [number, clock, local(from), local(to)]),
      [[registerNumber, 'case', '11-25T08:00', '11-26T08:00']],
    );
    assert.equal(local((await record())?.dueAt), '11-25T08:00', 'a preview moves nothing');
    const after = await calendars.save(admin, change);
    assert.deepEqual(after.days.find(({ date }) => date === cultureDay.date)?.counts, true);
    assert.deepEqual([await follow(), await follow()], [1, 0]);
    assert.equal(local((await record())?.dueAt), '11-26T08:00');
    const { id = '' } = (await record()) ?? {};
    const clocks = await store.transaction((tx) => tx.cases.clocks.ofCase(id));
    const main = clocks.find(({ name }) => name === 'case');
    assert.deepEqual([local(main?.firstDueAt), local(main?.dueAt)], ['11-25T08:00', '11-26T08:00']);
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(id));
    assert.equal(notices.filter(({ template }) => template === 'PA_DOI_LICH').length, 1);
    const stale: CalendarChange = { ...none, put: [{ ...cultureDay, date: '2026-12-24', isNew: true }] };
    await assert.rejects(calendars.save(admin, stale), (error: unknown) => (error as Refusal).code === 'CITY_CHANGED');
  });

  test('a clock that stands still is told of and moves too; when it goes on it is due as if the calendar had been so', async () => {
    const { app, store, record, calendars, admin, none, follow } = await accepted();
    const { id = '' } = (await record()) ?? {};
    const { deadlines } = app.wardflow.application;
    const officer = await app.as('lamdong.ktht.canbo');
    const pause = { reason: 'bo-sung', until: '2026-12-04', evidence: 'Văn bản số 12', fileId: null, note: '' };
    await deadlines.pause(officer, id, pause);
    const change: CalendarChange = { ...none, put: [{ ...cultureDay, isNew: false }] };
    const { cases, looked } = await calendars.preview(admin, change);
    assert.deepEqual(
      cases.map(({ clock, from, to, paused }) => [clock, local(from), local(to), paused]),
      [['case', '11-25T08:00', '11-26T08:00', true]],
    );
    assert.equal(looked, 2, 'the clocks of the case and of its step, both of which stand still');
    await calendars.save(admin, change);
    assert.equal(await follow(), 1);
    assert.equal(local((await record())?.dueAt), '11-26T08:00');
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(id));
    assert.equal(notices.filter(({ template }) => template === 'PA_DOI_LICH').length, 0, 'no date can be given yet');
    await app.advanceTo('2026-11-25T08:00:00+07:00');
    await deadlines.resume(officer, id, { note: '' });
    // It stood still for Friday and Monday; Tuesday has become a day off: Wednesday, Thursday and Friday are left.
    assert.equal(local((await record())?.dueAt), '11-30T08:00');
  });

  test('what cannot be is refused with its place, and nothing of it is kept', async () => {
    const { app, calendars, admin, none } = await accepted();
    const put = (date: string, kind: 'dayOff' | 'workDay', isNew = true) => ({ ...cultureDay, date, kind, isNew });
    const save = (change: Partial<CalendarChange>) => calendars.save(admin, { ...none, ...change });
    await assert.rejects(save({ put: [put('2026-11-24', 'dayOff')] }), refused('holidays.2026-11-24'));
    await assert.rejects(save({ put: [put('2026-11-19', 'dayOff')] }), refused('holidays.2026-11-19'));
    await assert.rejects(save({ put: [put('2026-11-25', 'workDay')] }), refused('holidays.2026-11-25'));
    await assert.rejects(save({ remove: ['2026-09-02'] }), refused('holidays.2026-09-02'));
    const hours = (from: string, ...week: readonly string[]) => ({ hours: { calendar: 'hanh-chinh', from, week } });
    await assert.rejects(
      save(hours('2026-12-01', '', '', '', '', '', '', '')),
      refused('calendars.calendars[0].changes.2026-12-01'),
    );
    await assert.rejects(
      save(hours('2026-11-20', '08:00-12:00', '', '', '', '', '', '')),
      refused('calendars.hanh-chinh'),
    );
    await assert.rejects(save({ unit: { unit: 'NOBODY', calendar: 'hanh-chinh' } }), refused('calendars.units.NOBODY'));
    assert.deepEqual((await calendars.all(admin)).revision, none.revision);
    const stranger = await app.as('lamdong.ktht.lanhdao');
    const forbidden = (error: unknown) => (error as Refusal).code === 'FORBIDDEN';
    for (const tried of [
      () => calendars.all(stranger),
      () => calendars.preview(stranger, none),
      () => calendars.save(stranger, none),
      () => calendars.suggest(stranger, 2027),
      () => calendars.read(stranger, ''),
    ]) {
      await assert.rejects(tried, forbidden);
    }
  });

  test('a unit below one that has a calendar of its own is promised by it', async () => {
    const { app, store, calendars, admin, none } = await accepted();
    await calendars.save(admin, { ...none, unit: { unit: '99016-UBND', calendar: 'mot-cua-t7' } });
    await submitReport(app, { ...manhole, description: 'Nắp hố ga khác bị mất.' }, 'k2');
    await completeInTurn(app, [['tiepnhan', accept]]);
    const { tasks } = app.wardflow.application;
    const officer = await app.as('lamdong.ktht.canbo');
    const { items } = await tasks.worklist(officer, { view: 'unit' });
    const clocks = await store.transaction(async (tx) => {
      const found = await Promise.all(items.map(({ caseId }) => tx.cases.clocks.ofCase(caseId)));
      return found.flat().filter(({ name }) => name === 'case');
    });
    assert.deepEqual(clocks.map(({ calendar }) => calendar).toSorted(), ['hanh-chinh', 'mot-cua-t7']);
  });
});
