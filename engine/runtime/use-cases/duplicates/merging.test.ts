import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rebuildFigures } from '#engine/runtime/history/rollup.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { OpenStore } from '#engine/store/open.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
const mergeInto = (number: string, more = {}) => ({ outcome: 'duplicate', duplicateOf: number, ...more });
const numbers = ['PA-261120-0001', 'PA-261120-0002', 'PA-261120-0003'] as const;
const [first, second, third] = numbers;

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  /** Reports of the same manhole by different people, none checked yet. */
  const reported = async (count: number) => {
    const { test, store } = await start();
    const receipts = [];
    for (let index = 0; index < count; index++) {
      const who = { name: `Người ${index}`, phone: `091234567${index}`, email: `nguoi${index}@example.org` };
      receipts.push(await submitReport(test, { ...manhole, ...who }, `k${index}`));
    }
    const operator = await test.as('tiepnhan');
    const taskOf = async (number: string) => {
      const { items } = await test.wardflow.application.tasks.worklist(operator, { view: 'unit' });
      return items.find(({ registerNumber }) => registerNumber === number)?.taskId ?? '';
    };
    const verify = async (number: string, values: object, actor = operator) =>
      await test.wardflow.application.tasks.complete(actor, await taskOf(number), {
        values: { ...values },
        files: [],
        submissionKey: `${number} ${JSON.stringify(values)}`,
      });
    const record = async (number: string) =>
      (await store.transaction((tx) => tx.cases.records.byRegisterNumber(number))) ?? assert.fail();
    const codes = receipts.map(({ trackingCode }) => trackingCode);
    return { test, store, operator, codes, taskOf, verify, record };
  };
  const lettersTo = async ({ wardflow }: TestApplication, address: string) =>
    (await wardflow.application.mailbox.list(200)).filter(({ to }) => to === address);

  it('a duplicate is proposed with reasons, merged by its process, and its reporter is led on by their own code', async () => {
    const { test, operator, codes, verify, taskOf, record } = await reported(2);
    const { duplicates, reports } = test.wardflow.application;
    await verify(first, accept);
    const [candidate, ...others] = await duplicates.candidates(operator, await taskOf(second));
    assert.deepEqual(others, []);
    assert.deepEqual(
      [candidate?.registerNumber, candidate?.reasons?.category, candidate?.reasons?.text, candidate?.mayMerge],
      [first, 'same', 'much', true],
    );
    assert.equal(candidate?.text, manhole.description);
    await verify(second, mergeInto(first));
    await test.advanceTo('2026-11-20T08:05:00+07:00');
    const [main, merged] = [await record(first), await record(second)];
    assert.deepEqual(
      [merged.state, merged.outcome, merged.stage, merged.mergedInto],
      ['closed', 'merged', 'trung_lap', main.id],
    );
    assert.deepEqual([main.state, main.followers, merged.followers], ['open', 1, 0]);
    const progress = await reports.followFull(codes[1] ?? '', '5671');
    assert.equal(progress?.main?.registerNumber, first);
    assert.equal(progress?.main?.stages.find(({ status }) => status === 'current')?.code, 'da_chuyen');
    assert.equal(progress?.text, manhole.description, 'what they have sent stays theirs');
    const letters = await lettersTo(test, 'nguoi1@example.org');
    assert.match(letters[0]?.text ?? '', new RegExp(`người phản ánh trước: ${first}`));
    assert.doesNotMatch(JSON.stringify([progress, letters]), /Người 0|0912345670|nguoi0/, 'nobody else is named');
    const together = await duplicates.together(operator, main.id);
    assert.deepEqual(
      [together.followers, together.merged.map((one) => [one.registerNumber, one.maySplit])],
      [1, [[second, true]]],
    );
  });

  it('the result of the main case is told to everybody who has met it, once, each with their own link', async () => {
    const { test, codes, verify } = await reported(2);
    const { duplicates, reports } = test.wardflow.application;
    await verify(first, accept);
    const joining = { registerNumber: first, language: 'en', phone: '', email: 'neighbour@example.org' } as const;
    const joined = await duplicates.join({ ...joining, submissionKey: 'j1-00001' });
    assert.deepEqual(
      await duplicates.join({ ...joining, submissionKey: 'j1-00001' }),
      joined,
      'sent twice, joined once',
    );
    await duplicates.join({ ...joining, submissionKey: 'j2-00002' });
    await verify(second, mergeInto(first));
    await completeInTurn(test, [
      ['lamdong.ktht.canbo', { outcome: 'accept' }],
      ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới bằng gang.' }],
    ]);
    const head = await test.as('lamdong.ktht.lanhdao');
    await approve(test, head);
    const publisher = await test.as('congkhai');
    await approve(test, publisher, { outcome: 'keep' });
    await test.advanceTo('2026-11-20T09:00:00+07:00');
    const about = async (address: string) => (await lettersTo(test, address)).map(({ subject }) => subject).toSorted();
    assert.deepEqual(await about('neighbour@example.org'), [
      `Report ${first} has a result`,
      `You follow report ${first}`,
      `You follow report ${first}`,
    ]);
    assert.ok((await about('nguoi1@example.org')).includes(`Việc ${first} đã có kết quả`));
    assert.ok((await about('nguoi0@example.org')).includes(`Phản ánh ${first} đã có kết quả`));
    const result = (await lettersTo(test, 'nguoi1@example.org')).find(({ text }) => text.includes('đã xử lý việc'));
    assert.ok(result?.text.includes(`/follow?code=${codes[1]}`), 'the link is that of their own code');
    const followed = await reports.follow(joined.trackingCode);
    assert.deepEqual([followed?.registerNumber, followed?.reader, followed?.mayStop], [first, 'follower', true]);
  });

  it('who stops is told nothing more, and what was kept of them is destroyed', async () => {
    const { test, store, codes, verify, record } = await reported(2);
    const { duplicates, reports } = test.wardflow.application;
    await verify(first, accept);
    const joining = { registerNumber: first, language: 'vi', phone: '0987 654 321', email: '' } as const;
    const { trackingCode } = await duplicates.join({ ...joining, submissionKey: 'j1-00001' });
    const other = await duplicates.join({ ...joining, submissionKey: 'j2-00002' });
    assert.equal((await record(first)).followers, 1, 'one number is one person');
    const { id } = await record(first);
    const keys = () =>
      store.transaction(async (tx) => {
        const followers = await tx.cases.followers.ofCases([id], 10);
        return (await tx.cases.vault.keys(followers.map((row) => row.id))).length;
      });
    assert.equal(await keys(), 2);
    assert.equal(await duplicates.stop(trackingCode), true);
    assert.equal((await record(first)).followers, 1, 'the other code of the same person counts on');
    assert.equal(await duplicates.stop(other.trackingCode), true);
    assert.deepEqual([await keys(), (await record(first)).followers], [0, 0]);
    assert.equal(await reports.follow(trackingCode), undefined);
    assert.equal(await duplicates.stop(trackingCode), false);
    assert.equal(await duplicates.stop(codes[0] ?? ''), false, 'a reporter’s own case is not left');
    await verify(second, mergeInto(first));
    assert.equal(await duplicates.stop(codes[1] ?? ''), true);
    const progress = await reports.follow(codes[1] ?? '');
    assert.deepEqual([progress?.mayStop, progress?.main?.registerNumber], [false, first], 'looking stays possible');
    assert.equal((await record(first)).followers, 1, 'the merged report counts on');
  });

  it('what cannot be merged is refused at the field, with what to do, and nothing is written', async () => {
    const { test, operator, verify, taskOf, record } = await reported(3);
    const before = JSON.stringify([await record(first), await record(second)]);
    assert.equal(await refused(() => verify(first, mergeInto('PA-261120-0099'))), 'DUPLICATE_UNKNOWN');
    assert.equal(await refused(() => verify(first, mergeInto(first))), 'DUPLICATE_ITSELF');
    assert.equal(JSON.stringify([await record(first), await record(second)]), before);
    await verify(third, { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' });
    assert.equal(await refused(() => verify(second, mergeInto(third))), 'DUPLICATE_ANSWERED');
    assert.equal((await record(second)).state, 'open');
    await verify(second, mergeInto(third, { duplicateAnswered: true }));
    assert.equal((await record(second)).mergedInto, (await record(third)).id);
    const closed = await test.wardflow.application.duplicates.compare(operator, await taskOf(first), third);
    assert.equal(closed.answered, true);
  });

  it('who has no right to merge cannot, whichever way they try; nor see what is not theirs', async () => {
    const { test } = await start({
      pack: (shipped) => {
        const access = JSON.parse(shipped.city['access.json'] ?? '') as { rules: { action: string }[] };
        const rules = access.rules.filter(({ action }) => action !== 'merge');
        return { ...shipped, city: { ...shipped.city, 'access.json': JSON.stringify({ rules }) } };
      },
    });
    const { tasks, duplicates } = test.wardflow.application;
    for (const key of ['k1', 'k2']) await submitReport(test, manhole, key);
    const operator = await test.as('tiepnhan');
    const { items } = await tasks.worklist(operator, { view: 'unit' });
    const task = items.find(({ registerNumber }) => registerNumber === second) ?? assert.fail();
    const sent = { values: mergeInto(first), files: [], submissionKey: 'x' };
    await assert.rejects(tasks.complete(operator, task.taskId, sent), { code: 'FORBIDDEN' });
    assert.deepEqual(
      (await duplicates.candidates(operator, task.taskId)).map(({ mayMerge }) => mayMerge),
      [false],
    );
    await assert.rejects(duplicates.split(operator, task.caseId, { reason: 'Nhầm việc.', submissionKey: 's' }), {
      code: 'FORBIDDEN',
    });
    const stranger = await test.as('benlam.ca.canbo');
    await assert.rejects(duplicates.candidates(stranger, task.taskId), { code: 'NOT_FOUND' });
    await assert.rejects(duplicates.together(stranger, task.caseId), { code: 'NOT_FOUND' });
    await assert.rejects(duplicates.split(stranger, task.caseId, { reason: 'Nhầm việc.', submissionKey: 's' }), {
      code: 'NOT_FOUND',
    });
  });

  it('merging into a merged case leads to the main one; a circle is refused, also where two are merged at once', async () => {
    const { test, store, verify, taskOf, operator, record } = await reported(3);
    await verify(second, mergeInto(first));
    await verify(third, mergeInto(second));
    assert.equal((await record(third)).mergedInto, (await record(first)).id);
    assert.equal((await record(first)).followers, 2);
    assert.equal(await refused(() => verify(first, mergeInto(third))), 'DUPLICATE_CIRCLE');

    for (const key of ['k8', 'k9']) await submitReport(test, manhole, key);
    const both = ['PA-261120-0004', 'PA-261120-0005'] as const;
    const at = await Promise.all(both.map(taskOf));
    const { tasks } = test.wardflow.application;
    const outcomes = await Promise.allSettled(
      both.map((_number, index) => {
        const values = mergeInto(both[1 - index] ?? '');
        return tasks.complete(operator, at[index] ?? '', { values, files: [], submissionKey: `at once ${index}` });
      }),
    );
    assert.deepEqual(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
    const rows = await store.transaction((tx) =>
      Promise.all(both.map((number) => tx.cases.records.byRegisterNumber(number))),
    );
    assert.equal(rows.filter((row) => row?.mergedInto !== null).length, 1);
  });

  it('what was merged by mistake lives on by itself: checked anew, its time counted from its receipt', async () => {
    const { test, operator, codes, verify, taskOf, record } = await reported(2);
    const { duplicates, reports, tasks, deadlines } = test.wardflow.application;
    await verify(first, accept);
    await duplicates.join({ registerNumber: first, language: 'vi', phone: '', email: '', submissionKey: 'j1-00001' });
    await verify(second, mergeInto(first));
    await test.advanceTo('2026-11-23T08:00:00+07:00');
    const { id } = await record(second);
    const splitting = { reason: 'Đây là hố ga khác, ở đầu hẻm.', submissionKey: 's1-00001' };
    assert.equal(await refused(() => duplicates.split(operator, id, { ...splitting, reason: ' x ' })), 'minLength');
    await duplicates.split(operator, id, splitting);
    await duplicates.split(operator, id, splitting);
    assert.deepEqual(
      [(await record(second)).mergedInto, (await record(second)).state, (await record(first)).followers],
      [null, 'open', 1],
    );
    await assert.rejects(duplicates.split(operator, id, { ...splitting, submissionKey: 's2-00002' }), {
      code: 'NOT_MERGED',
    });
    const task = await tasks.task(operator, await taskOf(second));
    assert.equal(task.element, 'verify');
    const told = task.timeline.map(({ title, note }) => [title.vi, note]);
    assert.deepEqual(
      told.find(([title]) => title?.startsWith('Tách')),
      [`Tách khỏi ${first}, xử lý riêng`, splitting.reason],
    );
    await verify(second, { ...accept, ward: '99013' });
    const [own] = await (await deadlines.ofCase(operator, id)).clocks.filter(({ name }) => name === 'case');
    assert.equal(own?.startedAt, Date.parse('2026-11-20T08:00:00+07:00'), 'not one minute is taken from the citizen');
    await test.advanceTo('2026-11-23T08:05:00+07:00');
    const subjects = (await lettersTo(test, 'nguoi1@example.org')).map(({ subject }) => subject);
    assert.ok(subjects.includes(`Phản ánh ${second} được xử lý riêng`));
    assert.equal(subjects.filter((subject) => subject === `Đã nhận phản ánh ${second}`).length, 1);
    const progress = await reports.follow(codes[1] ?? '');
    assert.deepEqual([progress?.main, progress?.mayStop], [null, false]);
  });

  it('a case that was merged and split off again is counted once, whether it had been counted by then or not', async () => {
    for (const countedBefore of [true, false]) {
      const { test, store, operator, verify, record } = await reported(2);
      const { duplicates, history } = test.wardflow.application;
      const administrator = await test.as('quantri');
      const count = () => dutyOf(test, 'figures').run(test.now());
      const ended = async () => {
        await count();
        const period = { from: '2026-11-20', to: '2026-12-20', by: 'element' } as const;
        const { lines } = await history.figures(administrator, { service: 'citizen-feedback', ...period });
        const whole = lines.find(({ key }) => key === '');
        return [whole?.completed ?? 0, Math.round((whole?.whole?.meanMs ?? 0) / 3_600_000)];
      };
      assert.deepEqual(await ended(), [0, 0]);
      await test.advanceTo('2026-11-20T10:00:00+07:00');
      await verify(second, mergeInto(first));
      if (countedBefore) assert.deepEqual(await ended(), [1, 2]);
      await test.advanceTo('2026-11-21T08:00:00+07:00');
      await duplicates.split(operator, (await record(second)).id, { reason: 'Việc khác.', submissionKey: 's1-00001' });
      assert.deepEqual(await ended(), [0, 0], 'the matter is not done');
      await test.advanceTo('2026-11-22T08:00:00+07:00');
      await verify(second, { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' });
      assert.deepEqual(await ended(), [1, 48], 'from its receipt');
      const sums = await elementDays(store);
      const zone = { timeZone: () => 'Asia/Ho_Chi_Minh', programs: test.wardflow.kernel.programs };
      await rebuildFigures({ ...zone, store, owner: 'a rebuild', clock: test.now });
      assert.deepEqual(await elementDays(store), sums);
    }
  });

  it('followers go when the case is destroyed, and are not left in the archive', async () => {
    const { test, store, verify, record } = await reported(1);
    const { duplicates } = test.wardflow.application;
    await verify(first, accept);
    await duplicates.join({
      registerNumber: first,
      language: 'vi',
      phone: '0987654321',
      email: '',
      submissionKey: 'j1-00001',
    });
    const { id } = await record(first);
    const keys = () =>
      store.transaction(async (tx) => {
        const followers = await tx.cases.followers.ofCases([id], 10);
        return [followers.length, (await tx.cases.vault.keys(followers.map((row) => row.id))).length];
      });
    assert.deepEqual(await keys(), [1, 1]);
    await close(test);
    await test.advanceTo('2026-12-30T09:00:00+07:00');
    await dutyOf(test, 'figures').run(test.now());
    await dutyOf(test, 'archive').run(Date.parse('2027-02-10T08:00:00+07:00'));
    assert.deepEqual(await test.wardflow.archive.destroyExpired(Date.parse('2038-01-01T08:00:00+07:00')), { done: 1 });
    assert.deepEqual(await keys(), [0, 0]);
  });
});

async function approve(
  { wardflow }: TestApplication,
  actor: Parameters<typeof wardflow.application.tasks.worklist>[0],
  values: object = { outcome: 'approve' },
) {
  const { tasks } = wardflow.application;
  const { items } = await tasks.worklist(actor, { view: 'unit' });
  await tasks.complete(actor, items[0]?.taskId ?? '', { values: { ...values }, files: [], submissionKey: 'approve' });
}

async function close(test: TestApplication): Promise<void> {
  await completeInTurn(test, [
    ['lamdong.ktht.canbo', { outcome: 'accept' }],
    ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới bằng gang.' }],
    ['lamdong.ktht.lanhdao', { outcome: 'approve' }],
    ['congkhai', { outcome: 'keep' }],
  ]);
}

/** The rule that was broken, or the code of the refusal. */
async function refused(work: () => Promise<unknown>): Promise<string> {
  const error = await work().then(
    () => undefined,
    (failure: unknown) => failure,
  );
  assert.ok(error instanceof Refusal, String(error));
  return error.fields[0]?.rule ?? error.code;
}

const dutyOf = ({ wardflow }: TestApplication, name: string) =>
  wardflow.duties.find((duty) => duty.name === name) ?? assert.fail(name);

/** All that is counted, but what has been taken back to nothing. */
function elementDays(store: OpenStore) {
  const counted = 'select day, element, unit, measure, times, total_ms from element_day where times <> 0';
  return store.orm.em.getConnection().execute(`${counted} order by day, element, unit, measure`);
}
