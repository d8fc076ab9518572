import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { NewAbsence } from '#engine/runtime/application/people.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const head = 'lamdong.ktht.lanhdao';
const officer = 'lamdong.ktht.canbo';
const stranger = 'lamdong.vhxh.canbo';
const verified = ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }] as const;
const accepted = [officer, { outcome: 'accept' }] as const;
const done = [officer, { outcome: 'done', resultText: 'Đã thay nắp hố ga mới, chịu tải 40 tấn.' }] as const;

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { people, tasks } = test.wardflow.application;
    const delegate = async (username: string, more: Partial<NewAbsence> = {}) =>
      await people.beAway(await test.as(username), {
        ...{ username: null, firstDay: '2026-11-20', lastDay: '2026-11-24', kind: 'delegation', posts: [] },
        ...{ substitute: officer, ...more },
      } as NewAbsence);
    return { test, store, people, tasks, delegate };
  };
  const approvals = async (test: TestApplication, username: string) => {
    const { items } = await test.wardflow.application.tasks.worklist(await test.as(username), { view: 'unit' });
    return items.filter(({ element }) => element === 'approve');
  };
  /** A report that waits for the approval of the head. */
  const waiting = async (test: TestApplication) => {
    await submitReport(test, { ...manhole });
    await completeInTurn(test, [verified, accepted, done]);
  };

  it('a head who is there delegates: the delegate does the task on behalf of them, and the head may still', async () => {
    const { test, store, people, tasks, delegate } = await start();
    await waiting(test);
    assert.deepEqual(await approvals(test, officer), []);
    await delegate(head);
    const actor = await test.as(officer);
    assert.deepEqual(
      actor.posts.flatMap(({ onBehalfOf }) => (onBehalfOf ? [[onBehalfOf.username, onBehalfOf.delegated]] : [])),
      [[head, true]],
    );
    const [task] = await approvals(test, officer);
    // What the head has in hand is the delegate's to do, too.
    await tasks.claim(await test.as(head), task?.taskId ?? '');
    assert.ok((await tasks.task(actor, task?.taskId ?? '')).actions.includes('complete'));
    await tasks.complete(actor, task?.taskId ?? '', {
      values: { outcome: 'approve' },
      files: [],
      submissionKey: 'for-the-head',
    });
    const [item] = (await tasks.worklist(await test.as('congkhai'), { view: 'unit' })).items;
    const { timeline } = await tasks.task(await test.as('congkhai'), item?.taskId ?? '');
    const line = timeline.find(({ onBehalfOf }) => onBehalfOf !== null);
    assert.deepEqual([line?.by, line?.onBehalfOf], ['Trần Minh Giang', 'Đặng Kim Nga']);
    const audited = (await store.transaction((tx) => tx.cases.audit.latest(50))).find(
      ({ action, data }) => action === 'task.complete' && JSON.stringify(data).includes('onBehalfOf'),
    );
    assert.equal((audited?.data as { readonly onBehalfOf?: string } | undefined)?.onBehalfOf, head);
    assert.deepEqual(
      (await people.ownAbsences(await test.as(head))).absences.map(({ kind, substitute }) => [
        kind,
        substitute?.username,
      ]),
      [['delegation', officer]],
    );
    assert.deepEqual(
      (await people.ownAbsences(actor)).received.map(({ kind, person, lastDay }) => [kind, person.username, lastDay]),
      [['delegation', head, '2026-11-24']],
    );
    assert.deepEqual((await people.one(await test.as('quantri'), officer)).received.length, 1);
  });

  it('it is limited to fields and procedures, and to posts, and never gives more than the delegator has', async () => {
    const { test, tasks, delegate } = await start();
    await delegate(head, { categories: ['MT-RAC'] });
    await waiting(test);
    assert.deepEqual(await approvals(test, officer), []);
    const [seen] = (await tasks.worklist(await test.as(head), { view: 'unit' })).items;
    await assert.rejects(tasks.task(await test.as(officer), seen?.taskId ?? ''), { code: 'NOT_FOUND' });
    const unitFigures = async (username: string) =>
      await test.wardflow.application.history.mayReadFigures(await test.as(username));
    // Figures know no field: what is limited to one opens none of them.
    assert.deepEqual([await unitFigures(head), await unitFigures(officer)], [true, false]);
    await delegate(head, { categories: ['HT-TN', 'HT-CX'] });
    assert.equal((await approvals(test, officer)).length, 1);
    // The head of one unit gives nothing of another one.
    const foreign = await test.wardflow.application.tasks.worklist(await test.as(officer), { view: 'unit' });
    assert.ok(foreign.items.every(({ unit }) => unit.code === '99016-KTHT'));
  });

  it('after its last day, once it is taken back, or when either account is closed, nothing is left of it', async () => {
    const { test, store, people, delegate } = await start();
    await delegate(head);
    await waiting(test);
    assert.equal((await approvals(test, officer)).length, 1);
    const active = async (username: string, is: boolean) =>
      await store.transaction(async (tx) => {
        const person = await tx.cases.organisation.person(username);
        await tx.cases.organisation.describe(person?.id ?? '', { active: is });
      });
    await active(head, false);
    assert.deepEqual(await approvals(test, officer), []);
    await active(head, true);
    assert.equal((await approvals(test, officer)).length, 1);
    await test.advanceTo('2026-11-24T23:59:00+07:00');
    assert.equal((await approvals(test, officer)).length, 1);
    await test.advanceTo('2026-11-25T00:00:00+07:00');
    assert.deepEqual(await approvals(test, officer), []);
    await delegate(head, { firstDay: '2026-11-25', lastDay: '2026-11-30' });
    assert.equal((await approvals(test, officer)).length, 1);
    const [own] = (await people.ownAbsences(await test.as(head))).absences;
    await assert.rejects(people.endAbsence(await test.as(officer), own?.id ?? ''), { code: 'NOT_FOUND' });
    await people.endAbsence(await test.as(head), own?.id ?? '');
    assert.deepEqual(await approvals(test, officer), []);
  });

  it('the absence goes first: while the delegator is away a substitute has the post, and the delegation rests', async () => {
    const { test, people, delegate } = await start();
    await delegate(head, { lastDay: '2026-11-30' });
    await waiting(test);
    const away = { username: head, firstDay: '2026-11-21', lastDay: '2026-11-22', kind: 'leave', posts: [] } as const;
    await people.beAway(await test.as('quantri'), { ...away, substitute: stranger });
    assert.equal((await approvals(test, officer)).length, 1);
    await test.advanceTo('2026-11-21T08:00:00+07:00');
    assert.deepEqual([(await approvals(test, officer)).length, (await approvals(test, stranger)).length], [0, 1]);
    await test.advanceTo('2026-11-23T08:00:00+07:00');
    assert.deepEqual([(await approvals(test, officer)).length, (await approvals(test, stranger)).length], [1, 0]);
    // Away without anybody who stands in: the delegation goes on.
    const later = { ...away, firstDay: '2026-11-24', lastDay: '2026-11-24', substitute: null };
    await people.beAway(await test.as('quantri'), later);
    await test.advanceTo('2026-11-24T08:00:00+07:00');
    assert.equal((await approvals(test, officer)).length, 1);
  });

  it('who has delegated is there: tasks still find them, and nobody else is looked for', async () => {
    const { store, delegate } = await start();
    const holders = () =>
      store.transaction((tx) => tx.cases.assignments.holders('99016-KTHT', 'unit_head', '2026-11-20'));
    await delegate(head);
    assert.deepEqual(
      (await holders()).map(({ username, present }) => [username, present]),
      [[head, true]],
    );
  });

  it('nothing is handed on in a chain or a circle, nor delegated to two people', async () => {
    const { test, people, delegate } = await start();
    await delegate(head);
    await waiting(test);
    // The officer delegates what is the officer's; what came from the head stays where it is.
    const colleagues = (await people.ownAbsences(await test.as(officer))).colleagues.map(({ username }) => username);
    assert.deepEqual(colleagues, [head]);
    await assert.rejects(delegate(officer, { substitute: head }), { code: 'DELEGATED_TO_EACH_OTHER' });
    const administrator = await test.as('quantri');
    const onwards = { username: officer, firstDay: '2026-11-20', lastDay: '2026-11-24', kind: 'delegation' } as const;
    await people.beAway(administrator, { ...onwards, posts: [], substitute: stranger });
    assert.deepEqual(await approvals(test, stranger), []);
    assert.equal((await approvals(test, officer)).length, 1);
    await assert.rejects(delegate(head), { code: 'DELEGATION_OVERLAPS' });
    await assert.rejects(delegate(head, { categories: ['HT-TN'], firstDay: '2026-11-24', lastDay: '2026-11-25' }), {
      code: 'DELEGATION_OVERLAPS',
    });
  });

  it('what cannot be is refused at its field', async () => {
    const { test, people, delegate } = await start();
    const refusedAt = async (more: Partial<NewAbsence>) =>
      await delegate(head, more).then(
        () => 'done',
        (error: { fields: readonly { path: string; rule: string }[] }) =>
          error.fields.map(({ path, rule }) => `${path}:${rule}`).join(),
      );
    const other = (await people.ownAbsences(await test.as(officer))).posts.map(({ id }) => id);
    assert.equal(await refusedAt({ substitute: null }), 'substitute:required');
    assert.equal(await refusedAt({ substitute: head }), 'substitute:SUBSTITUTE_NOT_POSSIBLE');
    assert.equal(await refusedAt({ substitute: stranger }), 'substitute:SUBSTITUTE_NOT_POSSIBLE');
    assert.equal(await refusedAt({ posts: other }), 'posts:NOT_OWN_POST');
    assert.equal(await refusedAt({ categories: ['no-such'] }), 'categories:option');
    assert.equal(await refusedAt({ firstDay: '2026-11-25' }), 'lastDay:ENDS_BEFORE_BEGIN');
    await assert.rejects(delegate(officer, { username: head, substitute: officer }), { code: 'FORBIDDEN' });
  });
});
