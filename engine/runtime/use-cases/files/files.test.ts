import assert from 'node:assert/strict';
import { it } from 'node:test';
import { applicationsOf, manhole, type TestApplication } from '#test/support/application.ts';
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
});

async function swept({ wardflow }: TestApplication, now: number): Promise<number | undefined> {
  return (await wardflow.duties.find(({ name }) => name === 'sweep-files')?.run(now))?.done;
}
