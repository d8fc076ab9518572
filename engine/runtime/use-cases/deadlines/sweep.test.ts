// Whoever must hear of a deadline hears of it once; nothing falls out of the sweep.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { fillOverdue, sweptOnce } from '#test/support/overdue-city.ts';
import type { Tx } from '../../ports.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const deadlines = 'deadlines';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const sweep = async ({ wardflow, now }: Awaited<ReturnType<typeof opened>>['test'], at = now()) => {
    const duty = wardflow.duties.find(({ name }) => name === deadlines);
    for (let slices = 0; (await duty?.run(at))?.more === true; slices += 1) assert.ok(slices < 1_000, 'it ends');
  };

  test('warnings come at their share of the working time, each once, to whom the class says', async () => {
    const { test: app, store } = await opened();
    const { registerNumber } = await submitReport(app, manhole);
    await completeInTurn(app, [['tiepnhan', accept]]);
    const read = <T>(work: (tx: Tx, caseId: string) => Promise<T>) =>
      store.transaction(async (tx) => work(tx, (await tx.cases.records.byRegisterNumber(registerNumber))?.id ?? ''));
    const clock = (await read((tx, id) => tx.cases.clocks.ofCase(id))).find(({ name }) => name === 'case');
    assert.deepEqual([clock?.sla, clock?.allowedMs], ['P2', 24 * 3_600_000]);
    const given = async () =>
      (await read((tx, id) => tx.cases.escalations.ofCase(id)))
        .filter(({ clockId }) => clockId === clock?.id)
        .map(({ percent, rung, owner }) => `${percent} ${rung} ${owner}`);
    // Received Friday 08:00, three working days of which Tuesday 24 November is not yet a holiday by law.
    const times = ['2026-11-20T09:00', '2026-11-23T14:30', '2026-11-23T14:31', '2026-11-25T07:59', '2026-11-25T08:01'];
    const seen: number[] = [];
    for (const time of times) {
      await app.advanceTo(`${time}:00+07:00`);
      await sweep(app);
      await sweep(app);
      seen.push((await given()).length);
    }
    assert.deepEqual(seen, [0, 1, 1, 2, 3]);
    assert.deepEqual(await given(), [
      '50 head lamdong.ktht.lanhdao',
      '80 head lamdong.ktht.lanhdao',
      '100 head lamdong.ktht.lanhdao',
    ]);
    const [task] = (
      await app.wardflow.application.tasks.worklist(await app.as('lamdong.ktht.lanhdao'), { view: 'unit' })
    ).items;
    const { timeline } = await app.wardflow.application.tasks.task(
      await app.as('lamdong.ktht.lanhdao'),
      task?.taskId ?? '',
    );
    // Whoever reads of two warnings reads of which deadline each is.
    for (const warning of [/^Nhắc hạn: đã dùng 100%/, /^Nhắc hạn bước “Tiếp nhận tại đơn vị”: đã dùng 100%/]) {
      assert.ok(
        timeline.some(({ title }) => warning.test(title.vi)),
        `${warning} in ${JSON.stringify(timeline)}`,
      );
    }
  });

  test('every overdue case of a large city is warned of once and has an owner, whatever two sweeps do at once', async () => {
    const { test: app, store } = await opened();
    const city = await fillOverdue(app, store, 6_000);
    await Promise.all([sweep(app), sweep(app)]);
    await sweep(app);
    assert.deepEqual(await sweptOnce(store, city), []);
  });

  test('who answered and has left is followed by somebody who is there', async () => {
    const { test: app, store } = await opened();
    await fillOverdue(app, store, 20);
    await sweep(app);
    const owners = async () => {
      const clocks = await store.transaction((tx) => tx.cases.clocks.page({ nextAt: app.now() + 1, id: nobody }, 100));
      return new Set(clocks.filter(({ warned }) => warned >= 100).map(({ owner }) => owner));
    };
    assert.ok((await owners()).has('lamdong.ktht.lanhdao'));
    const { orm } = store;
    await orm.em
      .getConnection()
      .execute(`update account set active = 0 where username = 'lamdong.ktht.lanhdao'`, [], 'run');
    await sweep(app, app.now() + 86_400_001);
    assert.deepEqual(await owners(), new Set(['dieuphoi']));
  });
});

const nobody = '00000000-0000-0000-0000-000000000000';
