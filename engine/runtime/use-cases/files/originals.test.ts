import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { clamavScanner } from '#connectors/clamav/connector.ts';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import { applicationsOf, manhole, type TestApplication } from '#test/support/application.ts';
import { eicar, startClamd } from '#test/support/clamd-server.ts';
import { forEachDatabase } from '#test/support/databases.ts';
import { hiddenTags, photoWithPosition } from '#test/support/photos.ts';

/** A category whose photos are evidence, as the demo city has it. */
const advertising = { ...manhole, category: 'TTDT-QC', phone: '0912345678' };

forEachDatabase((_, open) => {
  const start = applicationsOf(open);

  it('of evidence the bytes as they came lie apart and sealed, their hash in the audit; who may and says why gets them', async () => {
    const { test, store } = await start();
    const { files, originals } = test.wardflow.application;
    const sent = await photoWithPosition();
    const { id, number, code } = await reported(test, advertising, await staged(test, sent, 'one'));
    const plain = await reported(test, { ...manhole, phone: '0912345678' }, await staged(test, sent, 'two'));

    const [key = ''] = await originalsOnDisk(test);
    assert.equal((await originalsOnDisk(test)).length, 1, 'only of the category that asks for it');
    assert.ok(key.endsWith(id));
    const closed = await readFile(join(test.folder, 'originals', key));
    for (const secret of ['Nguyen Thi Mai', 'Dien thoai', 'Exif', sent.subarray(100, 132)])
      assert.ok(!closed.includes(secret), 'nothing of it can be read');
    const [line] = await store.transaction((tx) => tx.cases.audit.ofSubject(`file:${id}`));
    const received = createHash('sha256').update(sent).digest('hex');
    const drawn = (await files.forActor(await test.as('tiepnhan'), id, 'full'))?.sha256;
    assert.deepEqual(line?.data, { case: await caseOf(test, number), received, drawn, kept: true });
    const [other] = await store.transaction((tx) => tx.cases.audit.ofSubject(`file:${plain.id}`));
    assert.ok(JSON.stringify(other?.data).includes('"kept":false'));

    const coordinator = await test.as('dieuphoi');
    for (const who of ['tiepnhan', 'lamdong.ktht.canbo', 'quantri']) {
      const actor = await test.as(who);
      assert.equal(await originals.mayRead(actor), false, who);
      await assert.rejects(originals.ofCase(actor, number), { code: 'NOT_FOUND' });
      await assert.rejects(originals.read(actor, id, 'tò mò'), { code: 'NOT_FOUND' });
    }
    assert.equal(await originals.mayRead(coordinator), true);
    for (const reason of ['', '  \n'])
      await assert.rejects(originals.read(coordinator, id, reason), { code: 'INVALID_FIELDS', status: 422 });
    await assert.rejects(originals.read(coordinator, plain.id, 'không lưu'), { code: 'NOT_FOUND' });
    await assert.rejects(originals.read(coordinator, 'x', 'không có'), { code: 'NOT_FOUND' });
    assert.deepEqual((await originals.ofCase(coordinator, plain.number)).originals, []);

    const { content, bytes, fileName } = await originals.read(coordinator, id, 'Công an đề nghị, CV 12/2026');
    assert.deepEqual(await whole(content), sent);
    assert.deepEqual([bytes, fileName], [sent.length, `${id}.jpg`]);
    assert.ok(hiddenTags(sent).length > 0);
    const read = (await store.transaction((tx) => tx.cases.audit.ofSubject(`file:${id}`))).at(-1);
    assert.deepEqual([read?.action, read?.actor], ['original.read', 'dieuphoi']);
    assert.ok(!JSON.stringify(read?.data).includes('Công an'), 'the reason is in the vault');
    const [shown] = (await originals.ofCase(coordinator, number.toLowerCase())).originals;
    assert.equal(shown?.sha256, received);
    assert.deepEqual(
      shown?.readings.map(({ by, reason }) => [by, reason]),
      [['Phạm Quốc Bảo', 'Công an đề nghị, CV 12/2026']],
    );
    // What is served to pages is still what was drawn, whoever asks.
    for (const content of [
      await files.forActor(coordinator, id, 'full'),
      await files.forReporter(code, '5678', id, 'full'),
    ])
      assert.deepEqual(hiddenTags(await whole((await content?.open()) ?? assert.fail())), []);
  });

  it('what was done to an original behind our back is found', async () => {
    const { test, store } = await start();
    const check = () => test.wardflow.verifyOriginals();
    const ids: string[] = [];
    for (const colour of ['#112233', '#445566']) {
      const photo = await staged(test, await photoWithPosition(colour), colour);
      ids.push((await reported(test, advertising, photo)).id);
    }
    const [one = '', two = ''] = ids;
    const pathOf = (id: string) => join(test.folder, 'originals', id.slice(-2), id.slice(-4, -2), id);
    assert.deepEqual(await check(), { whole: 2, destroyed: 0, waiting: 0, faults: [] });
    const kept = await readFile(pathOf(one));
    const found = async () => (await check()).faults.map(({ fileId, kind }) => [fileId, kind]);
    const changed = Buffer.from(kept);
    changed[200] = (changed[200] ?? 0) ^ 1;
    await writeFile(pathOf(one), changed);
    assert.deepEqual(await found(), [[one, 'damaged']]);
    await writeFile(pathOf(one), await readFile(pathOf(two)));
    assert.deepEqual(await found(), [[one, 'damaged']], 'another original in its place');
    await rename(pathOf(one), `${pathOf(one)}.away`);
    assert.deepEqual(await found(), [[one, 'missing']]);
    await writeFile(pathOf(one), kept);
    await rm(`${pathOf(one)}.away`);
    // Whoever can write the database makes the row say something else: the audit still says what it was.
    const row = await store.transaction((tx) => tx.cases.files.byId(two));
    await store.transaction(async (tx) => {
      await tx.cases.files.remove(two);
      await tx.cases.files.insert([{ ...(row ?? assert.fail()), sha256: 'f'.repeat(64) }]);
    });
    assert.deepEqual(await found(), [[two, 'unproven']]);
    await store.transaction(async (tx) => {
      await tx.cases.files.remove(two);
      await tx.cases.files.insert([{ ...(row ?? assert.fail()), receivedSha256: 'f'.repeat(64) }]);
    });
    assert.deepEqual(await found(), [[two, 'changed']]);

    // The sweep of orphans takes an original that no row names, and no other.
    await store.transaction((tx) => tx.cases.files.remove(two));
    const sweep = test.wardflow.duties.find(({ name }) => name === 'sweep-files');
    await sweep?.run(Date.now() + 2 * 3_600_000);
    assert.deepEqual(await originalsOnDisk(test), [pathOf(one).slice(join(test.folder, 'originals').length + 1)]);
    assert.deepEqual(await check(), { whole: 1, destroyed: 0, waiting: 0, faults: [] });
  });

  it('S14 an original is for nobody until the scanner has found it clean, and goes with what was drawn from it', async (t) => {
    const clamd = await startClamd();
    t.after(() => clamd.close());
    const { test } = await start({ scanner: clamavScanner({ url: clamd.url }) });
    const { originals } = test.wardflow.application;
    const coordinator = await test.as('dieuphoi');
    const clean = await reported(test, advertising, await staged(test, await photoWithPosition(), 'clean'));
    const photo = await staged(test, await photoWithPosition('#aa0000'), 'infected');
    await appendFile(photo.path, eicar);
    const infected = await reported(test, advertising, { ...photo, bytes: photo.bytes + eicar.length });
    for (const { id } of [clean, infected])
      await assert.rejects(originals.read(coordinator, id, 'xác minh'), { code: 'FILE_BEING_CHECKED' });
    assert.equal((await test.wardflow.verifyOriginals()).waiting, 2);
    await test.wardflow.duties.find(({ name }) => name === 'scan-files')?.run(test.now());
    assert.ok((await originals.read(coordinator, clean.id, 'xác minh')).bytes > 0);
    await assert.rejects(originals.read(coordinator, infected.id, 'xác minh'), { code: 'NOT_FOUND' });
    assert.equal((await originalsOnDisk(test)).length, 1);
  });
});

