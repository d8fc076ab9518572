// Every clock that has a date and has not ended is looked at some day, whatever stands in its way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { randomDeadlines, sweepAll, unwatched } from '#test/support/random-deadlines.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const [officer, head] = ['lamdong.ktht.canbo', 'lamdong.ktht.lanhdao'];

const shipped = (pack: DemoPack): DemoPack => pack;

/** As it ships, but a stage in which the office works stops the clock. */
function resting(pack: DemoPack, stage: string): DemoPack {
  const stages = pack.city['stages.json'] ?? '';
  const changed = stages.replace(new RegExp(`("code": "${stage}".*?"pausesClock": )false`), '$1true');
  return { ...pack, city: { ...pack.city, 'stages.json': changed } };
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  const begun = async (pack: (shipped: DemoPack) => DemoPack, ...acts: Parameters<typeof completeInTurn>[1]) => {
    const { test: app, store } = await opened({ pack });
    const { registerNumber } = await submitReport(app, manhole);
    const caseId = (await store.transaction((tx) => tx.cases.records.byRegisterNumber(registerNumber)))?.id ?? '';
    await completeInTurn(app, acts);
    const clockOf = async (name: string, element = '') =>
      (await store.transaction((tx) => tx.cases.clocks.ofCase(caseId))).findLast(
        (clock) => clock.name === name && (element === '' || clock.element === element),
      );
    const warned = async () => await store.transaction((tx) => tx.cases.escalations.ofCase(caseId));
    return { app, store, caseId, clockOf, warned };
  };
  const at = async (app: TestApplication, time: string) => {
    await app.advanceTo(`${time}:00+07:00`);
    await sweepAll(app);
  };

  test('a step that the case would have covered is warned of once the case has got more time', async () => {
    const { app, store, caseId, clockOf, warned } = await begun(
      shipped,
      ['tiepnhan', accept],
      [officer, { outcome: 'accept' }],
    );
    await at(app, '2026-11-24T16:00');
    await completeInTurn(app, [
      [officer, { outcome: 'done', resultText: 'Đã thay nắp hố ga mới ngày 24/11, đơn vị chịu trách nhiệm.' }],
    ]);
    const approve = await clockOf('step', 'approve');
    assert.ok((approve?.dueAt ?? 0) > ((await clockOf('case'))?.dueAt ?? 0), 'the case is due before the step');
    assert.deepEqual(await unwatched(store), []);
    const { deadlines } = app.wardflow.application;
    const until = { reason: 'vat-tu', until: '2026-12-01', note: 'Chờ.' };
    const { extensions } = await deadlines.ask(await app.as(officer), caseId, until);
    await deadlines.decide(await app.as(head), extensions[0]?.id ?? '', { grant: true, note: 'Xin lỗi.' });
    await at(app, '2026-11-25T16:01');
    assert.ok((await warned()).some(({ clockId }) => clockId === approve?.id));
  });

  test('who takes over a warning finds it among what waits', async () => {
    const { app, store, caseId } = await begun(shipped, ['tiepnhan', accept]);
    await at(app, '2026-11-25T09:00');
    const waits = async (who: string) => (await app.wardflow.application.deadlines.mine(await app.as(who))).escalated;
    assert.deepEqual(
      (await waits(head)).map((one) => one.caseId),
      [caseId, caseId],
    );
    await store.orm.em.getConnection().execute(`update account set active = 0 where username = '${head}'`, [], 'run');
    await at(app, '2026-11-26T09:01');
    assert.deepEqual(
      (await waits('dieuphoi')).map((one) => one.caseId),
      [caseId, caseId],
    );
    assert.deepEqual(await unwatched(store), []);
  });

  test('a stage that lets the clock rest for more than 90 days is told to the head, once', async () => {
    const { app, store, clockOf, warned } = await begun(
      (shipped) => resting(shipped, 'dang_xu_ly'),
      ['tiepnhan', accept],
      [officer, { outcome: 'accept' }],
    );
    assert.equal((await clockOf('case'))?.pausedBy, 'stage');
    assert.deepEqual(await unwatched(store), []);
    const ofCase = async () => {
      const clock = await clockOf('case');
      return (await warned())
        .filter(({ clockId }) => clockId === clock?.id)
        .map(({ percent, owner }) => [percent, owner]);
    };
    await at(app, '2027-02-18T07:59');
    assert.deepEqual(await ofCase(), []);
    await at(app, '2027-02-18T08:01');
    await at(app, '2027-02-25T08:00');
    assert.deepEqual(await ofCase(), [[0, head]]);
  });

  test('what is late is not stopped by a stage either: its date stays and somebody answers for it', async () => {
    const { app, clockOf } = await begun((pack) => resting(pack, 'dang_xu_ly'), ['tiepnhan', accept]);
    const due = (await clockOf('case'))?.dueAt;
    await at(app, '2026-11-26T09:00');
    await completeInTurn(app, [[officer, { outcome: 'accept' }]]);
    const clock = await clockOf('case');
    assert.deepEqual([clock?.state, clock?.dueAt, clock?.owner], ['running', due, head]);
  });

  test('whatever happens to cases: no clock is forgotten, no edit moves one, every account adds up', async () => {
    const { test: app, store } = await opened();
    const { faults, refused, commands } = await randomDeadlines(app, store, { seed: 20_261_122, commands: 120 });
    assert.deepEqual(faults, []);
    assert.ok(refused < commands / 2, `${refused} of ${commands} were refused`);
  });
});
