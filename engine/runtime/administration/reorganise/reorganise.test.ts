import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { allReplay } from '#test/support/operations.ts';
import type { PlannedPost } from '../../application/reorganisations.ts';
import { Refusal } from '../../refusal.ts';

const day = '2026-12-01';
const accepted = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const all = (unit: string) => [{ unit, wards: [], categories: [] }];
const parts = ['UBND', 'KTHT', 'VHXH', 'CA', 'VP', 'PVHCC'];

/** Phường Lam Đông goes into Phường Lam Tây, part by part. */
const wardMerge = {
  units: parts.map((part) => ({ from: `99016-${part}`, to: all(`99013-${part}`) })),
  wards: [{ from: '99016', to: '99013' }],
};

async function carryOut(test: TestApplication, at: string): Promise<void> {
  await test.advanceTo(at);
  const duty = test.wardflow.duties.find(({ name }) => name === 'reorganise');
  while ((await duty?.run(test.now()))?.more === true);
}

const faultsOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error = await work.then(
    () => assert.fail('it was not refused'),
    (refused: unknown) => refused,
  );
  assert.ok(error instanceof Refusal);
  return error.fields.map(({ path, rule }) => `${path} ${rule}`);
};

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test, store } = await opened();
    const { reorganisations, tasks, reports } = test.wardflow.application;
    return { test, store, reorganisations, tasks, reports, administrator: await test.as('quantri') };
  };

  it('who does not keep the organisation plans, sees and cancels nothing', async () => {
    const { test, reorganisations } = await start();
    const head = await test.as('lamdong.ktht.lanhdao');
    const draft = { plan: wardMerge, day, note: 'x' };
    for (const tried of [
      () => reorganisations.all(head),
      () => reorganisations.preview(head, draft),
      () => reorganisations.confirm(head, draft),
      () => reorganisations.one(head, '01935555-0000-7000-8000-000000000001'),
      () => reorganisations.cancel(head, '01935555-0000-7000-8000-000000000001'),
    ]) {
      await assert.rejects(tried, { code: 'FORBIDDEN', status: 403 });
    }
  });

  it('a plan that makes no sense is refused with place and remedy, and nothing is kept of it', async () => {
    const { reorganisations, administrator } = await start();
    const refusedFor = (plan: typeof wardMerge, when = day) =>
      faultsOf(reorganisations.confirm(administrator, { plan, day: when, note: 'x' }));
    const units = (...moves: (typeof wardMerge)['units']) => ({ units: moves, wards: [] });
    assert.deepEqual(await refusedFor(units({ from: 'CTMT', to: all('CTMT') })), ['units.0.to.0 PLAN_INTO_ITSELF']);
    assert.deepEqual(await refusedFor(units({ from: 'CTMT', to: all('CTCX') }, { from: 'CTCX', to: all('CTMT') })), [
      'units.0.to.0 PLAN_CIRCLE',
      'units.1.to.0 PLAN_CIRCLE',
    ]);
    assert.deepEqual(await refusedFor(units({ from: 'MOON', to: all('MARS') })), [
      'units.0.from PLAN_UNKNOWN_UNIT',
      'units.0.to.0 PLAN_UNKNOWN_UNIT',
    ]);
    assert.deepEqual(await refusedFor(units({ from: 'CTMT', to: all('CTCX') }), '2026-11-19'), ['day DATE_IN_PAST']);
    assert.deepEqual(await refusedFor(units({ from: 'CTMT', to: all('CTCX') }), '2026-02-30'), ['day NOT_A_DATE']);
    assert.deepEqual(await refusedFor(units({ from: 'CTMT', to: [] })), ['units.0.to PLAN_NO_REST']);
    assert.deepEqual(await refusedFor(units()), ['units PLAN_EMPTY']);
    assert.deepEqual(await refusedFor({ units: [], wards: [{ from: '99016', to: '99016' }] }), [
      'wards.0.to PLAN_INTO_ITSELF',
      ...parts.map(() => 'wards.0.from PLAN_UNIT_LEFT'),
    ]);
    assert.deepEqual(await reorganisations.all(administrator), []);
  });

  it('a ward goes into another on its day: open cases, tasks, people, places and routing move; what is closed stays', async () => {
    const { test, store, reorganisations, tasks, reports, administrator } = await start();
    const codes = [];
    for (const key of ['a', 'b', 'c']) codes.push(await submitReport(test, manhole, key));
    for (const _ of codes) await completeInTurn(test, [['tiepnhan', accepted]]);
    const officer = await test.as('lamdong.ktht.canbo');
    // One is closed before, one is in the officer's hands, one waits.
    await completeInTurn(test, [['lamdong.ktht.canbo', { outcome: 'accept' }]]);
    const [mine] = (await tasks.worklist(officer, { view: 'unclaimed' })).items;
    await tasks.claim(officer, mine?.taskId ?? '');
    const draft = { plan: wardMerge, day, note: 'Nghị quyết 30/2026/QH16' };
    const preview = await reorganisations.preview(administrator, draft);
    const moved = preview.moves.find(({ from }) => from.code === '99016-KTHT');
    assert.deepEqual(
      [moved?.to.map(({ unit, openCases, openTasks }) => [unit.code, openCases, openTasks]), moved?.posts.length],
      [[['99013-KTHT', 3, 3]], 2],
    );
    assert.ok((moved?.categories ?? 0) > 5 && (moved?.rules ?? 0) > 5);
    assert.ok((preview.wards[0]?.streets ?? 0) > 0);
    const { id } = await reorganisations.confirm(administrator, draft);

    await carryOut(test, '2026-11-30T23:59:00+07:00');
    assert.equal((await reorganisations.one(administrator, id)).state, 'planned');
    await carryOut(test, '2026-12-01T00:01:00+07:00');
    const report = await reorganisations.one(administrator, id);
    assert.deepEqual([report.state, report.left, report.stays], ['done', { cases: 0, tasks: 0 }, []]);
    assert.equal(report.moved.find(({ kind }) => kind === 'case')?.count, 3);

    // The officer sees and does the same work at the new unit; what was in hand is still in hand.
    const after = await test.as('lamdong.ktht.canbo');
    assert.deepEqual(
      after.posts.map(({ unit }) => unit),
      ['99013-KTHT'],
    );
    assert.deepEqual(
      (await tasks.worklist(after, { view: 'mine' })).items.map(({ taskId }) => taskId),
      [mine?.taskId],
    );
    assert.equal((await tasks.worklist(await test.as('lamtay.ktht.canbo'), { view: 'unit' })).items.length, 3);
    const detail = await tasks.task(after, mine?.taskId ?? '');
    assert.ok(detail.timeline.some(({ title }) => title.vi.startsWith('Chuyển sang đơn vị kế nhiệm')));
    // Past steps keep the unit that did them, by name.
    assert.ok(detail.timeline.some(({ unit }) => unit?.code === '99016-KTHT'));
    await tasks.complete(after, mine?.taskId ?? '', { values: { outcome: 'accept' }, files: [], submissionKey: 'm' });

    // A new report from the same place goes to the new ward and its unit.
    const next = await reports.preview({ point: manhole.location, category: 'HT-TN' });
    assert.equal(next.unit?.code, '99013-KTHT');
    const fresh = await submitReport(test, manhole, 'd');
    assert.equal(fresh.unit?.code, '99013-KTHT');
    const city = await test.wardflow.loadCity();
    assert.equal(city?.units.get('99016-KTHT')?.validTo, '2026-11-30');
    await allReplay(test, store);
  });

  it('a split gives each case to the first that fits, and the preview says the same as what then happens', async () => {
    const { test, reorganisations, tasks, administrator } = await start();
    await submitReport(test, manhole, 'a');
    await submitReport(test, { ...manhole, category: 'MT-RAC' }, 'b');
    await completeInTurn(test, [['tiepnhan', accepted]]);
    await completeInTurn(test, [['tiepnhan', { ...accepted, category: 'MT-RAC' }]]);
    const to = [{ unit: '99016-CA', wards: [], categories: ['MT-RAC'] }, ...all('99016-VP')];
    const plan = { units: [{ from: '99016-KTHT', to }], wards: [] };
    const { moves } = await reorganisations.preview(administrator, { plan, day, note: 'x' });
    assert.deepEqual(
      moves[0]?.to.map(({ openCases }) => openCases),
      [1, 1],
    );
    const { id } = await reorganisations.confirm(administrator, { plan, day, note: 'x' });
    await carryOut(test, '2026-12-01T08:00:00+07:00');
    const report = await reorganisations.one(administrator, id);
    assert.deepEqual(
      report.moved.filter(({ kind }) => kind === 'case').map(({ to: unit, count }) => [unit.code, count]),
      [
        ['99016-CA', 1],
        ['99016-VP', 1],
      ],
    );
    assert.equal((await tasks.worklist(await test.as('lamdong.ca.canbo'), { view: 'unit' })).items.length, 1);
  });

  const people = ['lamdong.ktht.lanhdao', 'lamdong.ktht.canbo'];
  const split = [{ unit: '99016-CA', wards: [], categories: ['MT-RAC'] }, ...all('99016-VP')];
  const splitOf = (posts: readonly { readonly post: string; readonly to: string }[]) => ({
    units: [{ from: '99016-KTHT', to: split, posts }],
    wards: [],
  });

  it('posts of a unit that is split go where the plan says, the others to the unit that takes the rest', async () => {
    const { test, reorganisations, administrator } = await start();
    const draft = (posts: Parameters<typeof splitOf>[0]) => ({ plan: splitOf(posts), day, note: 'x' });
    const { moves } = await reorganisations.preview(administrator, draft([]));
    const [officer, head] = moves[0]?.posts ?? [];
    assert.deepEqual(
      moves[0]?.posts.map(({ username, to }) => [username, to.code]),
      people.toReversed().map((username) => [username, '99016-VP']),
    );
    const chosen = draft([{ post: officer?.post ?? '', to: '99016-CA' }]);
    const seen = await reorganisations.preview(administrator, chosen);
    assert.deepEqual(
      seen.moves[0]?.posts.map(({ to }) => to.code),
      ['99016-CA', '99016-VP'],
    );
    const { id } = await reorganisations.confirm(administrator, chosen);
    await carryOut(test, '2026-12-01T08:00:00+07:00');
    const report = await reorganisations.one(administrator, id);
    assert.deepEqual(
      report.moved.map(({ kind, to, count }) => [kind, to.code, count]),
      [
        ['post', '99016-CA', 1],
        ['post', '99016-VP', 1],
      ],
    );
    assert.deepEqual(
      report.posts.map(({ username, to }) => [username, to.code]),
      [[officer?.username, '99016-CA']],
    );
    const unitsNow = async (username = '') => (await test.as(username)).posts.map(({ unit }) => unit);
    assert.deepEqual(await unitsNow(officer?.username), ['99016-CA']);
    assert.deepEqual(await unitsNow(head?.username), ['99016-VP']);
  });

  it('a choice for a post that is not there, or for a unit that takes over nothing, is refused at its place', async () => {
    const { reorganisations, administrator } = await start();
    const { moves } = await reorganisations.preview(administrator, { plan: splitOf([]), day, note: 'x' });
    const post = moves[0]?.posts[0]?.post ?? '';
    const refusedFor = async (...posts: Parameters<typeof splitOf>[0]) => {
      const draft = { plan: splitOf(posts), day, note: 'x' };
      const seen = await faultsOf(reorganisations.preview(administrator, draft));
      assert.deepEqual(await faultsOf(reorganisations.confirm(administrator, draft)), seen);
      return seen;
    };
    const unknown = { post: '01935555-0000-7000-8000-000000000001', to: '99016-CA' };
    assert.deepEqual(await refusedFor({ post, to: '99016-CA' }, unknown), ['units.0.posts.1 PLAN_UNKNOWN_POST']);
    assert.deepEqual(await refusedFor({ post, to: '99016-UBND' }), ['units.0.posts.0 PLAN_POST_NO_HEIR']);
    assert.deepEqual(await refusedFor({ post, to: '99016-CA' }, { post, to: '99016-VP' }), [
      'units.0.posts.1 PLAN_POST_TWICE',
    ]);
    assert.deepEqual(await reorganisations.all(administrator), []);
  });

  it('who has left before the day gets no post any more; the report says so, and the others move as chosen', async () => {
    const { test, reorganisations, administrator } = await start();
    const { people: accounts } = test.wardflow.application;
    const { moves } = await reorganisations.preview(administrator, { plan: splitOf([]), day, note: 'x' });
    const [officer, head] = moves[0]?.posts ?? [];
    const posts = [officer, head].map((one) => ({ post: one?.post ?? '', to: '99016-CA' }));
    const { id } = await reorganisations.confirm(administrator, { plan: splitOf(posts), day, note: 'x' });
    const username = officer?.username ?? '';
    await accounts.endPost(administrator, username, { id: officer?.post ?? '', lastDay: '2026-11-25' });
    assert.deepEqual(await faultsOf(reorganisations.confirm(administrator, { plan: splitOf(posts), day, note: 'x' })), [
      'units.0.posts.0 PLAN_UNKNOWN_POST',
    ]);
    await carryOut(test, '2026-12-01T08:00:00+07:00');
    const report = await reorganisations.one(administrator, id);
    assert.equal(report.state, 'done');
    assert.deepEqual(report.stays, [{ kind: 'post', subject: officer?.post, code: 'POST_ENDED' }]);
    assert.deepEqual(
      report.moved.map(({ kind, to, count }) => [kind, to.code, count]),
      [['post', '99016-CA', 1]],
    );
    const left = await accounts.one(administrator, username);
    assert.deepEqual(
      left.posts.map(({ unit, validTo }) => [unit, validTo]),
      [['99016-KTHT', '2026-11-25']],
    );
    assert.deepEqual(
      (await test.as(head?.username ?? '')).posts.map(({ unit }) => unit),
      ['99016-CA'],
    );
  });

  it('posts of closed accounts go over as chosen or with the rest, the preview says so, and the accounts stay closed', async () => {
    const { test, reorganisations, administrator } = await start();
    const { people: accounts } = test.wardflow.application;
    const { moves } = await reorganisations.preview(administrator, { plan: splitOf([]), day, note: 'x' });
    const [officer, head] = moves[0]?.posts ?? [];
    const closing = { handOver: null, leaveEmpty: true };
    // One is closed before the plan, one after they were chosen for.
    await accounts.deactivate(administrator, head?.username ?? '', closing);
    const draft = { plan: splitOf([{ post: officer?.post ?? '', to: '99016-CA' }]), day, note: 'x' };
    const [seen] = (await reorganisations.preview(administrator, draft)).moves;
    const named = (posts: readonly PlannedPost[] = []) => posts.map(({ username, to }) => [username, to.code]);
    assert.deepEqual(named(seen?.posts), [[officer?.username, '99016-CA']]);
    assert.deepEqual(named(seen?.closedPosts), [[head?.username, '99016-VP']]);
    await reorganisations.confirm(administrator, draft);
    await accounts.deactivate(administrator, officer?.username ?? '', closing);
    await carryOut(test, '2026-12-01T08:00:00+07:00');
    for (const [one, unit] of [[officer, '99016-CA'] as const, [head, '99016-VP'] as const]) {
      const username = one?.username ?? '';
      const { active, posts } = await accounts.one(administrator, username);
      assert.deepEqual(
        [active, posts.map((post) => `${post.unit} ${post.validTo}`)],
        [false, ['99016-KTHT 2026-11-30', `${unit} `]],
      );
      await assert.rejects(test.as(username), /cannot sign in/);
      await accounts.activate(administrator, username);
      assert.deepEqual(
        (await test.as(username)).posts.map((post) => post.unit),
        [unit],
      );
    }
  });

  it('what somebody has delegated of a post stays delegated when the post goes to another unit', async () => {
    const { test, reorganisations, administrator } = await start();
    const { people } = test.wardflow.application;
    const head = await test.as('lamdong.ktht.lanhdao');
    const [post] = (await people.one(administrator, head.username)).posts;
    const until = { username: null, firstDay: '2026-11-20', lastDay: '2026-12-05', kind: 'delegation' } as const;
    const substitute = 'lamdong.ktht.canbo';
    await people.beAway(head, { ...until, substitute, posts: [post?.id ?? ''], categories: [] });
    await reorganisations.confirm(administrator, { plan: wardMerge, day, note: 'x' });
    const delegated = async () =>
      (await test.as(substitute)).posts.flatMap(({ role, unit, onBehalfOf }) =>
        onBehalfOf ? [`${role} ${unit}`] : [],
      );
    assert.deepEqual(await delegated(), ['unit_head 99016-KTHT']);
    await carryOut(test, '2026-12-01T00:01:00+07:00');
    assert.deepEqual(await delegated(), ['unit_head 99013-KTHT']);
    await test.advanceTo('2026-12-06T08:00:00+07:00');
    assert.deepEqual(await delegated(), []);
  });

  it('what was confirmed can be cancelled before its day; what the city no longer allows is stopped and says why', async () => {
    const { test, reorganisations, administrator } = await start();
    const plan = { units: [{ from: 'CTMT', to: all('CTCX') }], wards: [] };
    const first = await reorganisations.confirm(administrator, { plan, day, note: 'x' });
    await reorganisations.cancel(administrator, first.id);
    await assert.rejects(reorganisations.cancel(administrator, first.id), { code: 'REORGANISATION_BEGUN' });
    const second = await reorganisations.confirm(administrator, { plan, day, note: 'x' });
    const other = { units: [{ from: 'CTCX', to: all('CTTN') }], wards: [] };
    const third = await reorganisations.confirm(administrator, { plan: other, day: '2026-11-25', note: 'x' });
    await carryOut(test, '2026-11-25T08:00:00+07:00');
    await carryOut(test, '2026-12-01T08:00:00+07:00');
    const states = await Promise.all(
      [first, second, third].map(async ({ id }) => (await reorganisations.one(administrator, id)).state),
    );
    assert.deepEqual(states, ['cancelled', 'stopped', 'done']);
    const halted = await reorganisations.one(administrator, second.id);
    assert.deepEqual(
      halted.faults.map(({ path, message }) => `${path}: ${message.vi}`),
      ['units.0.to.0: CTCX không hoạt động vào ngày 2026-12-01; hãy đổi ngày hoặc chọn đơn vị khác'],
    );
  });
});
