import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Refusal } from '#engine/runtime/refusal.ts';
import { applicationsOf, completeInTurn, manhole, submitReport } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  it('where the category asks for evidence a result without a photo is refused at its field, until there is one', async () => {
    const { test } = await opened();
    await submitReport(test, { ...manhole, anonymous: true });
    await completeInTurn(test, [
      ['tiepnhan', { outcome: 'accept', category: 'TTDT-QC', ward: '99016' }],
      ['lamdong.vhxh.canbo', { outcome: 'accept' }],
    ]);
    const { tasks } = test.wardflow.application;
    const officer = await test.as('lamdong.vhxh.canbo');
    const [handle] = (await tasks.worklist(officer, { view: 'unit' })).items;
    assert.equal(handle?.element, 'handle');
    const values = { outcome: 'done', resultText: 'Đã tháo dỡ toàn bộ quảng cáo rao vặt.' };
    const complete = (files: Parameters<typeof tasks.complete>[2]['files'], submissionKey: string) =>
      tasks.complete(officer, handle.taskId, { values, files, submissionKey });
    await assert.rejects(complete([], 'without'), (refusal: Refusal) => {
      assert.deepEqual(refusal.fields, [{ path: 'afterPhotos', rule: 'evidenceNeeded' }]);
      return true;
    });
    await complete([await test.photo('afterPhotos')], 'with');
    // What came back from the head need not be photographed again.
    const sentBack = { outcome: 'return', returnedBecause: 'Ghi rõ ngày làm' };
    await completeInTurn(test, [
      ['lamdong.vhxh.lanhdao', sentBack],
      ['lamdong.vhxh.canbo', values],
    ]);
    assert.equal((await tasks.worklist(officer, { view: 'unit' })).items.length, 0);
  });
});
