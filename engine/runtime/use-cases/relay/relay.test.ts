/** The relay: officials and the reporter write to each other, and neither learns who or where the other is. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Relay } from '#engine/runtime/application/relay.ts';
import {
  applicationsOf,
  completeInTurn,
  manhole,
  openApplication,
  submitReport,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase, openTestDatabase } from '#test/support/databases.ts';

const ward = 'lamdong.ktht.canbo';
const report = { ...manhole, name: 'Trần Hoàng Long', phone: '0912345678', email: 'long@example.org' };
const secret = '5678';

/** A report that a ward's officer has in hand. */
async function handled(test: TestApplication, values: object = report, submissionKey = 'k1') {
  const receipt = await submitReport(test, values, submissionKey);
  await completeInTurn(test, [['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }]]);
  const officer = await test.as(ward);
  const [item] = (await test.wardflow.application.tasks.worklist(officer, { view: 'unit' })).items;
  return { ...receipt, officer, taskId: item?.taskId ?? '', caseId: item?.caseId ?? '' };
}

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('an official asks, the reporter is told without a word of it, answers, and the official sees that there is an answer', async () => {
    const { test, store } = await start();
    const { relay, reports, tasks, mailbox } = test.wardflow.application;
    const { officer, taskId, caseId, trackingCode } = await handled(test);
    const sent = { text: 'Nắp hố ga trước nhà số mấy ạ?', submissionKey: 'message-1' };
    const view = await relay.write(officer, taskId, sent);
    assert.deepEqual([...view.reachedBy], ['sms', 'email']);
    assert.deepEqual(await relay.write(officer, taskId, sent), view, 'the same submission again changes nothing');
    assert.doesNotMatch(JSON.stringify(view), /912345678|long@example|Hoàng Long/);
    await test.advanceTo('2026-11-20T08:01:00+07:00');
    const told = (await mailbox.list(50)).filter(({ text }) => /tin nhan moi|tin nhắn/i.test(text));
    assert.deepEqual(told.map(({ channel }) => channel).toSorted(), ['email', 'sms']);
    for (const { text } of told) {
      assert.doesNotMatch(text, /số mấy|Thoát nước|Lam Đông/);
      assert.ok(text.includes(trackingCode));
    }
    const public_ = await reports.follow(trackingCode);
    assert.equal(public_?.messagesWaiting, 1);
    assert.ok(!JSON.stringify(public_).includes('số mấy'), 'the code alone opens no message');
    const full = await reports.followFull(trackingCode, secret);
    assert.equal(full?.relay.messages[0]?.text, sent.text);
    assert.equal(full?.relay.messages[0]?.unit?.code, '99016-KTHT');
    assert.equal(full?.relay.messages[0]?.role?.code, 'officer');
    assert.ok(!JSON.stringify(full?.relay).includes(officer.displayName), 'an official is shown by post');
    assert.equal((await item()).unread, false);
    const files = [await test.photo('photos', 'nha-toi.png')];
    const answer = { code: trackingCode, secret, text: 'Trước nhà số 9.', files, submissionKey: 'answer-1' };
    const after = await relay.answer(answer);
    assert.deepEqual(await relay.answer({ ...answer, files: [] }), after);
    assert.equal((await item()).unread, true);
    const seen = await relay.ofTask(officer, taskId);
    assert.deepEqual(
      seen.messages.map(({ position, from, text, photos, by, seen: noted }) => [
        position,
        from,
        text,
        photos.length,
        by,
        noted,
      ]),
      [
        [1, 'office', sent.text, 0, officer.displayName, false],
        [2, 'reporter', 'Trước nhà số 9.', 1, null, false],
      ],
    );
    await relay.see(officer, taskId, 2);
    assert.equal((await item()).unread, false);
    const audited = await store.transaction((tx) => tx.cases.audit.latest(50));
    const own = audited.filter(({ action }) => action.startsWith('relay.')).map(({ action }) => action);
    assert.deepEqual(own.toSorted(), ['relay.answer', 'relay.see', 'relay.write']);
    assert.doesNotMatch(JSON.stringify(audited), /số mấy|số 9/);
    const notices = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
    const keys = notices.map(({ dedupeKey }) => dedupeKey);
    assert.equal(new Set(keys).size, keys.length);

    async function item() {
      const [found] = (await tasks.worklist(officer, { view: 'unit' })).items;
      assert.ok(found);
      return found;
    }
  });

  it('S19 who may not write to a reporter does not, whoever they are, and gets the same answer as for nothing', async () => {
    const { test } = await start();
    const { relay } = test.wardflow.application;
    const { officer, taskId, trackingCode } = await handled(test);
    const text = { text: 'Xin chào', submissionKey: 'message-1' };
    for (const username of ['tanlam.ktht.canbo', 'congkhai', 'quantri', 'tiepnhan']) {
      const actor = await test.as(username);
      await assert.rejects(relay.ofTask(actor, taskId), { code: 'NOT_FOUND', status: 404 }, username);
      await assert.rejects(relay.write(actor, taskId, text), { code: 'NOT_FOUND', status: 404 });
      await assert.rejects(relay.see(actor, taskId, 1), { code: 'NOT_FOUND', status: 404 });
    }
    for (const taskIdOfNobody of ['no-id', '0193476e-0000-7000-8000-000000000001']) {
      await assert.rejects(relay.write(officer, taskIdOfNobody, text), { code: 'NOT_FOUND' });
    }
    const answer = { text: 'Tôi trả lời', files: [], submissionKey: 'answer-1' };
    await assert.rejects(relay.answer({ ...answer, code: trackingCode, secret }), { code: 'RELAY_NOT_BEGUN' });
    await relay.write(officer, taskId, text);
    await assert.rejects(relay.answer({ ...answer, code: trackingCode, secret: '0000' }), { code: 'NOT_FOUND' });
    await assert.rejects(relay.answer({ ...answer, code: '0000-0000-0000', secret }), { code: 'NOT_FOUND' });
    await assert.rejects(relay.write(officer, taskId, { ...text, text: ' \n ' }), { code: 'INVALID_FIELDS' });
    await assert.rejects(relay.write(officer, taskId, { ...text, text: 'x'.repeat(2_001) }), {
      code: 'INVALID_FIELDS',
    });
    for (let n = 2; n <= 5; n += 1) await relay.write(officer, taskId, { text: `${n}`, submissionKey: `message-${n}` });
    const more = { text: '6', submissionKey: 'message-6' };
    await assert.rejects(relay.write(officer, taskId, more), { code: 'RELAY_UNANSWERED', status: 409 });
    const places = (await relay.ofTask(officer, taskId)).messages.map(({ position }) => position);
    assert.deepEqual(places, [1, 2, 3, 4, 5]);
  });

  it('a reporter without contact answers by code and PIN; nothing is promised that cannot come', async () => {
    const { test, store } = await start();
    const { relay } = test.wardflow.application;
    const { officer, taskId, caseId, trackingCode, pin } = await handled(test, { ...manhole, anonymous: true });
    const before = await store.transaction((tx) => tx.cases.notices.ofCase(caseId));
    const view = await relay.write(officer, taskId, { text: 'Ở đâu ạ?', submissionKey: 'message-1' });
    assert.deepEqual([...view.reachedBy], []);
    assert.equal((await store.transaction((tx) => tx.cases.notices.ofCase(caseId))).length, before.length);
    const answer = { code: trackingCode, secret: pin ?? '', text: 'Cạnh chợ.', files: [], submissionKey: 'answer-1' };
    assert.equal((await relay.answer(answer)).messages.length, 2);
  });

  it('two who write at the same time have a place each; a task that is done writes no more', async () => {
    const { test } = await start();
    const { relay, reports } = test.wardflow.application;
    const { officer, taskId, trackingCode } = await handled(test);
    const write = (n: number) => relay.write(officer, taskId, { text: `Tin ${n}`, submissionKey: `message-${n}` });
    await Promise.all([write(1), write(2), write(3)]);
    const { messages } = await relay.ofTask(officer, taskId);
    assert.deepEqual(
      messages.map(({ position }) => position),
      [1, 2, 3],
    );
    assert.deepEqual(messages.map(({ text }) => text).toSorted(), ['Tin 1', 'Tin 2', 'Tin 3']);
    await completeInTurn(test, [[ward, { outcome: 'accept' }]]);
    await assert.rejects(write(4), { code: 'TASK_CHANGED' });
    const full = await reports.followFull(trackingCode, secret);
    assert.equal(full?.relay.messages.length, 3);
  });

  it('with the case the relay is closed, and can still be read', async () => {
    const { test } = await start();
    const { relay, reports, tasks } = test.wardflow.application;
    const { trackingCode } = await submitReport(test, report);
    const operator = await test.as('tiepnhan');
    const taskId = (await tasks.worklist(operator, { view: 'unit' })).items[0]?.taskId ?? '';
    await relay.write(operator, taskId, { text: 'Ở đâu ạ?', submissionKey: 'message-1' });
    const values = { outcome: 'reject', reason: 'Không thuộc địa bàn thành phố.' };
    await tasks.complete(operator, taskId, { values, files: [], submissionKey: 'reject-1' });
    await test.advanceTo('2026-12-30T08:00:00+07:00');
    const answer = { code: trackingCode, secret, text: 'Cạnh chợ.', files: [], submissionKey: 'answer-1' };
    await assert.rejects(relay.answer(answer), { code: 'RELAY_CLOSED', status: 409 });
    const full = await reports.followFull(trackingCode, secret);
    assert.deepEqual([full?.relay.messages.length, full?.relay.hindrance], [1, 'closed']);
  });
});

it('whatever statement of sending fails, nothing of it is there; then it is sent once', async () => {
  let [cutAt, count] = [0, 0];
  const onStatement = (_sql: string, phase: string): void => {
    if (cutAt === 0 || phase !== 'before') return;
    count += 1;
    if (count === cutAt) throw new Error('cut');
  };
  const database = await openTestDatabase('SQLite', { onStatement });
  const test = await openApplication(database.store);
  try {
    const { relay } = test.wardflow.application;
    const { officer, taskId, caseId, trackingCode } = await handled(test);
    const standing = () =>
      database.store.transaction(async (tx) =>
        JSON.stringify([await tx.cases.relay.ofCase(caseId), (await tx.cases.notices.ofCase(caseId)).length]),
      );
    const cutEverywhere = async (deed: () => ReturnType<Relay['write']> | ReturnType<Relay['answer']>) => {
      const before = await standing();
      for (let at = 1; ; at += 1) {
        [cutAt, count] = [at, 0];
        await deed().catch(() => undefined);
        const cut = count >= at;
        cutAt = 0;
        if ((await standing()) !== before || !cut) return at;
      }
    };
    const message = { text: 'Ở đâu ạ?', submissionKey: 'message-1' };
    assert.ok((await cutEverywhere(() => relay.write(officer, taskId, message))) > 5);
    const answer = { code: trackingCode, secret, text: 'Cạnh chợ.', files: [], submissionKey: 'answer-1' };
    assert.ok((await cutEverywhere(() => relay.answer(answer))) > 5);
    await relay.write(officer, taskId, message);
    await relay.answer(answer);
    const senders = (await relay.ofTask(officer, taskId)).messages.map(({ from }) => from);
    assert.deepEqual(senders, ['office', 'reporter']);
  } finally {
    test.remove();
    await database.drop();
  }
});
