import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import sharp, { type Region } from 'sharp';
import type { StagedFile } from '#engine/runtime/application/common.ts';
import type { FileVariant } from '#engine/runtime/application/files.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { keyOf } from './blobs.ts';
import { diskBlobs } from './disk-blobs.ts';
import { createImageStore } from './image-store.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-files-'));
after(() => rm(dataDir, { recursive: true }));
const store = createImageStore(diskBlobs(dataDir));
let serial = 0;

/** Where a picture lies. */
function pathOf(id: string, variant: FileVariant): string {
  return join(dataDir, keyOf('files', id, `.${variant}.jpg`));
}

function nextId(): string {
  serial += 1;
  return `01935555-0000-7000-8000-${String(serial).padStart(12, '0')}`;
}

async function staged(content: Buffer): Promise<StagedFile> {
  const path = join(dataDir, `staged-${nextId()}`);
  await writeFile(path, content);
  return { field: 'photos', originalName: 'IMG_0001.jpg', path, bytes: content.length };
}

function picture(width: number, height: number, background = '#3366cc') {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** A phone's photo: lying on its side, with place, owner and camera. */
function phonePhoto(): Promise<Buffer> {
  return picture(400, 300)
    .withExif({
      IFD0: { Artist: 'Nguyen Van An', Make: 'Fon', Copyright: 'canary-owner', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '16/1 4/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '108/1 12/1 0/1',
      },
    })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>canary-xmp</a></x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
}

async function refused(content: Buffer, code: string): Promise<void> {
  const id = nextId();
  await assert.rejects(store.ingest(await staged(content), id), (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, code);
    assert.equal(error.fields[0]?.path, 'photos');
    return true;
  });
  assert.equal(await store.locate(id, 'full'), undefined);
}

test("a phone's photo loses place, owner and camera, and stands upright", async () => {
  const original = await phonePhoto();
  const file = await staged(original);
  const before = await sharp(file.path).metadata();
  assert.ok(before.exif?.includes('canary-owner'), 'the test photo carries metadata');
  assert.equal(before.orientation, 6);
  const id = nextId();
  const image = await store.ingest(file, id);
  assert.deepEqual([image.width, image.height], [300, 400]);
  for (const variant of ['full', 'thumbnail'] as const) {
    const stored = await store.locate(id, variant);
    assert.ok(stored);
    const metadata = await sharp(pathOf(id, variant)).metadata();
    for (const block of ['exif', 'xmp', 'iptc', 'icc', 'comments', 'orientation'] as const)
      assert.equal(metadata[block], undefined, `${variant} ${block}`);
    const bytes = await readFile(pathOf(id, variant));
    for (const canary of ['canary', 'Nguyen', 'GPS', 'Exif', 'Fon']) assert.ok(!bytes.includes(canary), canary);
    assert.equal(bytes.length, stored.bytes);
  }
});

test('S14 exiftool finds nothing of the camera in what is stored', async (context) => {
  const path = await phonePhoto().then(staged);
  const id = nextId();
  await store.ingest(path, id);
  const tags = (file: string) => execFileSync('exiftool', ['-G', '-s', file], { encoding: 'utf8' });
  assert.match(tags(path.path), /GPSLatitude/, 'the test photo carries a place');
  const left = tags(pathOf(id, 'full'));
  context.diagnostic(left);
  assert.doesNotMatch(left, /\[(EXIF|XMP|IPTC|ICC_Profile|MakerNotes)\]|GPS|Artist|Copyright/);
});

test('boxes are in the pixels of the copy and of its thumbnail, nothing else of it is left, the photo stays', async () => {
  const red = await picture(400, 300)
    .withExif({ IFD0: { Artist: 'canary' } })
    .jpeg()
    .toBuffer();
  const { id: source } = await store.ingest(await staged(red), nextId());
  const copy = await store.cover(source, [{ x: 100, y: 60, width: 120, height: 90 }], nextId());
  assert.deepEqual([copy?.width, copy?.height], [400, 300]);
  const brightest = async (id: string, variant: 'full' | 'thumbnail', area: Region) => {
    const path = pathOf(id, variant);
    return Math.max(...(await sharp(path).extract(area).raw().toBuffer()));
  };
  // Colours are kept by squares of 16 pixels: those at the border of a box lie on both sides of it.
  const inside = { left: 120, top: 80, width: 80, height: 50 };
  assert.ok((await brightest(copy?.id ?? '', 'full', inside)) < 8, 'black to the last pixel');
  assert.ok((await brightest(copy?.id ?? '', 'thumbnail', { left: 98, top: 66, width: 60, height: 36 })) < 12);
  assert.ok((await brightest(copy?.id ?? '', 'full', { left: 0, top: 0, width: 90, height: 50 })) > 60);
  assert.ok((await brightest(source, 'full', inside)) > 60, 'the photo itself is as it was');
  const path = pathOf(copy?.id ?? '', 'full');
  const tags = execFileSync('exiftool', ['-a', '-G', '-s', path], { encoding: 'utf8' });
  assert.doesNotMatch(tags, /\[(?!ExifTool|System|File|Composite)|canary/);
  assert.equal(await store.cover(nextId(), [], nextId()), undefined);
});

test('a large photo is reduced to 2048 pixels, its thumbnail to 320, a small one stays as it is', async () => {
  const large = await store.ingest(await staged(await picture(5000, 2500).jpeg().toBuffer()), nextId());
  assert.deepEqual([large.width, large.height], [2048, 1024]);
  const { width, height } = await sharp(pathOf(large.id, 'thumbnail')).metadata();
  assert.deepEqual([width, height], [320, 160]);
  const small = await store.ingest(await staged(await picture(100, 50).png().toBuffer()), nextId());
  assert.deepEqual([small.width, small.height], [100, 50]);
});

test('PNG and WebP are taken, and come out as JPEG', async () => {
  for (const content of [await picture(64, 64).png().toBuffer(), await picture(64, 64).webp().toBuffer()]) {
    const image = await store.ingest(await staged(content), nextId());
    assert.equal(image.mediaType, 'image/jpeg');
    assert.deepEqual((await readFile(pathOf(image.id, 'full'))).subarray(0, 3), Buffer.from([0xff, 0xd8, 0xff]));
  }
});

test('S14 what is no photo is refused: text, SVG, HTML, PDF, GIF, TIFF, an empty and a named-only file', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  for (const content of [
    Buffer.from('not a photo'),
    Buffer.from(svg),
    Buffer.from(`<?xml version="1.0"?>${svg}`),
    Buffer.from('<!doctype html><script>alert(1)</script>'),
    Buffer.from('%PDF-1.7\n1 0 obj'),
    Buffer.from('GIF89a/*\x01\x00\x01\x00*/=1;alert(1)//;', 'latin1'),
    await picture(8, 8).gif().toBuffer(),
    await picture(8, 8).tiff().toBuffer(),
    Buffer.from([0xff, 0xd8, 0xff]),
    Buffer.from('X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'),
  ])
    await refused(content, 'FILE_NOT_AN_IMAGE');
});

