// What is public was prepared by one and let out by another; it is corrected and withdrawn, and every version stays.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import {
  applicationsOf,
  completeInTurn,
  confirmPublication,
  manhole,
  type TestApplication,
} from '#test/support/application.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import type { Actor } from '../../application/common.ts';
import type { Correction } from '../../application/publications.ts';

const texts = {
  publicTitle: 'Nắp hố ga vỡ trước chợ',
  publicText: 'Nắp hố ga trước cổng chợ bị vỡ, cạnh quán nhỏ.',
  publicAnswer: 'Đã thay nắp hố ga bằng gang.',
};

/** A handled report with a photo of its reporter and one of the result, before anybody prepares what is published. */
async function handled(test: TestApplication) {
  const { reports, tasks } = test.wardflow.application;
  const sent = { submissionKey: 'k', language: 'vi', channel: 'web' } as const;
  await reports.submit({ ...sent, files: [await test.photo('photos')], values: { ...manhole, anonymous: true } });
  await completeInTurn(test, [
    ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
    ['lamdong.ktht.canbo', { outcome: 'accept' }],
  ]);
  const officer = await test.as('lamdong.ktht.canbo');
  const [handle] = (await tasks.worklist(officer, { view: 'unit' })).items;
  assert.ok(handle);
  const done = { outcome: 'done', resultText: 'Đã thay nắp hố ga bằng gang và dọn sạch mặt đường.' };
  const files = [await test.photo('afterPhotos')];
  await tasks.complete(officer, handle.taskId, { values: done, files, submissionKey: 'h' });
  await completeInTurn(test, [['lamdong.ktht.lanhdao', { outcome: 'approve' }]]);
  const publisher = await test.as('congkhai');
  const [review] = (await tasks.worklist(publisher, { view: 'unit' })).items;
  assert.ok(review);
  const prepare = (values: object, key = 'p') =>
    tasks.complete(publisher, review.taskId, { values: { ...texts, ...values }, files: [], submissionKey: key });
  return { caseId: review.caseId, publisher, prepare };
}

async function refused(work: Promise<unknown>): Promise<string | undefined> {
  return await work.then(
    () => undefined,
    (error: { code?: string }) => error.code ?? String(error),
  );
}

