import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { WorklistItem } from '#engine/runtime/application/tasks.ts';
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';
import { applicationsOf, manhole, submitReport, type TestApplication } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

/** The shipped process, with a strategy at its first task. */
function withStrategy(assignment: string): (shipped: DemoPack) => DemoPack {
  return (shipped) => {
    const service = shipped.services['citizen-feedback'] ?? {};
    const file = 'citizen-feedback.bpmn';
    const deadline = '<wardflow:deadline from="=receivedAt" duration="=expected.accept"';
    const model = (service[file] ?? '').replace(deadline, `<wardflow:assignment ${assignment} />${deadline}`);
    assert.notEqual(model, service[file]);
    return { ...shipped, services: { 'citizen-feedback': { ...service, [file]: model } } };
  };
}

/** The step that looks for another unit has a strategy, and is kept apart from the one that chose the first. */
function apartFromVerify(shipped: DemoPack): DemoPack {
  const service = shipped.services['citizen-feedback'] ?? {};
  const file = 'citizen-feedback.bpmn';
  const step = /(<bpmn:userTask id="reassign"[^>]*)>\s*<bpmn:extensionElements>/;
  const marked =
    '$1 wardflow:apartFrom="verify"><bpmn:extensionElements><wardflow:assignment strategy="leastLoaded" />';
  const model = (service[file] ?? '').replace(step, marked);
  assert.notEqual(model, service[file]);
  return { ...shipped, services: { 'citizen-feedback': { ...service, [file]: model } } };
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const reports = (test: TestApplication, count: number) =>
    Promise.all(Array.from({ length: count }, (_, index) => submitReport(test, { ...manhole }, `report-${index}`)));
  /** The operators' list, the oldest first. */
  const listOf = async (test: TestApplication, username = 'dieuphoi'): Promise<readonly WorklistItem[]> =>
    (await test.wardflow.application.tasks.worklist(await test.as(username), { view: 'unit' })).items;
  const holders = async (test: TestApplication) =>
    Promise.all(
      (await listOf(test)).map(async ({ taskId }) => {
        const detail = await test.wardflow.application.tasks.task(await test.as('dieuphoi'), taskId);
        return { who: detail.assignee?.displayName ?? null, how: detail.assignment, story: detail.timeline };
      }),
    );
  const counted = (names: readonly (string | null)[]) =>
    Object.fromEntries(
      [...Map.groupBy(names, (name) => String(name))].map(([name, all]) => [name, all.length]).toSorted(),
    );

  it('in turn: reports that come at the same moment go round, and nobody is given the same turn', async () => {
    const { test, store } = await opened({ pack: withStrategy('strategy="roundRobin"') });
    await reports(test, 6);
    const found = await holders(test);
    assert.deepEqual(counted(found.map(({ who }) => who)), {
      'Lê Hoàng Phúc': 2,
      'Phạm Quốc Bảo': 2,
      'Trần Thị Kim Ngân': 2,
    });
    const line = found[0]?.story.find(({ kind }) => kind === 'assigned');
    assert.match(line?.title.vi ?? '', /^Tự động giao cho .* \(theo lượt\)$/);
    // What the shell has decided stands in the journal: replayed, it gives the same state.
    const instances = await store.transaction((tx) => tx.engine.instances.page(null, 10));
    for (const id of instances) {
      const { replayed, saved } = await store.transaction((tx) => test.wardflow.kernel.replay(tx, id));
      assert.equal(replayed, saved);
    }
  });

  it('who is away from the post is passed over, and where nobody is there the unit has it and is told why', async () => {
    const { test, store } = await opened({ pack: withStrategy('strategy="roundRobin"') });
    const close = (username: string) =>
      store.orm.em.getConnection().execute('update account set active = 0 where username = ?', [username]);
    const coordinator = await test.as('dieuphoi');
    await store.transaction(async (tx) => {
      const account = await tx.cases.accounts.byUsername('tiepnhan2');
      await tx.cases.organisation.insertAbsence({
        id: '00000000-0000-7000-8000-000000000001',
        accountId: account?.id ?? '',
        substituteId: null,
        firstDay: '2026-11-19',
        lastDay: '2026-11-20',
        kind: 'leave',
        posts: [],
        categories: null,
        createdAt: 0,
        createdBy: 'dieuphoi',
        endedAt: null,
      });
    });
    await reports(test, 2);
    const { tasks } = test.wardflow.application;
    const names = (await tasks.worklist(coordinator, { view: 'unit' })).items.map(
      ({ assignee }) => assignee?.displayName,
    );
    assert.deepEqual(names.toSorted(), ['Phạm Quốc Bảo', 'Trần Thị Kim Ngân']);
    for (const username of ['tiepnhan', 'tiepnhan2', 'dieuphoi']) await close(username);
    await submitReport(test, { ...manhole }, 'late');
    const [last] = (await tasks.worklist(coordinator, { view: 'unclaimed' })).items;
    assert.deepEqual([last?.assignee, last?.assignment], [null, 'roundRobin:away']);
    const { timeline } = await tasks.task(coordinator, last?.taskId ?? '');
    const line = timeline.find(({ kind }) => kind === 'assigned');
    assert.equal(line?.title.vi, 'Chưa giao được cho ai (mọi người đều vắng mặt), để chung cho đơn vị');
  });

  it('least loaded: who has least gets the next one', async () => {
    const { test } = await opened({ pack: withStrategy('strategy="leastLoaded"') });
    await reports(test, 3);
    const [mine] = (await test.wardflow.application.tasks.worklist(await test.as('tiepnhan2'), { view: 'mine' })).items;
    const done = {
      values: { outcome: 'reject', reason: 'Ngoài phạm vi tiếp nhận.' },
      files: [],
      submissionKey: 'free-again',
    };
    await test.wardflow.application.tasks.complete(await test.as('tiepnhan2'), mine?.taskId ?? '', done);
    await submitReport(test, { ...manhole }, 'next');
    assert.deepEqual(counted((await holders(test)).map(({ who }) => who)), {
      'Lê Hoàng Phúc': 1,
      'Phạm Quốc Bảo': 1,
      'Trần Thị Kim Ngân': 1,
    });
  });

  it('by post, by formula, by area: each finds its official, and says where it finds none', async () => {
    const head = await opened({ pack: withStrategy('strategy="post" post="ioc_coordinator"') });
    await reports(head.test, 1);
    assert.deepEqual(
      (await holders(head.test)).map(({ who }) => who),
      ['Phạm Quốc Bảo'],
    );
    const formula = await opened({
      pack: withStrategy(
        `strategy="expression" user="=if category = &quot;HT-TN&quot; then &quot;tiepnhan2&quot; else null"`,
      ),
    });
    await reports(formula.test, 1);
    await submitReport(formula.test, { ...manhole, category: 'MT-RAC' }, 'other');
    assert.deepEqual((await holders(formula.test)).map(({ who, how }) => [who, how]).toSorted(), [
      [null, 'expression:unknown'],
      ['Lê Hoàng Phúc', 'expression'],
    ]);
    const area = await opened({ pack: withStrategy('strategy="area"') });
    const administrator = await area.test.as('quantri');
    const { assignments } = area.test.wardflow.application;
    const { posts } = await assignments.responsibilities(administrator);
    const postOf = (name: string) =>
      posts.find((post) => post.displayName === name && post.role.code === 'ioc_operator')?.postId ?? '';
    await assignments.saveResponsibilities(administrator, postOf('Trần Thị Kim Ngân'), [
      { ward: '99016', category: '' },
    ]);
    await assignments.saveResponsibilities(administrator, postOf('Lê Hoàng Phúc'), [{ ward: '', category: 'HT-TN' }]);
    await reports(area.test, 1);
    await submitReport(area.test, { ...manhole, category: 'MT-RAC' }, 'by-ward');
    assert.deepEqual((await holders(area.test)).map(({ who }) => who).toSorted(), [
      'Lê Hoàng Phúc',
      'Trần Thị Kim Ngân',
    ]);
    await assert.rejects(
      assignments.saveResponsibilities(administrator, postOf('Lê Hoàng Phúc'), [{ ward: '00000', category: '' }]),
      { code: 'INVALID_FIELDS' },
    );
    await assert.rejects(assignments.responsibilities(await area.test.as('dieuphoi')), { code: 'FORBIDDEN' });
  });

  it('what keeps duties apart holds for the rule too: who has done the named step is not looked for', async () => {
    const { test, store } = await opened({ pack: apartFromVerify });
    const { tasks } = test.wardflow.application;
    const sentBack = async (submissionKey: string) => {
      await submitReport(test, { ...manhole }, submissionKey);
      const item = (await listOf(test)).find(({ element }) => element === 'verify');
      assert.ok(item);
      const complete = async (username: string, taskId: string, values: object) =>
        tasks.complete(await test.as(username), taskId, {
          values: { ...values },
          files: [],
          submissionKey: `${submissionKey} ${username}`,
        });
      await complete('dieuphoi', item.taskId, { outcome: 'accept', category: 'HT-TN', ward: '99016' });
      const [taken] = await listOf(test, 'lamdong.ktht.canbo');
      const notOurs = { outcome: 'notOurs', returnReason: 'Không thuộc phường quản lý.' };
      await complete('lamdong.ktht.canbo', taken?.taskId ?? '', notOurs);
      const all = await listOf(test);
      const last = all.find(({ element, caseId }) => element === 'reassign' && caseId === item.caseId);
      return [last?.assignee?.displayName ?? null, last?.assignment];
    };
    // By the rule alone the first by name, dieuphoi, would get it: nobody has anything to do.
    assert.deepEqual(await sentBack('first'), ['Trần Thị Kim Ngân', 'leastLoaded']);
    for (const username of ['tiepnhan', 'tiepnhan2'])
      await store.orm.em.getConnection().execute('update account set active = 0 where username = ?', [username]);
    assert.deepEqual(await sentBack('second'), [null, 'leastLoaded:apart']);
  });

  it('a task that is given by hand is taken by nobody until a coordinator gives it', async () => {
    const { test } = await opened({ pack: withStrategy('strategy="manual"') });
    await reports(test, 1);
    const { tasks, assignments } = test.wardflow.application;
    const [item] = await listOf(test);
    const taskId = item?.taskId ?? '';
    const official = await test.as('tiepnhan');
    await assert.rejects(tasks.claim(official, taskId), { code: 'TASK_AWAITS_ASSIGNMENT' });
    const done = {
      values: { outcome: 'accept', category: 'HT-TN', ward: '99016' },
      files: [],
      submissionKey: 'not-yet-1',
    };
    await assert.rejects(tasks.complete(official, taskId, done), { code: 'TASK_AWAITS_ASSIGNMENT' });
    assert.deepEqual((await tasks.task(official, taskId)).actions, []);
    const given = await assignments.assign(await test.as('dieuphoi'), {
      taskIds: [taskId],
      to: 'tiepnhan',
      reason: '',
    });
    assert.deepEqual(given, [{ taskId, refused: null }]);
    await tasks.complete(official, taskId, done);
  });

  it('a head gives out, takes over and gives back several at once; who has a task gives it to a colleague', async () => {
    const { test, store } = await opened();
    await reports(test, 3);
    const { tasks, assignments } = test.wardflow.application;
    const coordinator = await test.as('dieuphoi');
    const taskIds = (await listOf(test)).map(({ taskId }) => taskId);
    const people = await assignments.candidates(coordinator, taskIds);
    assert.deepEqual(
      people.map(({ username, open, away }) => [username, open, away]),
      [
        ['dieuphoi', 0, false],
        ['tiepnhan', 0, false],
        ['tiepnhan2', 0, false],
      ],
    );
    const reason = 'Chị Ngân nắm địa bàn này.';
    await assignments.assign(coordinator, { taskIds, to: 'tiepnhan', reason });
    const load = (await assignments.load(coordinator)).filter(({ person }) => person?.username === 'tiepnhan');
    assert.deepEqual(
      load.map(({ open, unit, role }) => [open, unit.code, role.code]),
      [[3, 'IOC', 'ioc_operator']],
    );
    const [first = '', second = '', third = ''] = taskIds;
    const official = await test.as('tiepnhan');
    await assignments.assign(official, { taskIds: [first], to: 'tiepnhan2', reason: '' });
    await assignments.assign(coordinator, { taskIds: [second], to: 'dieuphoi', reason: '' });
    await assignments.assign(coordinator, { taskIds: [third], to: null, reason: '' });
    const story = (await tasks.task(coordinator, first)).timeline.filter(({ kind }) => kind === 'given');
    assert.deepEqual(
      story.map(({ title, by, note }) => [title.vi, by, note]),
      [
        ['Giao việc cho Trần Thị Kim Ngân', 'Phạm Quốc Bảo', reason],
        ['Giao việc cho Lê Hoàng Phúc', 'Trần Thị Kim Ngân', null],
      ],
    );
    const names = (await listOf(test)).map(({ assignee }) => assignee?.displayName ?? null);
    assert.deepEqual(names.map(String).toSorted(), ['Lê Hoàng Phúc', 'Phạm Quốc Bảo', 'null']);
    const audited = (await store.transaction((tx) => tx.cases.audit.latest(20))).filter(
      ({ action }) => action === 'task.assign',
    );
    assert.equal(audited.length, 6);
    assert.ok(!JSON.stringify(audited).includes('Ngân'));
  });

  it('nobody gives away what is not theirs to give, nor to somebody who could not do it', async () => {
    const { test } = await opened();
    await reports(test, 1);
    const { assignments } = test.wardflow.application;
    const [item] = await listOf(test);
    const taskIds = [item?.taskId ?? ''];
    const tried = async (username: string, to: string | null) =>
      (await assignments.assign(await test.as(username), { taskIds, to, reason: '' }))[0]?.refused?.code ?? 'done';
    // In the pool: an operator claims, and does not give.
    assert.equal(await tried('tiepnhan', 'tiepnhan2'), 'FORBIDDEN');
    assert.equal(await tried('lamdong.ktht.lanhdao', 'tiepnhan'), 'NOT_FOUND');
    assert.equal(await tried('congkhai', 'tiepnhan'), 'NOT_FOUND');
    assert.equal(await tried('dieuphoi', 'lamdong.ktht.canbo'), 'ASSIGNEE_NOT_IN_UNIT');
    assert.equal(await tried('dieuphoi', 'nobody'), 'ASSIGNEE_NOT_IN_UNIT');
    assert.equal(await tried('dieuphoi', 'tiepnhan'), 'done');
    assert.equal(await tried('tiepnhan2', 'tiepnhan2'), 'FORBIDDEN');
    await assert.rejects(assignments.candidates(await test.as('tiepnhan2'), taskIds), { code: 'FORBIDDEN' });
    await assert.rejects(assignments.load(await test.as('tiepnhan')), { code: 'FORBIDDEN' });
    assert.equal(await assignments.mayGive(await test.as('tiepnhan')), false);
  });
});
