/** What another unit sees of a case in which it has a part, and what the public sees: the case stays one. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, manhole } from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { builders, drains, jointCases, result, wanted } from '#test/support/joint.ts';

forEachDatabase((_, open) => {
  const { handled, workOf, answer } = jointCases(applicationsOf(open));

  it('another unit sees of the case what its part allows, while it is open, and nothing of who reported', async () => {
    const { test, actor, taskId, caseId } = await handled();
    const { parts, tasks, history, deadlines, assignments } = test.wardflow.application;
    await parts.ask(actor, taskId, { ...wanted, units: ['CTTN', 'SXD'] });
    const co = await test.as(drains);
    const own = (await workOf(test, drains))?.taskId ?? '';
    const detail = await tasks.task(co, own);
    assert.deepEqual([detail.text, detail.address], [manhole.description, manhole.address]);
    assert.deepEqual(
      [detail.reporter.hidden, detail.reporter.name, detail.timeline, detail.stages],
      [true, null, [], []],
    );
    assert.deepEqual([detail.ownPart?.asked, detail.ownPart?.unit.code], [wanted.asked, 'CTTN']);
    assert.ok(!detail.actions.some((action) => action === 'sendBack' || action === 'transfer'));
    // Neither the lead's task, nor the parts of others, nor the case by any other door.
    await assert.rejects(tasks.task(co, taskId), { code: 'NOT_FOUND' });
    await assert.rejects(parts.ofTask(co, taskId), { code: 'NOT_FOUND' });
    await assert.rejects(parts.ofTask(co, own), { code: 'NOT_FOUND' });
    await assert.rejects(parts.ask(co, own, { ...wanted, submissionKey: 'part-asks-1' }), { code: 'FORBIDDEN' });
    await assert.rejects(history.holdings(co, caseId), { code: 'NOT_FOUND' });
    const { clocks, files, extensions } = await deadlines.ofCase(co, caseId);
    assert.deepEqual([clocks.map(({ step }) => step?.en), files, extensions], [['Do the part'], [], []]);
    const away = {
      ...{ unit: 'SXD', to: null, reason: 'Không thuộc đơn vị.', newFacts: '' },
      submissionKey: 'hand-on-1',
    };
    await assert.rejects(assignments.transfer(co, own, away), { code: 'FORBIDDEN' });
    const stranger = await test.as('ctcx.canbo');
    await assert.rejects(tasks.task(stranger, own), { code: 'NOT_FOUND' });
    // Who may not coordinate may not ask: the operator of the centre has no such right.
    await assert.rejects(parts.ask(await test.as('tiepnhan'), taskId, wanted), { code: 'NOT_FOUND' });
    const view = await parts.ofTask(actor, taskId);
    const part = view.parts.find(({ unit }) => unit.code === 'CTTN');
    await parts.withdraw(actor, taskId, part?.partId ?? '', 'Không cần nữa.');
    const after = await tasks.task(co, own);
    assert.deepEqual([after.text, after.address, after.point, after.photos, after.form], ['', null, null, [], null]);
    assert.deepEqual([after.ownPart?.state, after.title], ['withdrawn', after.registerNumber]);
    await assert.rejects(deadlines.ofCase(co, caseId), { code: 'NOT_FOUND' });
  });

  it('of a confidential case another unit sees what it is asked, and not the report', async () => {
    const { test, store, actor, taskId, instance } = await handled();
    const { parts, tasks } = test.wardflow.application;
    await store.transaction(async (tx) => {
      const command = { kind: 'setVariables', variables: { confidential: true } } as const;
      await test.wardflow.kernel.execute(tx, instance, command, test.now());
    });
    await parts.ask(actor, taskId, wanted);
    const item = await workOf(test, drains);
    const detail = await tasks.task(await test.as(drains), item?.taskId ?? '');
    assert.deepEqual([item?.title, detail.text, detail.address, detail.point], [item?.registerNumber, '', null, null]);
    assert.deepEqual([detail.photos, detail.ownPart?.asked], [[], wanted.asked]);
  });

  it('the public sees one case: stage and unit stay the lead’s, nothing of the parts is told', async () => {
    const { test, actor, taskId, report } = await handled();
    const { parts, reports } = test.wardflow.application;
    const seen = async () => JSON.stringify(await reports.follow(report.trackingCode));
    const before = await seen();
    await parts.ask(actor, taskId, wanted);
    await answer(test, drains, { outcome: 'done', partAnswer: 'Đã giao hai nắp tại kho phường.' }, 'answer-2');
    assert.equal(await seen(), before);
  });

  it('photos of an answer are its part’s until the lead takes one over, and nobody else’s to see', async () => {
    const { test, actor, taskId, report } = await handled();
    const { parts, tasks, files, reports } = test.wardflow.application;
    await parts.ask(actor, taskId, { ...wanted, units: ['CTTN', 'SXD'] });
    const co = await test.as(drains);
    const own = (await workOf(test, drains))?.taskId ?? '';
    const values = { outcome: 'done', partAnswer: 'Đã giao hai nắp.' };
    const photos = [await test.photo('partPhotos'), await test.photo('partPhotos')];
    await tasks.complete(co, own, { values, files: photos, submissionKey: 'photos-1' });
    const answered = async () => (await parts.ofTask(actor, taskId)).parts.find(({ unit }) => unit.code === 'CTTN');
    const part = await answered();
    const [first, second] = part?.photos ?? [];
    assert.deepEqual(
      part?.photos.map(({ kind }) => kind),
      ['part', 'part'],
    );
    const ofCase = async () => (await tasks.task(actor, taskId)).photos.map(({ id }) => id);
    assert.deepEqual(await ofCase(), [], 'not among the photos of the case');
    const [id = '', other = ''] = [first?.id, second?.id];
    const asked = await workOf(test, builders);
    const builder = await test.as(builders);
    assert.deepEqual((await tasks.task(builder, asked?.taskId ?? '')).photos, []);
    const seenBy = async (who: typeof actor) => (await files.forActor(who, id, 'full')) !== undefined;
    assert.deepEqual([await seenBy(actor), await seenBy(co), await seenBy(builder)], [true, true, false]);
    assert.deepEqual(
      (await tasks.task(co, own)).ownPart?.photos.map((photo) => photo.id),
      [id, other],
    );
    assert.equal(await files.forReporter(report.trackingCode, '4567', id, 'full'), undefined);

    const photo = { partId: part?.partId ?? '', photoId: id, evidence: true };
    await assert.rejects(parts.takeOver(co, own, photo), { code: 'TASK_CHANGED' });
    await assert.rejects(parts.takeOver(builder, asked?.taskId ?? '', photo), { code: 'FORBIDDEN' });
    await assert.rejects(parts.takeOver(builder, taskId, photo), { code: 'NOT_FOUND' });
    await assert.rejects(parts.takeOver(actor, taskId, { ...photo, photoId: taskId }), { code: 'NOT_FOUND' });
    await parts.takeOver(actor, taskId, photo);
    assert.deepEqual(await ofCase(), [id]);
    assert.deepEqual(
      (await answered())?.photos.map(({ kind }) => kind),
      ['evidence', 'part'],
    );
    await parts.takeOver(actor, taskId, { ...photo, evidence: false });
    assert.deepEqual(await ofCase(), []);
    await parts.takeOver(actor, taskId, photo);
    for (const { partId } of (await parts.ofTask(actor, taskId)).parts.filter(({ endedAt }) => endedAt === null)) {
      await parts.withdraw(actor, taskId, partId, 'Thôi.');
    }
    await tasks.complete(actor, taskId, { values: result, files: [], submissionKey: 'with-photo-1' });
    await answer(test, 'lamdong.ktht.lanhdao', { outcome: 'approve' }, 'approve-1');
    const told = await reports.followFull(report.trackingCode, '4567');
    assert.deepEqual(
      told?.photos.map((one) => one.id),
      [id],
      'the reporter sees what was taken over alone',
    );
  });
});