forEachDatabase((_, open) => {
  const opened = applicationsOf(open);

  /** A result that is public, with both photos covered and paired. */
  const published = async () => {
    const { test, store } = await opened();
    const { caseId, publisher, prepare } = await handled(test);
    const { publications, results } = test.wardflow.application;
    const { photos } = await publications.ofCase(publisher, caseId);
    const [before = '', after = ''] = photos.map(({ source }) => source.id);
    const box = { x: 0, y: 0, width: 8, height: 8 };
    await publications.cover(publisher, caseId, before, { boxes: [box], before: null });
    await publications.cover(publisher, caseId, after, { boxes: [], before });
    await prepare({ outcome: 'publish', publicPhotos: [before, after] });
    await confirmPublication(test);
    const slug = (await results.list({})).items[0]?.slug ?? '';
    return { test, store, caseId, publisher, slug, sources: [before, after] };
  };

  const correction = (more: Partial<Correction> = {}): Correction => ({
    ...{ title: 'Nắp hố ga trước chợ', text: 'Nắp hố ga vỡ.', answer: 'Đã thay nắp mới bằng gang.' },
    ...{ kept: [], photos: [], reason: 'Bỏ chi tiết thừa', publicNote: 'Bỏ chi tiết không cần thiết.' },
    ...more,
  });

  it('who has handled a case or prepared its result does not let it out, whatever posts they hold', async () => {
    const { test } = await opened();
    const { publisher, prepare, caseId } = await handled(test);
    await prepare({ outcome: 'publish' });
    const { tasks, results } = test.wardflow.application;
    const coordinator = await test.as('dieuphoi');
    const task = (await tasks.worklist(coordinator, { view: 'unit' })).items.find(
      ({ element }) => element === 'confirm',
    );
    assert.ok(task);
    const approve = (actor: Actor) =>
      tasks.complete(actor, task.taskId, { values: { outcome: 'approve' }, files: [], submissionKey: 'c' });
    for (const username of ['congkhai', 'lamdong.ktht.canbo']) {
      const own = await test.as(username);
      const actor = { ...own, posts: [...own.posts, ...coordinator.posts] };
      assert.equal(await refused(tasks.claim(actor, task.taskId)), 'DUTIES_KEPT_APART', username);
      assert.equal(await refused(approve(actor)), 'DUTIES_KEPT_APART', username);
      const { actions } = await tasks.task(actor, task.taskId);
      assert.ok(!actions.includes('claim') && !actions.includes('complete'));
    }
    assert.equal((await results.list({})).total, 0);
    await approve(coordinator);
    const [result] = (await results.list({})).items;
    assert.equal(result?.title, texts.publicTitle);
    const { versions } = await test.wardflow.application.publications.ofCase(publisher, caseId);
    assert.deepEqual(
      versions.map(({ number, state, preparedBy, decidedBy }) => [number, state, preparedBy, decidedBy]),
      [[1, 'current', 'Võ Thị Thanh Thảo', 'Phạm Quốc Bảo']],
    );
  });

  it('what is public are covered copies: no original has a public address, before or after', async () => {
    const { test, slug, sources } = await published();
    const { results, files } = test.wardflow.application;
    const result = await results.get(slug);
    const shown = result?.photos.map(({ id }) => id) ?? [];
    assert.equal(shown.length, 2);
    assert.deepEqual(result?.pairs, [{ before: shown[0], after: shown[1] }]);
    for (const id of shown) assert.ok(await files.published(id, 'full'), 'the copy is there for everybody');
    for (const id of sources) {
      assert.ok(!shown.includes(id));
      assert.equal(await files.published(id, 'full'), undefined);
      assert.equal(await files.published(id, 'thumbnail'), undefined);
    }
  });

  it('a photo that is covered anew after the hand-over is not what the second person lets out', async () => {
    const { test } = await opened();
    const { caseId, publisher, prepare } = await handled(test);
    const { publications, results } = test.wardflow.application;
    const [source = ''] = (await publications.ofCase(publisher, caseId)).photos.map((photo) => photo.source.id);
    const box = { x: 0, y: 0, width: 8, height: 8 };
    const read = await publications.cover(publisher, caseId, source, { boxes: [box], before: null });
    await prepare({ outcome: 'publish', publicPhotos: [source] });
    await test.advanceTo(new Date(test.now() + 1_000).toISOString());
    await publications.cover(publisher, caseId, source, { boxes: [], before: null });
    const coordinator = await test.as('dieuphoi');
    const shown = (await publications.ofCase(coordinator, caseId)).photos.find((photo) => photo.source.id === source);
    assert.deepEqual(shown?.copy?.photo.id, read.copy?.photo.id);
    await confirmPublication(test);
    const slug = (await results.list({})).items[0]?.slug ?? '';
    assert.deepEqual(
      (await results.get(slug))?.photos.map(({ id }) => id),
      [read.copy?.photo.id],
    );
  });

  it('a correction is public when a second person lets it; the earlier words and photos are gone, and kept', async () => {
    const { test, caseId, publisher, slug } = await published();
    const { publications, results, files } = test.wardflow.application;
    const before = await results.get(slug);
    const named = correction({ text: 'Ông Lê Văn Tám báo, gọi 0912345678.' });
    await assert.rejects(publications.correct(publisher, caseId, named), (error: { fields: { rule: string }[] }) => {
      assert.deepEqual(
        error.fields.map(({ rule }) => rule),
        ['personalName', 'personalPhone'],
      );
      return true;
    });
    await publications.correct(publisher, caseId, correction());
    assert.equal(await refused(publications.correct(publisher, caseId, correction())), 'CORRECTION_WAITS');
    assert.equal((await results.get(slug))?.title, before?.title, 'nothing is public before it is decided');
    const decision = { version: 2, approve: true, reason: '' };
    assert.equal(await refused(publications.decide(publisher, caseId, decision)), 'FORBIDDEN');
    const coordinator = await test.as('dieuphoi');
    assert.deepEqual(
      (await publications.waiting(coordinator)).map(({ title }) => title),
      [correction().title],
    );
    assert.deepEqual(await publications.waiting(publisher), []);
    const shown = async () => (await publications.ofCase(publisher, caseId)).photos.map(({ isPublic }) => isPublic);
    assert.deepEqual(await shown(), [true, true]);
    await publications.decide(coordinator, caseId, decision);
    assert.deepEqual(await shown(), [false, false], 'the next correction begins with the photos of this one');
    assert.equal(await refused(publications.decide(coordinator, caseId, decision)), 'CORRECTION_DECIDED');

    const after = await results.get(slug);
    assert.deepEqual([after?.text, after?.photos, after?.correction], ['Nắp hố ga vỡ.', [], correction().publicNote]);
    assert.equal(after?.publishedAt, before?.publishedAt);
    for (const { id } of before?.photos ?? []) assert.equal(await files.published(id, 'full'), undefined);
    const found = async (q: string) => (await results.list({ q })).total;
    assert.deepEqual([await found('quán nhỏ'), await found('nap moi')], [0, 1]);
    const { versions } = await publications.ofCase(coordinator, caseId);
    assert.deepEqual(
      versions.map(({ state, text, note }) => [state, text, note]),
      [
        ['replaced', texts.publicText, ''],
        ['current', 'Nắp hố ga vỡ.', 'Bỏ chi tiết thừa'],
      ],
    );
  });

  it('who prepared a correction does not decide on it, even with the right; a refused one changes nothing', async () => {
    const { test, caseId, slug } = await published();
    const { publications, results } = test.wardflow.application;
    const coordinator = await test.as('dieuphoi');
    await publications.correct(coordinator, caseId, correction());
    const approve = { version: 2, approve: true, reason: '' };
    assert.equal(await refused(publications.decide(coordinator, caseId, approve)), 'DUTIES_KEPT_APART');
    const operator = await test.as('tiepnhan');
    assert.equal(await refused(publications.withdraw(operator, caseId, { reason: 'Có tên người' })), 'FORBIDDEN');
    assert.equal(await refused(publications.correct(operator, caseId, correction())), 'FORBIDDEN');
    const stranger = await test.as('tanlam.ktht.canbo');
    assert.equal(await refused(publications.ofCase(stranger, caseId)), 'NOT_FOUND');
    assert.equal((await results.get(slug))?.title, texts.publicTitle);
  });

  it('what is withdrawn is gone from every public place at once, and its address says when', async () => {
    const { test, store, caseId, slug } = await published();
    const { publications, results, files } = test.wardflow.application;
    const shown = (await results.get(slug))?.photos.map(({ id }) => id) ?? [];
    assert.equal(await results.withdrawn(slug), undefined);
    const coordinator = await test.as('dieuphoi');
    assert.equal(await refused(publications.withdraw(coordinator, caseId, { reason: ' ' })), 'INVALID_FIELDS');
    await publications.withdraw(coordinator, caseId, { reason: 'Còn khuôn mặt trong ảnh' });
    assert.equal(await refused(publications.withdraw(coordinator, caseId, { reason: 'Lần nữa' })), 'NOT_PUBLIC');
    assert.equal(await results.get(slug), undefined);
    assert.deepEqual(await results.withdrawn(slug), { at: test.now() });
    assert.equal(await results.withdrawn('khong-co'), undefined);
    for (const query of [{}, { q: 'hố ga' }, { category: 'HT-TN' }, { ward: '99016' }])
      assert.equal((await results.list(query)).total, 0, JSON.stringify(query));
    for (const id of shown) assert.equal(await files.published(id, 'full'), undefined);
    const words = await store.orm.em.getConnection().execute('select word from publication_word');
    assert.deepEqual(words, []);
    const plain = JSON.stringify(await store.orm.em.getConnection().execute('select * from publication_version'));
    assert.ok(!plain.includes('hố ga'), 'what was taken off is sealed');
    const { versions } = await publications.ofCase(coordinator, caseId);
    assert.deepEqual(
      versions.map(({ state, text, note, endedBy }) => [state, text, note, endedBy]),
      [['withdrawn', texts.publicText, 'Còn khuôn mặt trong ảnh', 'Phạm Quốc Bảo']],
    );
    const acts = await store.orm.em
      .getConnection()
      .execute(`select action from audit_entry where action like 'publication.%' order by at, id`);
    assert.deepEqual(
      acts.map((row) => row['action']),
      ['publication.cover', 'publication.cover', 'publication.publish', 'publication.withdraw'],
    );
  });
});