test('a cut-off photo is refused', async () => {
  const whole = await sharp({
    create: {
      width: 800,
      height: 800,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer();
  await refused(whole.subarray(0, Math.floor(whole.length / 2)), 'FILE_NOT_AN_IMAGE');
});

test('S14 a polyglot keeps only its picture', async () => {
  const tail = '<script>alert("canary-tail")</script>PK\x03\x04canary.zip';
  const content = Buffer.concat([await picture(64, 64).jpeg().toBuffer(), Buffer.from(tail)]);
  const image = await store.ingest(await staged(content), nextId());
  assert.ok(!(await readFile(pathOf(image.id, 'full'))).includes('canary'));
});

test('S14 a flood of pixels in a small file is refused before it is drawn', async () => {
  const flood = await picture(8000, 6000).png({ compressionLevel: 9 }).toBuffer();
  assert.ok(flood.length < 1024 * 1024);
  await refused(flood, 'FILE_TOO_MANY_PIXELS');
});

test('a file of more than 10 MiB is refused unread', async () => {
  const file = { ...(await staged(Buffer.from('x'))), bytes: 50_000_000 };
  await assert.rejects(
    store.ingest(file, nextId()),
    (error) => error instanceof Refusal && error.code === 'FILE_TOO_LARGE',
  );
});

test('S14 a video is kept without what it hides, with a picture that stands for it, and is never covered', async () => {
  const content = await readFile('test/data/videos/film.mp4');
  const id = nextId();
  const { received, ...video } = await store.ingest(await staged(content), id);
  assert.deepEqual([video.mediaType, video.width, video.height, video.bytes], ['video/mp4', 96, 64, content.length]);
  assert.equal(received.sha256, createHash('sha256').update(content).digest('hex'));
  const stored = await store.locate(id, 'full');
  assert.equal(stored?.mediaType, 'video/mp4');
  const kept = await readFile(join(dataDir, keyOf('files', id, '.full.mp4')));
  assert.equal(stored?.sha256, createHash('sha256').update(kept).digest('hex'));
  assert.ok(!kept.includes('canary'));
  assert.equal((await store.locate(id, 'thumbnail'))?.mediaType, 'image/jpeg');
  assert.deepEqual((await sharp(pathOf(id, 'thumbnail')).metadata()).format, 'jpeg');
  assert.equal(await store.cover(id, [], nextId()), undefined);
  await store.remove(id);
  const left = (await readdir(dataDir, { recursive: true })).filter(
    (name) => name.includes(id) || name.endsWith('.film'),
  );
  assert.deepEqual(left, []);
  await refused(content.subarray(0, -50), 'VIDEO_NOT_UNDERSTOOD');
  const small = createImageStore(diskBlobs(dataDir), undefined, 1_000);
  await assert.rejects(small.ingest(await staged(content), nextId()), { code: 'VIDEO_TOO_LARGE', status: 413 });
  const none = createImageStore(diskBlobs(dataDir), undefined, 0);
  await assert.rejects(none.ingest(await staged(content), nextId()), { code: 'FILE_NOT_AN_IMAGE' });
});

test('no path is made from an id that is none', async () => {
  for (const id of ['../../etc/passwd', '', '01935555-0000-7000-8000-00000000000G', '01935555'])
    await assert.rejects(store.locate(id, 'full'), TypeError);
});

test('what was made before an instant can be found and removed, for the sweep of orphans', async () => {
  const { id } = await store.ingest(await staged(await picture(8, 8).jpeg().toBuffer()), nextId());
  const { mtimeMs } = await stat(pathOf(id, 'full'));
  assert.ok(!(await store.madeBefore(mtimeMs - 60_000)).includes(id));
  assert.ok((await store.madeBefore(mtimeMs + 60_000)).includes(id));
  await store.remove(id);
  await store.remove(id);
  assert.equal(await store.locate(id, 'full'), undefined);
  const left = await readdir(join(dataDir, 'files'), { recursive: true });
  assert.ok(!left.some((name) => name.includes(id)));
});
