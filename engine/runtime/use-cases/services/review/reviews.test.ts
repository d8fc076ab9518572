import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const key = 'citizen-feedback';
const form = 'forms/verify.form.json';
const diagram = 'citizen-feedback.bpmn';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);
  const start = async () => {
    const { test } = await opened();
    const { application } = test.wardflow;
    const admin = await test.as('quantri');
    const post = { role: 'administrator', unit: 'IOC', validFrom: '', validTo: '' };
    await application.people.givePost(admin, 'tiepnhan', post);
    const second = await test.as('tiepnhan');
    let count = 0;
    const change = async (path = form) => {
      const { draft, version } = await application.services.get(admin, key);
      const { content } = await application.services.resource(admin, key, draft === null ? version : 0, path);
      count += 1;
      const next = `${content.trimEnd()}${' '.repeat(count)}\n`;
      return await application.services.save(admin, key, { revision: draft?.revision ?? null, path, content: next });
    };
    return { test, ...application, admin, second, change };
  };

  it('a draft is looked at by another person: remarks, answers, changes asked for, approved, void after a change', async () => {
    const { test, reviews, services, ownAccounts, admin, second, change } = await start();
    const { revision } = await change();
    await assert.rejects(reviews.ask(admin, key, { revision: revision + 1, note: '' }), { code: 'DRAFT_CHANGED' });
    await reviews.ask(admin, key, { revision, note: 'Xem giúp biểu mẫu' });
    await assert.rejects(reviews.ask(admin, key, { revision, note: '' }), { code: 'REVIEW_WAITS' });
    assert.deepEqual(await reviews.waiting(admin), []);
    const [found] = await reviews.waiting(second);
    assert.deepEqual([found?.service, found?.askedBy, found?.note], [key, 'Nguyễn Đức Anh', 'Xem giúp biểu mẫu']);
    assert.deepEqual(await reviews.waiting(await test.as('lamdong.ktht.lanhdao')), []);

    await reviews.remark(second, key, { path: diagram, element: 'verify', content: 'Ai làm bước này?', answers: null });
    const [thread] = (await reviews.of(admin, key, 0)).threads;
    assert.ok(thread);
    await reviews.remark(admin, key, { path: '', element: '', content: 'Tổng đài.', answers: thread.id });
    await reviews.resolve(admin, key, thread.id, true);
    const { threads } = await reviews.of(second, key, 0);
    assert.deepEqual(
      threads.map(({ path, element, resolvedBy, remarks }) => [path, element, resolvedBy, remarks.map(({ by }) => by)]),
      [[diagram, 'verify', 'Nguyễn Đức Anh', [second.displayName, 'Nguyễn Đức Anh']]],
    );
    await assert.rejects(reviews.remark(admin, key, { path: form, element: '', content: ' ', answers: null }), {
      code: 'INVALID_FIELDS',
    });
    await assert.rejects(reviews.resolve(admin, key, '01935b2e-0000-7000-8000-000000000001', true), {
      code: 'REMARK_GONE',
    });

    const no = { revision, approve: false };
    await assert.rejects(reviews.decide(admin, key, { ...no, answer: 'tự xem' }), { code: 'REVIEWED_BY_ANOTHER' });
    await assert.rejects(reviews.decide(second, key, { ...no, answer: ' ' }), { code: 'INVALID_FIELDS' });
    await reviews.decide(second, key, { ...no, answer: 'Đặt lại tên.' });
    const told = (await ownAccounts.view(admin)).notices.map(({ code, note }) => [code, note]);
    assert.deepEqual(told, [['draftChanges', 'Phản ánh hiện trường']]);
    const next = (await change()).revision;
    await reviews.ask(admin, key, { revision: next, note: '' });
    await assert.rejects(reviews.decide(second, key, { revision, approve: true, answer: '' }), {
      code: 'DRAFT_CHANGED',
    });
    await reviews.decide(second, key, { revision: next, approve: true, answer: 'Được.' });
    const { review } = await reviews.of(admin, key, 0);
    assert.deepEqual([review?.state, review?.void, review?.decidedBy], ['approved', false, second.displayName]);
    await change();
    assert.equal((await reviews.of(admin, key, 0)).review?.void, true);
    const { version } = await services.publish(admin, key, 'một người là đủ');
    assert.equal((await reviews.of(admin, key, version)).threads.length, 1, 'remarks stay with the version');
    await assert.rejects(reviews.of(admin, key, 0), { code: 'NOT_FOUND' });
    await assert.rejects(reviews.remark(admin, key, { path: '', element: '', content: 'x', answers: null }), {
      code: 'NO_DRAFT',
    });
  });

  it('a draft is published at its time, once, and not where it was changed, is broken or has lost its planner', async () => {
    const { test, reviews, services, ownAccounts, people, admin, second, change } = await start();
    const plan = async (day: string, time: string, revision: number) =>
      await reviews.plan(second, key, { revision, day, time, note: 'Từ đầu tháng' });
    const duty = test.wardflow.duties.find(({ name }) => name === 'publish-planned');
    assert.ok(duty);
    const at = async (moment: string) => {
      await test.advanceTo(moment);
      return await duty.run(test.now());
    };
    const first = await change();
    await assert.rejects(plan('2026-11-20', '07:59', first.revision), { fields: [{ path: 'day', rule: 'past' }] });
    await assert.rejects(plan('2026-13-01', '08:00', first.revision), { fields: [{ path: 'day', rule: 'invalid' }] });
    await plan('2026-12-01', '07:30', first.revision);
    await assert.rejects(plan('2026-12-02', '07:30', first.revision), { code: 'PLAN_WAITS' });
    await reviews.cancelPlan(admin, key);
    await assert.rejects(reviews.cancelPlan(admin, key), { code: 'NO_PLAN' });
    await plan('2026-12-01', '07:30', first.revision);
    assert.deepEqual(await at('2026-12-01T07:29:59+07:00'), { done: 0 });
    // Two processes at the same moment, one of which was stopped for long.
    await test.advanceTo('2026-12-01T07:30:00+07:00');
    await Promise.all([duty.run(test.now()), duty.run(test.now())]);
    assert.deepEqual(await at('2026-12-01T07:31:00+07:00'), { done: 0 });
    const [newest] = (await services.get(admin, key)).versions;
    assert.deepEqual([newest?.version, newest?.note, newest?.publishedBy], [2, 'Từ đầu tháng', second.displayName]);
    assert.deepEqual(
      (await ownAccounts.view(second)).notices.map(({ code }) => code),
      ['planPublished'],
    );

    let day = 2;
    const outcome = async () => {
      day += 1;
      await at(`2026-12-0${day}T09:00:00+07:00`);
      const view = await reviews.of(admin, key, 0);
      return [view.plan?.state, view.plan?.reason, (await services.get(admin, key)).version];
    };
    await plan('2026-12-03', '07:30', (await change()).revision);
    const changed = await change();
    assert.equal((await reviews.of(admin, key, 0)).plan?.void, true);
    assert.deepEqual(await outcome(), ['failed', 'changed', 2]);
    await plan('2026-12-04', '07:30', changed.revision);
    await people.deactivate(admin, 'tiepnhan', { handOver: null, leaveEmpty: true });
    assert.deepEqual(await outcome(), ['failed', 'noRight', 2]);
    // What the plan was made on is broken beneath it, as a change of the city would.
    const draft = { revision: changed.revision, day: '2026-12-05', time: '07:30', note: '' };
    await reviews.plan(admin, key, draft);
    await test.deps.store.transaction(async (tx) => {
      const row = await tx.engine.services.draft(key);
      assert.ok(row);
      const { id, revision, savedAt: at, savedBy: by } = row;
      const broken = { path: form, kind: 'form', title: 'x', content: '{' } as const;
      assert.ok(await tx.engine.services.saveResource({ id, revision, at, by }, broken));
      const [waiting] = await tx.engine.drafts.plans.ofVersion(id);
      assert.ok(waiting);
      await tx.engine.drafts.plans.end(waiting.id, 'cancelled', at, '');
      await tx.engine.drafts.plans.insert({
        ...waiting,
        id: '01ffffff-0000-7000-8000-0000000000ff',
        revision: revision + 1,
      });
    });
    assert.deepEqual(await outcome(), ['failed', 'problems', 2]);
  });
});
