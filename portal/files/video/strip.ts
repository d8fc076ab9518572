/**
 * A film without anything but its pictures and its sound, and without coding it anew: what describes it is read with
 * certainty or refused; whatever is not needed to play it is overwritten in its place, so that nothing moves. In the
 * part that holds the samples every byte that belongs to no picture and no sound is zero.
 */
import { copyFile, type FileHandle, open } from 'node:fs/promises';
import { type Box, notUnderstood, readBox } from './boxes.ts';
import type { Span } from './samples.ts';
import { type Film, stripMoov } from './strip-moov.ts';

const moovBytesMax = 16 * 1024 * 1024;
const topBoxesMax = 1_000;
/** Parts with samples; cameras write one. */
const dataMax = 10;
/** Room, and what describes: overwritten wherever it stands. */
const overwritten = ['free', 'skip', 'wide', 'udta', 'meta', 'uuid', 'pdin'];
const zeros = Buffer.alloc(64 * 1024);

/**
 * @param from a staged file @param to where the film without metadata is written; whoever calls removes it
 * @throws Refusal 422 `VIDEO_NOT_UNDERSTOOD`
 */
export async function stripVideo(from: string, to: string): Promise<Pick<Film, 'width' | 'height'>> {
  await copyFile(from, to);
  const file = await open(to, 'r+');
  try {
    const boxes = await topBoxes(file, (await file.stat()).size);
    const [first] = boxes;
    const moovs = boxes.filter(({ type }) => type === 'moov');
    const data = boxes.filter(({ type }) => type === 'mdat');
    const [moov] = moovs;
    if (first?.type !== 'ftyp' || moov === undefined || moovs.length > 1) notUnderstood();
    if (data.length === 0 || data.length > dataMax) notUnderstood();
    const film = await strippedMoov(file, moov);
    await zeroBetween(file, data, film.kept);
    for (const box of boxes) if (overwritten.includes(box.type)) await overwrite(file, box);
    return film;
  } finally {
    await file.close();
  }
}

async function topBoxes(file: FileHandle, size: number): Promise<readonly Box[]> {
  const boxes: Box[] = [];
  const header = Buffer.alloc(16);
  for (let at = 0; at < size; at = boxes.at(-1)?.end ?? size) {
    if (boxes.length === topBoxesMax) notUnderstood();
    const { bytesRead } = await file.read(header, 0, header.length, at);
    const box = readBox(header.subarray(0, bytesRead), at, size);
    const isFirst = boxes.length === 0 && box.type === 'ftyp' && box.end - box.start <= 1_024;
    if (!isFirst && !['moov', 'mdat', ...overwritten].includes(box.type)) notUnderstood();
    boxes.push(box);
  }
  return boxes;
}

async function strippedMoov(file: FileHandle, { start, end }: Box): Promise<Film> {
  if (end - start > moovBytesMax) notUnderstood();
  const moov = Buffer.alloc(end - start);
  await file.read(moov, 0, moov.length, start);
  const film = stripMoov(moov);
  await file.write(moov, 0, moov.length, start);
  return film;
}

/** @throws Refusal where a sample lies elsewhere than in the parts that hold samples */
async function zeroBetween(file: FileHandle, data: readonly Box[], kept: readonly Span[]): Promise<void> {
  const inside = (span: Span) => data.some(({ body, end }) => span.from >= body && span.to <= end);
  if (!kept.every(inside)) notUnderstood();
  const inOrder = kept.toSorted((a, b) => a.from - b.from);
  for (const { body, end } of data) {
    let at = body;
    for (const { from, to } of inOrder) {
      if (to <= body || from >= end) continue;
      if (from > at) await zero(file, at, from);
      at = Math.max(at, to);
    }
    await zero(file, at, end);
  }
}

async function overwrite(file: FileHandle, { start, body, end }: Box): Promise<void> {
  await file.write('free', start + 4, 'latin1');
  await zero(file, body, end);
}

async function zero(file: FileHandle, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += zeros.length) await file.write(zeros, 0, Math.min(zeros.length, to - at), at);
}
