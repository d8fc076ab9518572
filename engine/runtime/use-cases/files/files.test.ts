import assert from 'node:assert/strict';
import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { clamavScanner } from '#connectors/clamav/connector.ts';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import { applicationsOf, manhole, type TestApplication } from '#test/support/application.ts';
import { eicar, startClamd } from '#test/support/clamd-server.ts';
import { forEachDatabase } from '#test/support/databases.ts';

const report = { ...manhole, phone: '0912345678' };

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('a photo is for its reporter and its officials until it is published; what no case names is swept', async () => {
    const { test } = await start();
    const { files, reports, tasks } = test.wardflow.application;
    const sent = { submissionKey: 'k1', language: 'vi', channel: 'web', values: { ...report } } as const;
    const { trackingCode } = await reports.submit({ ...sent, files: [await test.photo('photos')] });
    const id = (await reports.followFull(trackingCode, '5678'))?.photos[0]?.id ?? '';
    const operator = await test.as('tiepnhan');
    assert.equal((await files.forReporter(trackingCode, '5678', id, 'thumbnail'))?.mediaType, 'image/jpeg');
    assert.ok(await files.forActor(operator, id, 'full'));
    assert.equal(await files.forReporter(trackingCode, '0000', id, 'full'), undefined);
    assert.equal(await files.forActor(await test.as('tanlam.ktht.canbo'), id, 'full'), undefined);
    assert.equal(await files.published(id, 'full'), undefined);
    assert.equal((await tasks.worklist(operator, { view: 'unit' })).items.length, 1);

    const orphan = '0193476e-0000-7000-8000-00000000abcd';
    await test.deps.files.ingest(await test.photo('photos'), orphan);
    assert.equal(await swept(test, Date.now()), 0);
    assert.equal(await swept(test, Date.now() + 2 * 3_600_000), 1);
    assert.equal(await test.deps.files.locate(orphan, 'full'), undefined);
    assert.ok(await files.forActor(operator, id, 'full'));
  });

  it('S14 a photo is for nobody until the scanner has found it clean; one that is infected leaves the case', async (t) => {
    const clamd = await startClamd();
    t.after(() => clamd.close());
    const scanner = clamavScanner({ url: clamd.url });
    const { test, store } = await start({ scanner });
    const { files, reports, tasks } = test.wardflow.application;
    const photos = [await test.photo('photos', 'sach.png'), await infectedPhoto(test)];
    const sent = { submissionKey: 'k1', language: 'vi', channel: 'web', values: { ...report } } as const;
    const { trackingCode } = await reports.submit({ ...sent, files: photos });
    const ids = (await reports.followFull(trackingCode, '5678'))?.photos.map(({ id }) => id) ?? [];
    const operator = await test.as('tiepnhan');
    const [clean = '', infected = ''] = ids;
    for (const id of ids) {
      const waits = { code: 'FILE_BEING_CHECKED', status: 503 };
      await assert.rejects(files.forActor(operator, id, 'full'), waits);
      await assert.rejects(files.forReporter(trackingCode, '5678', id, 'thumbnail'), waits);
      assert.equal(await files.published(id, 'full'), undefined);
      assert.equal(await files.forActor(await test.as('tanlam.ktht.canbo'), id, 'full'), undefined);
    }
    clamd.behave('hangUp');
    await assert.rejects(scan(test), 'the duty says that the scanner is away');
    await assert.rejects(files.forActor(operator, clean, 'full'));
    clamd.behave('look');
    assert.equal(await scan(test), 2);
    assert.ok(await files.forActor(operator, clean, 'full'));
    assert.equal(await files.forActor(operator, infected, 'full'), undefined);
    const [task] = (await tasks.worklist(operator, { view: 'unit' })).items;
    const { photos: shown, timeline } = await tasks.task(operator, task?.taskId ?? '');
    assert.deepEqual(
      shown.map(({ id }) => id),
      [clean],
    );
    assert.ok(timeline.some(({ title }) => title.vi.includes('Eicar-Signature') && title.vi.includes('cách ly')));
    const told = await store.transaction((tx) => tx.cases.audit.latest(5));
    assert.ok(told.some(({ action, subject }) => action === 'file.infected' && subject === `file:${infected}`));
    assert.deepEqual(await readdir(join(test.folder, 'waiting')), []);
    assert.deepEqual(await readdir(join(test.folder, 'quarantine')), [infected]);
    assert.equal(await scan(test), 0);

    // Sent with a report that was then refused, or whose process was killed: nobody ever reads it, and it is swept.
    const orphan = '0193476e-0000-7000-8000-00000000abce';
    await test.deps.files.ingest(await infectedPhoto(test), orphan);
    await scan(test);
    assert.equal(await test.deps.files.locate(orphan, 'full'), undefined);
    assert.equal(await swept(test, Date.now() + 2 * 3_600_000), 1);
    assert.deepEqual(await readdir(join(test.folder, 'waiting')), []);
  });
});

/** A picture that is one, with what scanners look for behind its end. */
async function infectedPhoto(test: TestApplication): Promise<StagedFile> {
  const photo = await test.photo('photos', 'hong.png');
  await appendFile(photo.path, eicar);
  return photo;
}

async function scan({ wardflow, now }: TestApplication): Promise<number | undefined> {
  return (await wardflow.duties.find(({ name }) => name === 'scan-files')?.run(now()))?.done;
}

async function swept({ wardflow }: TestApplication, now: number): Promise<number | undefined> {
  return (await wardflow.duties.find(({ name }) => name === 'sweep-files')?.run(now))?.done;
}
