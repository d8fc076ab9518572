/** The whole product with its files in an S3-compatible store. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { readConfig } from '#portal/config.ts';
import { diskBlobs } from '#portal/files/disk-blobs.ts';
import { moveFiles } from '#portal/files/move-files.ts';
import { s3Blobs } from '#portal/files/s3-blobs.ts';
import { openDoor, photo, report } from '#portal/http/support/door.ts';
import { lookAround } from '#portal/main/doctor/look-around.ts';
import { startS3 } from '../support/s3-server.ts';

const s3 = await startS3();
const { endpoint, bucket, accessKeyId, secretAccessKey } = s3.settings;
const settings = {
  S3_ENDPOINT: endpoint,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
};
const door = await openDoor(settings);
after(async () => {
  await door.close();
  await s3.close();
});
const dataDir = door.settings['DATA_DIR'] ?? '';
const store = s3Blobs(s3.settings, join(dataDir, 'staging'));

const { call, signIn, running } = door;

async function keys(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const { key } of store.list(folder)) found.push(key);
  return found;
}

test('photos and originals lie in the store, are served from it, swept and proven there, and nothing is on the disk', async () => {
  const form = report({ category: 'TTDT-QC', anonymous: false, phone: '0912345678' });
  form.append('photos', await photo(), 'bien.jpg');
  const { body: receipt } = await call('/api/v1/reports', { form });
  const cookie = await signIn('dieuphoi');
  const listed = await call(`/api/v1/originals?number=${receipt.registerNumber}`, { cookie });
  const { id } = listed.body.originals[0];
  const shown = await call(`/api/v1/files/${id}`, { cookie });
  assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/jpeg']);
  const own = (name: string) => name.includes(id);
  assert.equal((await keys('files')).filter(own).length, 3);
  assert.equal((await keys('originals')).filter(own).length, 1);
  for (const folder of ['files', 'originals'])
    assert.deepEqual(await readdir(join(dataDir, folder)).catch(() => []), [], folder);
  const { wardflow } = running.installation;
  assert.deepEqual((await wardflow.verifyOriginals()).faults, []);

  // What a process leaves that is killed after the file and before the row.
  const orphan = 'files/cd/ab/0193476e-0000-7000-8000-00000000abcd';
  await store.put(
    ['.full.jpg', '.thumbnail.jpg', '.json'].map((end) => ({ key: orphan + end, content: Buffer.from('x') })),
  );
  const sweep = wardflow.duties.find(({ name }) => name === 'sweep-files');
  await sweep?.run(Date.now() + 2 * 3_600_000);
  assert.deepEqual(
    (await keys('files')).filter((key) => key.startsWith(orphan)),
    [],
  );
  assert.equal((await keys('files')).filter(own).length, 3, 'what a row names stays');
});

test('S14 an original of evidence leaves as a download for who may and says why, and no page serves it', async () => {
  const form = report({ category: 'TTDT-QC' });
  form.append('photos', await photo(), 'bien.jpg');
  const { body: receipt } = await call('/api/v1/reports', { form });
  const number = encodeURIComponent(receipt.registerNumber);
  const coordinator = await signIn('dieuphoi');
  const listed = await call(`/api/v1/originals?number=${number}`, { cookie: coordinator });
  const [original] = listed.body.originals;
  const path = `/api/v1/originals/${original.id}`;
  for (const cookie of [undefined, await signIn('tiepnhan'), await signIn('lamdong.ktht.canbo')]) {
    const asked = { json: { reason: 'tò mò' }, ...(cookie && { cookie }) };
    const status = cookie === undefined ? 401 : 404;
    assert.equal((await call(path, asked)).status, status);
    assert.equal((await call(`/api/v1/originals?number=${number}`, cookie ? { cookie } : {})).status, status);
  }
  assert.equal((await call(path, { cookie: coordinator, json: { reason: ' ' } })).body.errors[0].path, 'reason');
  const got = await fetch(`${running.url}${path}`, {
    method: 'POST',
    headers: { cookie: coordinator, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify({ reason: 'Xác minh theo CV 12' }),
  });
  assert.equal(got.headers.get('content-type'), 'application/octet-stream');
  assert.match(got.headers.get('content-disposition') ?? '', /^attachment; filename="[0-9a-f-]{36}\.jpg"$/);
  assert.match(got.headers.get('content-security-policy') ?? '', /sandbox/);
  assert.deepEqual(
    [got.headers.get('cache-control'), got.headers.get('x-content-type-options')],
    ['no-store', 'nosniff'],
  );
  assert.deepEqual(Buffer.from(await got.arrayBuffer()), Buffer.from(await (await photo()).arrayBuffer()));
});

test('S14 a video is taken, and handed out in parts to who may see it', async () => {
  const film = await readFile('test/data/videos/film.mp4');
  const form = report();
  form.append('photos', new Blob([new Uint8Array(film)], { type: 'video/mp4' }), 'quay.mp4');
  const { body: receipt } = await call('/api/v1/reports', { form });
  const cookie = await signIn('tiepnhan');
  const { body: list } = await call('/api/v1/tasks?view=unit', { cookie });
  const task = list.items.find((item: { registerNumber: string }) => item.registerNumber === receipt.registerNumber);
  const [video] = (await call(`/api/v1/tasks/${task.taskId}`, { cookie })).body.photos;
  assert.equal(video.mediaType, 'video/mp4');
  const ask = (range: string) => fetch(`${running.url}${video.url}`, { headers: { cookie, range } });
  const end = await ask('bytes=-100');
  assert.equal(end.status, 206);
  assert.equal(end.headers.get('content-range'), `bytes ${film.length - 100}-${film.length - 1}/${film.length}`);
  const begin = await ask('bytes=0-15');
  assert.deepEqual(Buffer.from(await begin.arrayBuffer()), film.subarray(0, 16));
  assert.match(begin.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
  assert.deepEqual(
    [
      begin.headers.get('content-type'),
      begin.headers.get('x-content-type-options'),
      begin.headers.get('accept-ranges'),
    ],
    ['video/mp4', 'nosniff', 'bytes'],
  );
  const outside = await ask(`bytes=${film.length}-`);
  assert.deepEqual([outside.status, outside.headers.get('content-range')], [416, `bytes */${film.length}`]);
  assert.ok(!Buffer.from(await (await ask('bytes=5-2, 3-4')).arrayBuffer()).includes('canary'));
  assert.equal((await call(video.url)).status, 404);
});

test('the doctor tries the store; files go to the disk and back, each compared, and none is lost', async () => {
  const env = { ...process.env, ...settings, DATA_DIR: join(dataDir, 'elsewhere'), WARDFLOW_DEMO: '0' };
  // Not in step with it: the store answers from this process.
  const say = async (...args: string[]) =>
    (await promisify(execFile)(process.execPath, ['portal/wardflow.mjs', ...args], { env })).stdout;
  const levels = async (change: object) =>
    (await lookAround(readConfig({ ...settings, DATA_DIR: dataDir, ...change }), Date.now()))
      .filter(({ text }) => text.startsWith('store'))
      .map(({ level }) => level);
  assert.deepEqual(await levels({}), ['ok']);
  assert.deepEqual(await levels({ S3_BUCKET: 'never-made' }), ['bad']);
  const before = [...(await keys('files')), ...(await keys('originals'))].sort();
  assert.match(
    await say('move-files', '--to', 'disk', '--remove'),
    new RegExp(`^${before.length} files copied, 0 were there`),
  );
  assert.deepEqual([...(await keys('files')), ...(await keys('originals'))], []);
  const disk = diskBlobs(env.DATA_DIR);
  assert.deepEqual(await moveFiles(disk, store, false), { copied: before.length, there: 0, wrong: [] });
  const first = before[0] ?? '';
  await writeFile(join(env.DATA_DIR, first), 'changed on the disk');
  assert.deepEqual(await moveFiles(disk, store, true), { copied: 1, there: before.length - 1, wrong: [] });
  assert.deepEqual([...(await keys('files')), ...(await keys('originals'))].sort(), before);
});
