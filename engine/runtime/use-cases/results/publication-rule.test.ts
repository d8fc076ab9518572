// What a category says of publication holds from the report to the public page, whatever officials and the process want.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  confirmPublication,
  coverPhotos,
  manhole,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { Refusal } from '../../refusal.ts';

const publish = {
  outcome: 'publish',
  publicTitle: 'Việc trước chợ Lam Đông',
  publicText: 'Người dân báo một việc trước cổng chợ.',
  publicAnswer: 'Đơn vị đã xử lý xong.',
};

/** A report with a photo, handled by a unit and approved by its head. */
async function awaitingReview(test: TestApplication, category: string, unit: string) {
  const sent = { submissionKey: category, language: 'vi', channel: 'web' } as const;
  const { reports, tasks } = test.wardflow.application;
  await reports.submit({ ...sent, files: [await test.photo('photos')], values: { ...manhole, anonymous: true } });
  await completeInTurn(test, [
    ['tiepnhan', { outcome: 'accept', category, ward: '99016' }],
    [`${unit}.canbo`, { outcome: 'accept' }],
    [`${unit}.canbo`, { outcome: 'done', resultText: 'Đã xử lý xong và kiểm tra lại.' }],
    [`${unit}.lanhdao`, { outcome: 'approve' }],
  ]);
  const reviewer = await test.as('congkhai');
  const [item] = (await tasks.worklist(reviewer, { view: 'unit' })).items;
  assert.ok(item, `${category} waits for its review`);
  const complete = (values: object) =>
    tasks.complete(reviewer, item.taskId, { values: { ...values }, files: [], submissionKey: `review ${category}` });
  const publishIt = async (values: object) => {
    await complete(values);
    await confirmPublication(test);
  };
  return { caseId: item.caseId, complete, publishIt };
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('of the usual kind the chosen photos are shown; of some the text alone; of some nothing at all', async () => {
    const { test, store } = await opened();
    const { results } = test.wardflow.application;
    const photosOf = async (title: string) => {
      const [found] = (await results.list({})).items.filter((one) => one.title === title);
      return found && (await results.get(found.slug))?.photos.length;
    };
    const chosen = async (caseId: string) =>
      (await store.transaction((tx) => tx.cases.files.ofCase(caseId))).map(({ id }) => id);

    const usual = await awaitingReview(test, 'HT-TN', 'lamdong.ktht');
    await coverPhotos(test, usual.caseId);
    await usual.publishIt({ ...publish, publicTitle: 'Thoát nước', publicPhotos: await chosen(usual.caseId) });
    assert.equal(await photosOf('Thoát nước'), 1);

    const order = await awaitingReview(test, 'ANTT', 'lamdong.ca');
    await order.publishIt({ ...publish, publicTitle: 'Trật tự', publicPhotos: await chosen(order.caseId) });
    assert.equal(await photosOf('Trật tự'), 0);

    const numbers = await awaitingReview(test, 'TTDT-SDT', 'skhcn');
    await assert.rejects(numbers.complete(publish), (error) => {
      assert.ok(error instanceof Refusal);
      assert.deepEqual(
        error.fields.map(({ path, rule }) => [path, rule]),
        [['outcome', 'neverPublished']],
      );
      return true;
    });
    assert.equal((await results.list({})).total, 2, 'nothing of it is public');
    await numbers.complete({ outcome: 'keep' });
    assert.equal((await results.list({})).total, 2);
  });
});
