import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, completeInTurn, coverPhotos, manhole } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { Actor } from '../application/common.ts';

const report = {
  ...manhole,
  description: 'Nắp hố ga trước cổng chợ bị vỡ một nửa, có người sụp chân Quýnhtest.',
  address: 'Cổng chính chợ Lam Đông, đường Trần Hưng Đạo',
  anonymous: false,
  name: 'Võ Kim Em Canary',
  phone: '0912 345 678',
  email: 'canary.em@example.org',
};

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('a report goes from the citizen to the unit, its head, the public and back', async () => {
    const { test } = await start();
    const { reports, tasks, results, mailbox } = test.wardflow.application;
    const files = [await test.photo('photos', 'IMG Canary nhà tôi.png')];
    const submission = { submissionKey: 'k1', language: 'vi', channel: 'web', values: report, files } as const;
    const receipt = await reports.submit(submission);
    assert.match(receipt.registerNumber, /^PA-261120-0001$/);
    assert.match(receipt.trackingCode, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    assert.equal(receipt.pin, null);
    assert.equal(receipt.unit?.code, '99016-KTHT');
    assert.deepEqual(await reports.submit({ ...submission, files: [] }), receipt);

    const operator = await test.as('tiepnhan');
    const list = await tasks.worklist(operator, { view: 'unit' });
    assert.deepEqual([list.items.length, list.counts.unclaimed, list.counts.mine], [1, 1, 0]);
    const verify = await tasks.claim(operator, list.items[0]?.taskId ?? '');
    assert.equal(verify.reporter.phone, '+84912345678');
    assert.equal(verify.photos.length, 1);
    assert.equal(verify.formData['category'], 'HT-TN');
    const verified = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
    const seen = await tasks.noticePreview(operator, verify.taskId, verified);
    assert.deepEqual(seen.map((notice) => notice.channel).sort(), ['email', 'sms']);
    assert.ok(seen.every(({ text }) => text.includes('XXXX-XXXX-XXXX') && !text.includes(receipt.trackingCode)));
    await tasks.complete(operator, verify.taskId, { values: verified, files: [], submissionKey: 'v1' });

    const officer = await test.as('lamdong.ktht.canbo');
    const take = await only(tasks.worklist(officer, { view: 'unclaimed' }));
    await tasks.complete(officer, take, { values: { outcome: 'accept' }, files: [], submissionKey: 't1' });
    const handle = await only(tasks.worklist(officer, { view: 'unit' }));
    const detail = await tasks.task(officer, handle);
    assert.equal(detail.text, report.description);
    assert.equal(detail.caseClock.state, 'running');
    const done = { outcome: 'done', resultText: 'Đã thay nắp hố ga mới, gọi 0912345678 nếu cần.' };
    const evidence = [await test.photo('afterPhotos')];
    await tasks.complete(officer, handle, { values: done, files: evidence, submissionKey: 'h1' });

    const head = await test.as('lamdong.ktht.lanhdao');
    const approve = await only(tasks.worklist(head, { view: 'unclaimed' }));
    await tasks.complete(head, approve, { values: { outcome: 'approve' }, files: [], submissionKey: 'a1' });

    const publisher = await test.as('congkhai');
    const publish = await tasks.task(publisher, await only(tasks.worklist(publisher, { view: 'unit' })));
    assert.equal(publish.formData['publicAnswer'], 'Đã thay nắp hố ga mới, gọi […] nếu cần.');
    const published = {
      outcome: 'publish',
      publicTitle: 'Nắp hố ga vỡ trước chợ',
      publicText: 'Nắp hố ga trước cổng chợ bị vỡ.',
      publicAnswer: 'Đã thay nắp hố ga mới.',
      publicPhotos: publish.photos.map((photo) => photo.id),
    };
    await assert.rejects(
      tasks.complete(publisher, publish.taskId, { values: published, files: [], submissionKey: 'p0' }),
      {
        code: 'INVALID_FIELDS',
      },
    );
    await coverPhotos(test, publish.caseId);
    await tasks.complete(publisher, publish.taskId, { values: published, files: [], submissionKey: 'p1' });

    assert.equal((await results.list({ q: 'nap ho ga' })).total, 0, 'nobody publishes alone');
    await completeInTurn(test, [['dieuphoi', { outcome: 'approve' }]]);

    const page = await results.list({ q: 'nap ho ga' });
    assert.equal(page.total, 1);
    const result = await results.get(page.items[0]?.slug ?? '');
    assert.equal(result?.answer, 'Đã thay nắp hố ga mới.');
    assert.equal(result?.photos.length, 2);

    const progress = await reports.followFull(receipt.trackingCode.toLowerCase(), '5678');
    assert.equal(progress?.answer, 'Đã thay nắp hố ga mới.');
    assert.equal(progress?.clock.state, 'met');
    const rate = progress?.tasks[0];
    assert.ok(rate);
    const key = { code: receipt.trackingCode, secret: '5678' };
    const rating = { taskId: rate.taskId, values: { rating: '5', solved: 'true' }, files: [], submissionKey: 'r1' };
    await reports.answer({ ...key, ...rating });
    assert.equal((await results.list({})).items[0]?.rating, 5);
    assert.equal((await reports.follow(receipt.trackingCode))?.stages.at(-1)?.code, 'dong');

    await test.advanceTo('2026-11-20T08:01:00+07:00');
    const letters = await mailbox.list(50);
    assert.equal(letters.filter((letter) => letter.channel === 'sms').length, 3);
    assert.equal(letters.filter((letter) => letter.channel === 'email').length, 3);
    assert.ok(letters.every((letter) => letter.to === '+84912345678' || letter.to === 'canary.em@example.org'));
    assert.ok(letters.every((letter) => !/[{}]/.test(letter.text)));
  });

  it('of many who complete the same task at once exactly one wins, and the others are told', async () => {
    const { test } = await start();
    const { reports, tasks } = test.wardflow.application;
    const sent = { language: 'vi', channel: 'web', values: { ...report }, files: [], submissionKey: 'k1' } as const;
    const receipts = await Promise.all(Array.from({ length: 6 }, () => reports.submit(sent)));
    assert.equal(new Set(receipts.map((receipt) => receipt.trackingCode)).size, 1);
    const officials = [await test.as('tiepnhan'), await test.as('tiepnhan2')];
    const id = await only(tasks.worklist(await test.as('tiepnhan'), { view: 'unit' }));
    const claims = await Promise.allSettled([0, 1, 0, 1].map((index) => tasks.claim(officials[index] as Actor, id)));
    const codes = claims.flatMap((end) => (end.status === 'rejected' ? [end.reason.code] : []));
    assert.deepEqual(codes, ['TASK_TAKEN', 'TASK_TAKEN']);
    for (const actor of officials) await tasks.release(actor, id).catch(() => undefined);
    const values = { outcome: 'reject', reason: 'Không thuộc thẩm quyền.' };
    const races = Array.from({ length: 8 }, (_, index) => {
      const actor = officials[index % 2];
      assert.ok(actor);
      return tasks.complete(actor, id, { values, files: [], submissionKey: `c${index}` });
    });
    const ends = await Promise.allSettled(races);
    assert.equal(ends.filter((end) => end.status === 'fulfilled').length, 1);
    const lost = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
    assert.deepEqual(new Set(lost.map((refusal) => refusal.code)), new Set(['TASK_CHANGED']));
    assert.match(lost[0].params.at, /^20\/11\/2026 08:00$/);
    const progress = await reports.followFull(receipts[0]?.trackingCode ?? '', '5678');
    assert.equal(progress?.rejectionReason, 'Không thuộc thẩm quyền.');
    assert.deepEqual(progress?.stages.map(({ code, note }) => [code, note]).at(-1), [
      'tu_choi',
      'Không thuộc thẩm quyền.',
    ]);
    assert.equal((await reports.follow(receipts[0]?.trackingCode ?? ''))?.stages.at(-1)?.note, null);
  });

  it('a report that is not solved goes to the superior with a new clock, twice; then the reporter is told where to go', async () => {
    const { test } = await start();
    const { reports, tasks } = test.wardflow.application;
    const sent = { language: 'en', channel: 'web', values: { ...report }, files: [], submissionKey: 'k1' } as const;
    const { trackingCode } = await reports.submit(sent);
    await completeInTurn(test, [
      ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
      ['lamdong.ktht.canbo', { outcome: 'accept' }],
      ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' }],
      ['lamdong.ktht.lanhdao', { outcome: 'approve' }],
      ['congkhai', { outcome: 'keep' }],
    ]);
    const before = await reports.followFull(trackingCode, '5678');
    assert.equal(before?.clock.state, 'met');
    await test.advanceTo('2026-11-24T08:00:00+07:00');
    const key = { code: trackingCode, secret: '5678', files: [], submissionKey: 'r1' };
    const values = { rating: '1', solved: 'false', comment: 'Vẫn còn hỏng.' };
    const after = await reports.answer({ ...key, taskId: before?.tasks[0]?.taskId ?? '', values });
    assert.equal(after.clock.state, 'running');
    assert.ok((after.clock.dueAt ?? 0) > Date.parse('2026-11-24T08:00:00+07:00'));
    const firstOf = async (username: string) =>
      (await tasks.worklist(await test.as(username), { view: 'unit' })).items[0];
    // Not to who has handled it: to the head, who reads what the reporter said.
    assert.equal(await firstOf('lamdong.ktht.canbo'), undefined);
    const head = await firstOf('lamdong.ktht.lanhdao');
    assert.equal(head?.element, 'redo');
    const { timeline } = await tasks.task(await test.as('lamdong.ktht.lanhdao'), head?.taskId ?? '');
    assert.ok(timeline.some(({ note }) => note === 'Vẫn còn hỏng.'));
    const again = async (superior: string) =>
      await completeInTurn(test, [
        [superior, { newFacts: 'Kiểm tra lại tại chỗ và chụp ảnh.' }],
        ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay lại nắp hố ga và chèn chặt.' }],
        ['lamdong.ktht.lanhdao', { outcome: 'approve' }],
        ['congkhai', { outcome: 'keep' }],
      ]);
    const rate = async (submissionKey: string) => {
      const rating = (await reports.followFull(trackingCode, '5678'))?.tasks[0]?.taskId ?? '';
      return await reports.answer({ ...key, submissionKey, taskId: rating, values });
    };
    await again('lamdong.ktht.lanhdao');
    await rate('r2');
    // The second time not to the same head: nobody above has a post here, so it is the coordinator's.
    assert.equal(await firstOf('lamdong.ktht.lanhdao'), undefined);
    assert.equal((await firstOf('dieuphoi'))?.element, 'redo');
    await again('dieuphoi');
    const closed = await rate('r3');
    assert.deepEqual(closed.tasks, []);
    await assert.rejects(rate('r4'));
    await test.advanceTo('2026-11-24T08:01:00+07:00');
    const letters = await test.wardflow.application.mailbox.list(50);
    assert.ok(letters.some(({ text }) => text.includes('complain')));
  });
});

async function only(list: Promise<{ readonly items: readonly { readonly taskId: string }[] }>): Promise<string> {
  const { items } = await list;
  assert.equal(items.length, 1);
  return items[0]?.taskId ?? '';
}
