/** Both stores keep the same promises: the local disk, and S3 as a server on loopback speaks it. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { startS3 } from '#test/support/s3-server.ts';
import { type Blobs, type Listed, readWhole } from './blobs.ts';
import { diskBlobs } from './disk-blobs.ts';
import { s3Blobs } from './s3-blobs.ts';

const folder = await mkdtemp(join(tmpdir(), 'wardflow-blobs-'));
const s3 = await startS3();
after(async () => {
  await s3.close();
  await rm(folder, { recursive: true });
});

const stores: readonly (readonly [name: string, blobs: Blobs])[] = [
  ['on disk', diskBlobs(join(folder, 'disk'))],
  ['in S3', s3Blobs(s3.settings, join(folder, 'scratch'))],
];

for (const [name, blobs] of stores) {
  describe(name, () => {
    test('what is kept is read back byte by byte, a range of it too, until it is removed', async () => {
      const bytes = randomBytes(3_000_000);
      const path = join(folder, 'large');
      await writeFile(path, bytes);
      await blobs.put([
        { key: 'files/aa/bb/small', content: Buffer.from('nhỏ') },
        { key: 'files/aa/bb/large', content: { path } },
        { key: 'files/aa/bb/empty', content: Buffer.alloc(0) },
      ]);
      assert.deepEqual(await readWhole(blobs, 'files/aa/bb/small'), Buffer.from('nhỏ'));
      assert.ok((await readWhole(blobs, 'files/aa/bb/large'))?.equals(bytes));
      assert.equal((await readWhole(blobs, 'files/aa/bb/empty'))?.length, 0);
      assert.equal(await blobs.size('files/aa/bb/large'), bytes.length);
      const parts: Uint8Array[] = [];
      for await (const part of (await blobs.read('files/aa/bb/large', { from: 999_999, to: 1_500_000 })) ?? [])
        parts.push(part);
      assert.ok(Buffer.concat(parts).equals(bytes.subarray(999_999, 1_500_001)));
      await blobs.put([{ key: 'files/aa/bb/small', content: Buffer.from('khác') }]);
      assert.deepEqual(await readWhole(blobs, 'files/aa/bb/small'), Buffer.from('khác'));
      for (const key of ['small', 'large', 'empty']) await blobs.remove(`files/aa/bb/${key}`);
      await blobs.remove('files/aa/bb/small');
      assert.equal(await blobs.read('files/aa/bb/small'), undefined);
      assert.equal(await blobs.size('files/aa/bb/small'), undefined);
    });

    test('somebody works on it as a file, and no copy stays', async () => {
      await blobs.put([{ key: 'waiting/one', content: Buffer.from('virus?') }]);
      const seen = await blobs.withFile('waiting/one', async (path) => {
        const { readFile } = await import('node:fs/promises');
        return await readFile(path, 'utf8');
      });
      assert.equal(seen, 'virus?');
      assert.equal(await blobs.withFile('waiting/two', async () => 'there'), undefined);
      assert.deepEqual(await readdir(join(folder, 'scratch')).catch(() => []), []);
    });

    test('all of a folder is listed with size and age, and nothing of another', async () => {
      const begun = Date.now();
      for (let number = 0; number < 7; number += 1)
        await blobs.put([{ key: `originals/${number % 3}0/11/${number}`, content: Buffer.alloc(number) }]);
      await blobs.put([{ key: 'originalsnot/one', content: Buffer.alloc(1) }]);
      const listed: Listed[] = [];
      for await (const one of blobs.list('originals')) listed.push(one);
      assert.deepEqual(listed.map(({ bytes }) => bytes).sort(), [0, 1, 2, 3, 4, 5, 6]);
      assert.ok(listed.every(({ key }) => key.startsWith('originals/')));
      assert.ok(listed.every(({ madeAt }) => madeAt > begun - 60_000 && madeAt < Date.now() + 60_000));
      for await (const one of blobs.list('never')) assert.fail(one.key);
    });
  });
}

test('in S3 more than one page is listed, and a fault says what was answered and no secret', async () => {
  const blobs = s3Blobs(s3.settings, folder, 2);
  const keys = [1, 2, 3, 4, 5].map((number) => `pages/${number}`);
  await blobs.put(keys.map((key) => ({ key, content: Buffer.from(key) })));
  const listed: string[] = [];
  for await (const { key } of blobs.list('pages')) listed.push(key);
  assert.deepEqual(listed, keys);
  const wrong = s3Blobs({ ...s3.settings, accessKeyId: 'nobody', secretAccessKey: 'not-the-secret' }, folder);
  await assert.rejects(wrong.read('files/x'), (error: Error) => {
    assert.match(error.message, /answered 403 InvalidAccessKeyId to GET/);
    assert.ok(!error.message.includes('not-the-secret'));
    return true;
  });
  const gone = s3Blobs({ ...s3.settings, bucket: 'never-made' }, folder);
  await assert.rejects(gone.put([{ key: 'a', content: Buffer.from('x') }]), /answered 404 NoSuchBucket to PUT a/);
  const away = s3Blobs({ ...s3.settings, endpoint: 'http://127.0.0.1:9' }, folder);
  await assert.rejects(away.size('a'), /cannot be reached: HEAD a/);
  assert.equal(await blobs.read('never'), undefined);
});
