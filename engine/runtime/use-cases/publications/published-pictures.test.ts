/** Nothing that a photo shows beside its matter can be read in any picture that is public. */
import assert from 'node:assert/strict';
import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openStore } from '#engine/store/open.ts';
import {
  completeInTurn,
  confirmPublication,
  manhole,
  openApplication,
  type TestApplication,
} from '#test/support/application.ts';
import { newDatabase } from '#test/support/databases.ts';
import { textsIn } from '#test/support/ocr.ts';
import { hiddenTags } from '#test/support/photos.ts';
import type { StagedFile } from '../../application/common.ts';
import type { FileContent } from '../../application/files.ts';

/** What the photo of the tests shows, as OCR reads it, and where. */
const planted = {
  secrets: [/0912\s?345\s?678/, /123\.45/, /Nguyễn Văn Sáu/],
  harmless: /Tổ dân phố 5/,
  boxes: [
    { x: 48, y: 48, width: 656, height: 88 },
    { x: 48, y: 184, width: 656, height: 104 },
    { x: 48, y: 320, width: 640, height: 104 },
  ],
};

test('OCR finds none of the planted secrets in any published picture, and finds them all where nothing covers them', async () => {
  const application = await opened();
  const { files, publications, results } = application.wardflow.application;
  const { caseId, prepare } = await handled(application);
  const publisher = await application.as('congkhai');
  const sources = (await publications.ofCase(publisher, caseId)).photos.map(({ source }) => source.id);
  for (const variant of ['full', 'thumbnail'] as const) {
    const uncovered = await textsIn(await whole(await files.forActor(publisher, sources[0] ?? '', variant)));
    for (const text of [...planted.secrets, planted.harmless])
      assert.match(uncovered, text, `${variant} as it was sent`);
  }
  for (const [index, source] of sources.entries()) {
    const before = index === 1 ? (sources[0] ?? null) : null;
    await publications.cover(publisher, caseId, source, { boxes: planted.boxes, before });
  }
  await prepare(sources);
  await confirmPublication(application);

  const { items } = await results.list({});
  const result = await results.get(items[0]?.slug ?? '');
  // Every address of a picture that anything public names.
  const named = new Set(JSON.stringify([items, result]).match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? []);
  const pictures: string[] = [];
  for (const id of named) {
    for (const variant of ['full', 'thumbnail'] as const) {
      const found = await files.published(id, variant);
      if (found === undefined) continue;
      const picture = await whole(found);
      pictures.push(`${id} ${variant}`);
      assert.deepEqual(hiddenTags(picture), []);
      const read = await textsIn(picture);
      assert.match(read, planted.harmless, 'what is left can be read');
      for (const secret of planted.secrets) assert.doesNotMatch(read, secret, `${id} ${variant}`);
    }
  }
  assert.equal(pictures.length, 4, 'two photos, each with its thumbnail');
  assert.ok(sources.every((id) => !named.has(id)));
});

async function opened(): Promise<TestApplication> {
  const database = await newDatabase('SQLite');
  const store = await openStore({ url: database.url });
  await store.migrate(0);
  const application = await openApplication(store);
  after(async () => {
    application.remove();
    await store.close();
    await database.remove();
  });
  return application;
}

/** A report and its result, both with the planted photo, up to who prepares what is published. */
async function handled(application: TestApplication) {
  const { reports, tasks } = application.wardflow.application;
  const report = {
    submissionKey: 'k',
    language: 'vi',
    channel: 'web',
    values: { ...manhole, anonymous: true },
  } as const;
  await reports.submit({ ...report, files: [await staged(application, 'photos')] });
  await completeInTurn(application, [
    ['tiepnhan', { outcome: 'accept', category: 'HT-TN', ward: '99016' }],
    ['lamdong.ktht.canbo', { outcome: 'accept' }],
  ]);
  const officer = await application.as('lamdong.ktht.canbo');
  const [work] = (await tasks.worklist(officer, { view: 'unit' })).items;
  const values = { outcome: 'done', resultText: 'Đã thay nắp hố ga bằng gang và dọn sạch mặt đường.' };
  const files = [await staged(application, 'afterPhotos')];
  await tasks.complete(officer, work?.taskId ?? '', { values, files, submissionKey: 'h' });
  await completeInTurn(application, [['lamdong.ktht.lanhdao', { outcome: 'approve' }]]);
  const publisher = await application.as('congkhai');
  const [review] = (await tasks.worklist(publisher, { view: 'unit' })).items;
  const texts = {
    publicTitle: 'Nắp hố ga vỡ trước chợ',
    publicText: 'Nắp hố ga trước cổng chợ bị vỡ.',
    publicAnswer: 'Đã thay nắp hố ga bằng gang.',
  };
  return {
    caseId: review?.caseId ?? '',
    prepare: (publicPhotos: readonly string[]) =>
      tasks.complete(publisher, review?.taskId ?? '', {
        values: { ...texts, outcome: 'publish', publicPhotos },
        files: [],
        submissionKey: 'p',
      }),
  };
}

async function staged({ folder }: TestApplication, field: string): Promise<StagedFile> {
  const path = join(folder, `staged-${field}.jpg`);
  await copyFile('test/data/photos/sign.jpg', path);
  return { field, originalName: 'bien.jpg', path, bytes: (await stat(path)).size };
}

async function whole(content: FileContent | undefined): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of (await content?.open()) ?? assert.fail('it is not there')) parts.push(part);
  return Buffer.concat(parts);
}
