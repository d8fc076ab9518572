import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Refusal } from '#engine/runtime/refusal.ts';
import {
  applicationsOf,
  completeInTurn,
  confirmPublication,
  manhole,
  submitReport,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const clean = {
  outcome: 'publish',
  publicTitle: 'Nắp hố ga vỡ trước chợ',
  publicText: 'Nắp hố ga trước cổng chợ bị vỡ.',
  publicAnswer: 'Đã thay nắp hố ga mới.',
};

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  /** A report whose result waits to be published. */
  const awaitingReview = async (reporter: object = { anonymous: true }) => {
    const { test, store } = await start();
    await submitReport(test, { ...manhole, ...reporter });
    await completeInTurn(test, [
      ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
      ['lamdong.ktht.canbo', { outcome: 'accept' }],
      ['lamdong.ktht.canbo', { outcome: 'done', resultText: 'Đã thay nắp hố ga mới và dọn sạch.' }],
      ['lamdong.ktht.lanhdao', { outcome: 'approve' }],
    ]);
    const { tasks } = test.wardflow.application;
    const actor = await test.as('congkhai');
    const taskId = (await tasks.worklist(actor, { view: 'unit' })).items[0]?.taskId ?? '';
    const complete = (values: object) =>
      tasks.complete(actor, taskId, { values: { ...values }, files: [], submissionKey: 'p1' });
    const rows = async () => {
      const counts: number[] = [];
      for (const table of ['vault_entry', 'case_timeline', 'audit_entry', 'command_receipt', 'publication'])
        counts.push((await store.orm.em.getConnection().execute(`select * from ${table}`)).length);
      return counts;
    };
    return { test, complete, rows };
  };

  it('a phone number left in a public text is refused at its field, and nothing is written', async () => {
    const { test, complete, rows } = await awaitingReview();
    const before = await rows();
    const planted = { ...clean, publicText: 'Nắp hố ga vỡ, gọi 0912 345 678 để chỉ chỗ.' };
    await assert.rejects(complete(planted), (refusal: Refusal) => {
      assert.deepEqual([refusal.code, refusal.status], ['INVALID_FIELDS', 422]);
      assert.deepEqual(refusal.fields, [
        { path: 'publicText', rule: 'personalPhone', params: { found: '0912 345 678' } },
      ]);
      return true;
    });
    assert.deepEqual(await rows(), before);
    assert.equal((await test.wardflow.application.results.list({})).total, 0);
    await complete(clean);
    await confirmPublication(test);
    assert.equal((await test.wardflow.application.results.list({})).total, 1);
  });

  it('every kind of personal data is named at the field it stands in', async () => {
    const { complete } = await awaitingReview();
    const planted = {
      ...clean,
      publicTitle: 'Nắp hố ga nhà tan@example.vn',
      publicAnswer: 'Đã nhắc chủ xe 59-X1 123.45, căn cước 079123456789.',
    };
    await assert.rejects(complete(planted), (refusal: Refusal) => {
      assert.deepEqual(
        refusal.fields.map(({ path, rule }) => [path, rule]),
        [
          ['publicTitle', 'personalEmail'],
          ['publicAnswer', 'personalPlate'],
          ['publicAnswer', 'personalIdNumber'],
        ],
      );
      return true;
    });
  });

  it('what may be a name or a home is covered, or kept by a decision; the reporter is known by name', async () => {
    const { test, complete } = await awaitingReview({
      ...{ anonymous: false, name: 'Siu H’Nhan', phone: '0912345678' },
      description: 'Tôi là siu h’nhan, nắp hố ga trước cổng chợ bị vỡ một nửa.',
    });
    const named = {
      ...clean,
      publicText: 'Bà Lê Thị Lan ở số 12 ngõ 5 đường Nguyễn Huệ và siu h’nhan báo.',
      publicKept: 'số 12 ngõ 5 đường Nguyễn Huệ',
    };
    const left = async (values: object) => {
      const refusal = await complete(values).then(
        () => undefined,
        (error: Refusal) => error,
      );
      return refusal?.fields.map(({ rule, params }) => `${rule} ${params?.['found']}`);
    };
    assert.deepEqual(await left(named), ['personalName Lê Thị Lan', 'personalName siu h’nhan']);
    assert.deepEqual(await left({ ...named, publicKept: `${named.publicKept}\nLê Thị Lan` }), [
      'personalName siu h’nhan',
    ]);
    const covered = { ...named, publicText: 'Bà Lê Thị Lan ở số 12 ngõ 5 đường Nguyễn Huệ và […] báo.' };
    assert.equal(await left({ ...covered, publicKept: `${named.publicKept}\n Lê Thị  Lan ` }), undefined);
    await confirmPublication(test);
    assert.equal((await test.wardflow.application.results.list({ q: 'ngo 5' })).total, 1);
  });

  it('what is kept from the public is not judged', async () => {
    const { complete } = await awaitingReview();
    await complete({ ...clean, outcome: 'keep', publicText: 'Gọi 0912 345 678.' });
  });
});
