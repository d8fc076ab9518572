import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { GivingRule } from '#engine/runtime/application/handling.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const line = (more: Partial<GivingRule>): GivingRule => ({
  unit: '',
  category: '',
  role: '',
  strategy: 'pool',
  post: '',
  user: '',
  ...more,
});
const note = 'Theo phân công của lãnh đạo trung tâm.';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { handling, tasks, assignments } = test.wardflow.application;
    const administrator = await test.as('quantri');
    const save = async (...giving: readonly GivingRule[]) => {
      const { revision, returnsToCoordinator } = await handling.book(administrator);
      return await handling.save(administrator, { returnsToCoordinator, giving, revision, note });
    };
    return { test, store, handling, tasks, assignments, administrator, save };
  };
  const holders = async (test: TestApplication, username: string) =>
    (await test.wardflow.application.tasks.worklist(await test.as(username), { view: 'unit' })).items.map(
      ({ assignee, assignment }) => [assignee?.displayName ?? null, assignment],
    );

  it('when silence is consent is kept beside the lines, and stays where nobody speaks of it', async () => {
    const { handling, administrator, save } = await start();
    const { opinions, calendars, revision, returnsToCoordinator, giving } = await handling.book(administrator);
    assert.deepEqual([opinions?.days, opinions?.categories], [3, [{ category: 'HT-TN', days: 1 }]]);
    assert.ok(calendars.some(({ code }) => code === 'hanh-chinh') && !calendars.some(({ code }) => code === '24x7'));
    await save(line({ unit: 'IOC', role: 'ioc_operator', strategy: 'roundRobin' }));
    assert.deepEqual((await handling.book(administrator)).opinions, opinions);
    const old = { returnsToCoordinator, giving, note, opinions: null, revision };
    await assert.rejects(handling.save(administrator, old), { status: 409 });
    const now = (await handling.book(administrator)).revision;
    const changed = { days: 7, calendar: 'hanh-chinh', basis: '', categories: [] };
    const seven = await handling.save(administrator, { ...old, opinions: changed, revision: now });
    assert.deepEqual(seven.opinions, changed);
    const wrong = { ...old, opinions: { ...changed, calendar: 'moon' }, revision: seven.revision };
    await assert.rejects(handling.save(administrator, wrong), { status: 422 });
    assert.equal((await handling.save(administrator, { ...old, revision: seven.revision })).opinions, null);
  });

  it('tasks of a unit find their official as its line says; the rest stays in the pool', async () => {
    const { test, store, save, tasks } = await start();
    await save(
      line({ unit: 'IOC', role: 'ioc_operator', strategy: 'roundRobin' }),
      line({ unit: 'IOC', category: 'MT-RAC', strategy: 'pool' }),
    );
    for (const key of ['one', 'two']) await submitReport(test, { ...manhole }, `report-${key}`);
    await submitReport(test, { ...manhole, category: 'MT-RAC' }, 'report-three');
    assert.deepEqual((await holders(test, 'dieuphoi')).toSorted(), [
      [null, ''],
      ['Phạm Quốc Bảo', 'roundRobin'],
      ['Trần Thị Kim Ngân', 'roundRobin'],
    ]);
    const coordinator = await test.as('dieuphoi');
    const [mine] = (await tasks.worklist(coordinator, { view: 'mine' })).items;
    const values = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
    await tasks.complete(coordinator, mine?.taskId ?? '', { values, files: [], submissionKey: 'accepted' });
    assert.deepEqual(await holders(test, 'lamdong.ktht.canbo'), [[null, '']]);
    // What the shell has decided stands in the journal: replayed, it gives the same state.
    for (const id of await store.transaction((tx) => tx.engine.instances.page(null, 10))) {
      const { replayed, saved } = await store.transaction((tx) => test.wardflow.kernel.replay(tx, id));
      assert.equal(replayed, saved);
    }
  });

  it('by formula, by post, by hand; and a task that comes from another unit finds its official too', async () => {
    const { test, save, tasks, assignments } = await start();
    await save(
      line({ unit: 'IOC', strategy: 'expression', user: 'if category = "HT-TN" then "tiepnhan2" else null' }),
      line({ unit: '99016-KTHT', strategy: 'manual' }),
      line({ unit: 'CTTN', strategy: 'post', post: 'officer' }),
    );
    await submitReport(test, { ...manhole });
    assert.deepEqual(await holders(test, 'tiepnhan2'), [['Lê Hoàng Phúc', 'expression']]);
    await completeInTurn(test, [['tiepnhan2', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
    const officer = await test.as('lamdong.ktht.canbo');
    const [item] = (await tasks.worklist(officer, { view: 'unit' })).items;
    await assert.rejects(tasks.claim(officer, item?.taskId ?? ''), { code: 'TASK_AWAITS_ASSIGNMENT' });
    const wanted = {
      unit: 'CTTN',
      to: null,
      reason: 'Tuyến cống của công ty.',
      newFacts: '',
      submissionKey: 'to-cttn-1',
    };
    await assignments.transfer(await test.as('lamdong.ktht.lanhdao'), item?.taskId ?? '', wanted);
    assert.deepEqual(await holders(test, 'cttn.canbo'), [['Trần Hữu Lan', 'transferred']]);
  });

  it('it is tried before it is saved, and nobody loses a turn by that', async () => {
    const { handling, administrator, store } = await start();
    const { returnsToCoordinator } = await handling.book(administrator);
    const giving = [line({ unit: 'IOC', strategy: 'roundRobin' }), line({ unit: 'SXD', strategy: 'area' })];
    const trial = { returnsToCoordinator, giving, role: 'ioc_operator', category: 'HT-TN', ward: '99016' };
    for (const _time of [1, 2]) {
      const { line: place, person, people } = await handling.tryGiving(administrator, { ...trial, unit: 'IOC' });
      assert.deepEqual([place, person?.username, people.length], [0, 'dieuphoi', 3]);
    }
    const area = await handling.tryGiving(administrator, { ...trial, unit: 'SXD', role: 'officer' });
    assert.deepEqual([area.line, area.person, area.why], [1, null, 'noArea']);
    const none = await handling.tryGiving(administrator, { ...trial, unit: 'CTTN', role: 'officer' });
    assert.deepEqual([none.line, none.person, none.why], [null, null, null]);
    assert.deepEqual((await handling.book(administrator)).giving, []);
    const turns = await store.orm.em.getConnection().execute('select count(*) as n from assignment_turn');
    assert.equal(Number(turns[0]?.['n']), 0);
  });

  it('saved as a revision with a note; who was slower is told, what cannot be is refused at its place', async () => {
    const { test, store, handling, administrator, save } = await start();
    const before = await handling.book(administrator);
    const after = await save(line({ unit: 'IOC', strategy: 'leastLoaded' }));
    assert.equal(after.revision, before.revision + 1);
    const change = { returnsToCoordinator: 2, giving: [], note };
    await assert.rejects(handling.save(administrator, { ...change, revision: before.revision }), {
      code: 'CITY_CHANGED',
    });
    await assert.rejects(handling.save(administrator, { ...change, revision: after.revision, note: ' ' }), {
      code: 'INVALID_FIELDS',
    });
    const faults = await save(
      line({ unit: 'nowhere', strategy: 'roundRobin' }),
      line({ category: 'nothing', strategy: 'post', post: 'nobody' }),
      line({ strategy: 'expression', user: 'if then' }),
      line({ strategy: 'manual' }),
      line({ strategy: 'pool' }),
    ).then(
      () => [],
      (error: { fields: readonly { path: string }[] }) => error.fields.map(({ path }) => path),
    );
    assert.deepEqual(faults.toSorted(), [
      'handling.giving[0].unit',
      'handling.giving[1].category',
      'handling.giving[1].post',
      'handling.giving[2].user',
      'handling.giving[3].strategy',
      'handling.giving[4].strategy',
    ]);
    // What others keep in the same text stays.
    const text = (await store.transaction((tx) => tx.cases.reference.all())).find(
      ({ kind }) => kind === 'handling.json',
    );
    assert.ok(text?.content.includes('"opinions"'));
    const audited = (await store.transaction((tx) => tx.cases.audit.latest(10))).filter(
      ({ action }) => action === 'city.save',
    );
    assert.deepEqual(
      audited.map(({ subject }) => subject),
      ['reference:handling.json'],
    );
    for (const other of ['dieuphoi', 'lamdong.ktht.lanhdao']) {
      const actor = await test.as(other);
      await assert.rejects(handling.book(actor), { code: 'FORBIDDEN' });
      await assert.rejects(handling.save(actor, { ...change, revision: after.revision }), { code: 'FORBIDDEN' });
      const trial = { ...change, unit: 'IOC', role: 'officer', category: '', ward: '' };
      await assert.rejects(handling.tryGiving(actor, trial), { code: 'FORBIDDEN' });
    }
  });
});