async function staged(test: TestApplication, content: Buffer, name: string): Promise<StagedFile> {
  const path = join(test.folder, `staged-${name.replace('#', '')}`);
  await writeFile(path, content);
  return { field: 'photos', originalName: 'IMG_0001.jpg', path, bytes: content.length };
}

async function reported({ wardflow }: TestApplication, values: Record<string, unknown>, photo: StagedFile) {
  const { reports } = wardflow.application;
  const sent = { submissionKey: photo.path, language: 'vi', channel: 'web', values, files: [photo] } as const;
  const { trackingCode: code, registerNumber: number } = await reports.submit(sent);
  return { code, number, id: (await reports.followFull(code, '5678'))?.photos[0]?.id ?? '' };
}

async function caseOf({ deps }: TestApplication, number: string): Promise<string | undefined> {
  return (await deps.store.transaction((tx) => tx.cases.records.byRegisterNumber(number)))?.id;
}

async function originalsOnDisk({ folder }: TestApplication): Promise<readonly string[]> {
  const entries = await readdir(join(folder, 'originals'), { recursive: true, withFileTypes: true }).catch(() => []);
  const inside = entries.filter((entry) => entry.isFile());
  return inside.map((entry) => join(entry.parentPath, entry.name).slice(join(folder, 'originals').length + 1));
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}
