import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Refusal } from '#engine/runtime/refusal.ts';
import { stripVideo } from './strip.ts';
import { stripMoov } from './strip-moov.ts';

const folder = await mkdtemp(join(tmpdir(), 'wardflow-video-'));
after(() => rm(folder, { recursive: true }));
const films = ['film.mp4', 'film.mov', 'film.3gp'] as const;

function fixture(name: string): Promise<Buffer> {
  return readFile(new URL(`../../../test/data/videos/${name}`, import.meta.url));
}

async function stripped(
  content: Buffer,
): Promise<{ readonly width: number; readonly height: number; readonly out: Buffer }> {
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  await writeFile(from, content);
  const { width, height } = await stripVideo(from, to);
  return { width, height, out: await readFile(to) };
}

function tagsOf(content: Buffer): string {
  return execFileSync('exiftool', ['-a', '-G1', '-s', '-ee', '-'], { input: content, encoding: 'utf8' });
}

/** What lies in the file under a type, wherever. */
function boxAt(content: Buffer, type: string): { readonly at: number; readonly bytes: Buffer } {
  const at = content.indexOf(type, 0, 'latin1') - 4;
  return { at, bytes: content.subarray(at, at + content.readUInt32BE(at)) };
}

for (const name of films) {
  test(`S14 ${name} keeps its pictures and its sound where they were, and nothing that says who, when and where`, async () => {
    const before = await fixture(name);
    const { width, height, out } = await stripped(before);
    assert.ok(width >= 96 && height >= 64);
    assert.equal(out.length, before.length, 'nothing moves');
    assert.match(tagsOf(before), /canary-xmp/);
    assert.ok(before.includes('canary-title'));
    for (const secret of ['canary', '10.98', 'Handler\0', 'xmp', 'Dienthoai', 'Lavf'])
      assert.ok(!out.includes(secret), secret);
    const left = tagsOf(out);
    assert.doesNotMatch(
      left,
      /canary|GPS|\b20\d\d:\d\d:\d\d .*\[?(Create|Modify)|\[(XMP|Keys|ItemList|UserData|Track3)/,
    );
    for (const line of left.split('\n').filter((one) => /(Create|Modify)Date/.test(one)))
      if (!line.includes('[System]')) assert.match(line, /0000:00:00/);
    const data = boxAt(before, 'mdat');
    const same = data.bytes.every((byte, index) => out[data.at + index] === byte || out[data.at + index] === 0);
    assert.ok(same, 'of samples every byte is as it was, or zero');
    const again = await stripped(out);
    assert.ok(again.out.equals(out), 'there is nothing left to take');
  });
}

test('S14 the samples of a track that is neither picture nor sound are zero', async () => {
  const before = await fixture('film.mp4');
  const at = before.indexOf('canary-track');
  assert.ok(at > boxAt(before, 'mdat').at, 'they lie among the others');
  const { out } = await stripped(before);
  assert.ok(out.subarray(at, at + 'canary-track 10.98 108.16'.length).every((byte) => byte === 0));
  // A camera's own track of places instead of sound: its samples go the same way.
  const places = Buffer.from(before);
  const handler = places.indexOf('soun', 0, 'latin1');
  places.write('meta', handler, 'latin1');
  const silent = await stripped(places);
  assert.ok(!tagsOf(silent.out).includes('AudioFormat'));
});

test('S14 what cannot be read with certainty is refused', async () => {
  const film = await fixture('film.mp4');
  const change = (type: string, offset: number, bytes: string | number): Buffer => {
    const copy = Buffer.from(film);
    const { at } = boxAt(copy, type);
    if (typeof bytes === 'string') copy.write(bytes, at + offset, 'latin1');
    else copy.writeUInt32BE(bytes, at + offset);
    return copy;
  };
  const wrong: Readonly<Record<string, Buffer>> = {
    'cut off': film.subarray(0, -100),
    'without a description': Buffer.concat([film.subarray(0, boxAt(film, 'moov').at)]),
    'something unknown behind its end': Buffer.concat([film, Buffer.from('\0\0\0\x0cevil\0\0\0\0', 'latin1')]),
    'written in fragments': change('moov', 4, 'moof'),
    'samples outside of the part that holds samples': change('stco', 16, 2),
    'more samples than there are': change('stsz', 16, 0x7fff_ffff),
    'samples in another file': change('url ', 8, 0),
    'an unknown codec': change('vp09', 4, 'evil'),
    'a length below its own header': change('tkhd', 0, 4),
    'a length beyond its end': change('tkhd', 0, 0x7fff_ffff),
    'the same table twice': change('stss', 4, 'stts'),
    'no picture': Buffer.from(film.toString('latin1').replace('vide', 'meta'), 'latin1'),
  };
  for (const [what, content] of Object.entries(wrong)) {
    await assert.rejects(stripped(content), { code: 'VIDEO_NOT_UNDERSTOOD', status: 422 }, what);
  }
});

test('S14 10,000 descriptions with wrong bytes are read or refused, none crashes and none holds us up', async () => {
  const random = mulberry(20261122);
  const moovs = (await Promise.all(films.map(fixture))).map((film) => boxAt(film, 'moov').bytes);
  const ended = { read: 0, refused: 0 };
  for (let round = 0; round < 10_000; round += 1) {
    const moov = Buffer.from(moovs[round % moovs.length] ?? Buffer.alloc(0));
    for (let change = 0; change <= round % 4; change += 1) {
      const at = Math.floor(random() * moov.length);
      // Mostly a byte; now and then a length or a count that is far too large.
      if (random() < 0.8 || at > moov.length - 4) moov[at] = Math.floor(random() * 256);
      else moov.writeUInt32BE(Math.floor(random() * 2 ** 32), at);
    }
    try {
      stripMoov(moov);
      ended.read += 1;
    } catch (error) {
      assert.ok(error instanceof Refusal && error.code === 'VIDEO_NOT_UNDERSTOOD', `round ${round}: ${String(error)}`);
      ended.refused += 1;
    }
  }
  assert.ok(ended.read > 1_000 && ended.refused > 1_000, JSON.stringify(ended));
});

test('S14 whole films with wrong bytes, cut and doubled, are read or refused', async () => {
  const random = mulberry(7);
  for (let round = 0; round < 200; round += 1) {
    const film = Buffer.from(await fixture(films[round % films.length] ?? 'film.mp4'));
    film[Math.floor(random() * film.length)] = Math.floor(random() * 256);
    film[Math.floor(random() * 64)] = Math.floor(random() * 256);
    const content = round % 3 === 0 ? film.subarray(0, Math.floor(random() * film.length)) : film;
    await stripped(content).catch((error: unknown) => {
      assert.ok(error instanceof Refusal, `round ${round}: ${String(error)}`);
    });
  }
});

/** A small generator of numbers, so that every run tries the same. */
function mulberry(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
