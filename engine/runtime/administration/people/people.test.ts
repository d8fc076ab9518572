import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  demoPassword,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const officer = 'lamdong.ktht.canbo';
const other = 'benlam.ktht.canbo';

/** A verified report that waits for the infrastructure division of Lam Đông. */
async function reportAtUnit(test: TestApplication): Promise<void> {
  await submitReport(test, manhole);
  const { tasks } = test.wardflow.application;
  const operator = await test.as('tiepnhan');
  const [verify] = (await tasks.worklist(operator, { view: 'unit' })).items;
  const values = { outcome: 'accept', category: 'HT-TN', urgent: false, note: '' };
  await tasks.complete(operator, verify?.taskId ?? '', { values, files: [], submissionKey: 'v' });
  await test.advanceTo(new Date(test.now() + 1000).toISOString());
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { people, tasks } = test.wardflow.application;
    return { test, store, people, tasks, administrator: await test.as('quantri') };
  };

  it('who does not keep accounts may do nothing with them', async () => {
    const { test, people } = await start();
    const head = await test.as('lamdong.ktht.lanhdao');
    const post = { role: 'administrator', unit: 'IOC', validFrom: '', validTo: '' };
    const away = { firstDay: '2026-11-20', lastDay: '2026-11-21', kind: 'leave', posts: [] } as const;
    for (const tried of [
      () => people.all(head),
      () => people.one(head, officer),
      () => people.create(head, { username: 'moi', displayName: 'Mới', email: '', posts: [post] }),
      () => people.change(head, officer, { displayName: 'X', email: '' }),
      () => people.resetPassword(head, 'quantri'),
      () => people.givePost(head, 'lamdong.ktht.lanhdao', post),
      () => people.endPost(head, officer, { id: 'x', lastDay: '2026-12-31' }),
      () => people.deactivate(head, officer, { handOver: null, leaveEmpty: true }),
      () => people.activate(head, officer),
      () => people.beAway(head, { ...away, username: 'quantri', substitute: 'lamdong.ktht.lanhdao' }),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
    }
  });

  it('an account is made with a first password that opens it, and a post that begins on its day', async () => {
    const { test, people, administrator } = await start();
    const post = { role: 'officer', unit: '99016-KTHT', validFrom: '2026-11-23', validTo: '' };
    const person = { username: 'an.nguyen', displayName: 'Nguyễn An', email: 'an@lamhai.example', posts: [post] };
    const { password } = await people.create(administrator, person);
    await assert.rejects(people.create(administrator, person), { code: 'USERNAME_TAKEN' });
    const { accounts } = test.wardflow.application;
    const signIn = async () => await accounts.signIn({ username: 'an.nguyen', password }, '192.0.2.1');
    assert.deepEqual((await signIn())?.actor?.posts, []);
    await test.advanceTo('2026-11-23T08:00:00+07:00');
    assert.deepEqual(
      (await signIn())?.actor?.posts.map(({ role, unit }) => `${role} ${unit}`),
      ['officer 99016-KTHT'],
    );
    const again = await people.resetPassword(administrator, 'an.nguyen');
    assert.notEqual(again.password, password);
    assert.equal(await signIn(), undefined);
    assert.equal(await accounts.signIn({ username: 'an.nguyen', password: demoPassword }, '192.0.2.1'), undefined);
  });

  it('what is typed wrongly is refused at its field, all of it at once', async () => {
    const { people, administrator } = await start();
    const post = { role: 'king', unit: 'MOON', validFrom: '2026-12-31', validTo: '2026-12-01' };
    await assert.rejects(
      people.create(administrator, { username: 'Ông A', displayName: ' ', email: 'nobody', posts: [post] }),
      (error: { readonly fields: readonly { readonly path: string; readonly rule: string }[] }) => {
        assert.deepEqual(
          error.fields.map(({ path, rule }) => `${path} ${rule}`),
          [
            'username USERNAME_FORM',
            'displayName required',
            'email email',
            'posts.0.role UNKNOWN_ROLE',
            'posts.0.unit UNKNOWN_UNIT',
            'posts.0.validTo ENDS_BEFORE_BEGIN',
          ],
        );
        return true;
      },
    );
  });

  it('a substitute sees and does what the absent person may, in their name, and nothing before and after', async () => {
    const { test, store, people, tasks, administrator } = await start();
    await reportAtUnit(test);
    const list = async (username: string) => (await tasks.worklist(await test.as(username), { view: 'unit' })).items;
    const [waiting] = await list(officer);
    assert.ok(waiting);
    await tasks.claim(await test.as(officer), waiting.taskId);
    const away = { firstDay: '2026-11-23', lastDay: '2026-11-24', kind: 'leave', posts: [] } as const;
    await people.beAway(administrator, { ...away, username: officer, substitute: other });
    assert.deepEqual(await list(other), []);
    await assert.rejects(tasks.claim(await test.as(other), waiting.taskId), { code: 'NOT_FOUND' });

    await test.advanceTo('2026-11-23T08:00:00+07:00');
    const standIn = await test.as(other);
    assert.deepEqual(
      standIn.posts.map(({ unit, onBehalfOf }) => [unit, onBehalfOf?.username, onBehalfOf?.until]),
      [
        ['99022-KTHT', undefined, undefined],
        ['99016-KTHT', officer, '2026-11-24'],
      ],
    );
    assert.deepEqual(
      (await list(other)).map(({ taskId }) => taskId),
      [waiting.taskId],
    );
    // It lies in the hands of the absent person: the substitute may do it, a third person may not.
    await assert.rejects(tasks.complete(await test.as('suoitrong.ktht.canbo'), waiting.taskId, done), {
      code: 'NOT_FOUND',
    });
    await tasks.complete(standIn, waiting.taskId, done);
    const line = (await store.transaction((tx) => tx.cases.audit.latest(20))).find(
      ({ action }) => action === 'task.complete',
    );
    assert.ok(line);
    assert.equal(line.actor, other);
    assert.equal((line.data as { readonly onBehalfOf?: string }).onBehalfOf, officer);
    const [next] = await list(other);
    assert.ok(next, 'the next task of the unit is theirs too');

    await test.advanceTo('2026-11-25T00:00:01+07:00');
    assert.deepEqual(await list(other), []);
    await assert.rejects(tasks.task(await test.as(other), next.taskId), { code: 'NOT_FOUND' });
    // What a page still holds of yesterday is worth nothing: the door makes the actor anew with each request.
    const { accounts } = test.wardflow.application;
    const session = await accounts.signIn({ username: other, password: demoPassword }, '192.0.2.7');
    const asked = await accounts.session(session?.token ?? '');
    assert.deepEqual(
      asked?.posts.map(({ unit }) => unit),
      ['99022-KTHT'],
    );
  });

  it('an absence ended early ends the substitute at once, in the middle of a session', async () => {
    const { test, people, administrator } = await start();
    const away = { firstDay: '2026-11-20', lastDay: '2026-11-30', kind: 'duty', posts: [] } as const;
    await people.beAway(administrator, { ...away, username: officer, substitute: other });
    const { accounts } = test.wardflow.application;
    const session = await accounts.signIn({ username: other, password: demoPassword }, '192.0.2.7');
    const units = async () => (await accounts.session(session?.token ?? ''))?.posts.map(({ unit }) => unit);
    assert.deepEqual(await units(), ['99022-KTHT', '99016-KTHT']);
    const [absence] = (await people.one(administrator, officer)).absences;
    await assert.rejects(people.endAbsence(await test.as(other), absence?.id ?? ''), { code: 'NOT_FOUND' });
    await people.endAbsence(await test.as(officer), absence?.id ?? '');
    assert.deepEqual(await units(), ['99022-KTHT']);
    await assert.rejects(people.endAbsence(administrator, absence?.id ?? ''), { code: 'NOT_FOUND' });
  });

  it('a substitute has only the posts that were named, no posts of who they themselves stand in for, and none of a closed account', async () => {
    const { test, people, administrator } = await start();
    await people.givePost(administrator, officer, { role: 'unit_head', unit: '99016-VP', validFrom: '', validTo: '' });
    const { posts } = await people.one(administrator, officer);
    const named = posts.filter(({ role }) => role === 'officer').map(({ id }) => id);
    const away = { firstDay: '2026-11-20', lastDay: '2026-11-30', kind: 'duty' } as const;
    await people.beAway(administrator, { ...away, username: officer, substitute: other, posts: named });
    await people
      .beAway(administrator, { ...away, username: 'tiepnhan', substitute: officer, posts: [] })
      .catch(() => 0);
    const units = async (username: string) =>
      (await test.as(username)).posts.map(({ role, unit }) => `${role} ${unit}`);
    assert.deepEqual(await units(other), ['officer 99022-KTHT', 'officer 99016-KTHT']);
    await people.deactivate(administrator, officer, { handOver: null, leaveEmpty: true });
    assert.deepEqual(await units(other), ['officer 99022-KTHT']);
  });

  it('officials set their own absence, with somebody of the same units only, and no other person’s', async () => {
    const { test, people } = await start();
    const me = await test.as(officer);
    const own = await people.ownAbsences(me);
    assert.deepEqual(
      own.colleagues.map(({ username }) => username),
      ['lamdong.ktht.lanhdao'],
    );
    const away = { username: null, firstDay: '2026-11-23', lastDay: '2026-11-24', kind: 'leave', posts: [] } as const;
    const field = (rule: string, path: string) => ({ fields: [{ path, rule }] });
    for (const substitute of [other, officer, 'nobody']) {
      await assert.rejects(
        people.beAway(me, { ...away, substitute }),
        field('SUBSTITUTE_NOT_POSSIBLE', 'substitute'),
        substitute,
      );
    }
    await people.beAway(me, { ...away, substitute: 'lamdong.ktht.lanhdao' });
    await assert.rejects(people.beAway(me, { ...away, firstDay: '2026-11-24', substitute: null }), {
      code: 'ABSENCE_OVERLAPS',
    });
    const head = await test.as('lamdong.ktht.lanhdao');
    await assert.rejects(people.beAway(head, { ...away, substitute: officer }), { code: 'SUBSTITUTE_AWAY' });
    await assert.rejects(people.beAway(head, { ...away, posts: own.posts.map(({ id }) => id), substitute: null }), {
      fields: [{ path: 'posts', rule: 'NOT_OWN_POST' }],
    });
    const past = { ...away, firstDay: '2026-11-01', lastDay: '2026-11-19', substitute: null };
    await assert.rejects(people.beAway(head, past), {
      fields: [{ path: 'lastDay', rule: 'DATE_IN_PAST', params: { today: '2026-11-20' } }],
    });
    await assert.rejects(
      people.beAway(head, { ...away, lastDay: '2026-02-30', substitute: null }),
      field('NOT_A_DATE', 'lastDay'),
    );
    assert.deepEqual(
      (await people.ownAbsences(me)).absences.map(({ firstDay, substitute }) => [firstDay, substitute?.username]),
      [['2026-11-23', 'lamdong.ktht.lanhdao']],
    );
  });

  it('before an account is closed it is told what would lose its handler; its tasks go back, or to who takes over', async () => {
    const { test, people, tasks, administrator } = await start();
    await reportAtUnit(test);
    const holder = await test.as(officer);
    const [waiting] = (await tasks.worklist(holder, { view: 'unit' })).items;
    await tasks.claim(holder, waiting?.taskId ?? '');
    const { losses } = await people.one(administrator, officer);
    assert.equal(losses.tasks, 1);
    assert.deepEqual(
      losses.posts.map(({ role, unit }) => `${role.vi}, ${unit.vi}`),
      ['Chuyên viên xử lý, Phòng Kinh tế, Hạ tầng và Đô thị phường Lam Đông'],
    );
    await assert.rejects(people.deactivate(administrator, officer, { handOver: null, leaveEmpty: false }), {
      code: 'LAST_OF_POST',
    });
    await assert.rejects(people.deactivate(administrator, officer, { handOver: other, leaveEmpty: true }), {
      fields: [{ path: 'handOver', rule: 'HAND_OVER_NOT_POSSIBLE' }],
    });
    const { accounts } = test.wardflow.application;
    const session = await accounts.signIn({ username: officer, password: demoPassword }, '192.0.2.7');
    await people.givePost(administrator, other, { role: 'officer', unit: '99016-KTHT', validFrom: '', validTo: '' });
    const closed = await people.deactivate(administrator, officer, { handOver: other, leaveEmpty: false });
    assert.deepEqual([closed.active, closed.losses.tasks], [false, 0]);
    assert.equal(await accounts.session(session?.token ?? ''), undefined);
    assert.equal(await accounts.signIn({ username: officer, password: demoPassword }, '192.0.2.7'), undefined);
    const mine = (await tasks.worklist(await test.as(other), { view: 'mine' })).items;
    assert.deepEqual(
      mine.map(({ taskId }) => taskId),
      [waiting?.taskId],
    );
    assert.equal((await people.activate(administrator, officer)).active, true);
  });
});

const done = { values: { outcome: 'accept', action: 'take' }, files: [], submissionKey: 'stand-in' };
