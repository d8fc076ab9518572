/**
 * The box that describes a film, without all that is not needed to play it: only boxes of this list stay as they are,
 * every other one becomes room of the same length. Times are zero, names are empty, tracks that are neither picture nor
 * sound are gone.
 */
import { type Box, blank, boxesIn, notUnderstood, uint32 } from './boxes.ts';
import { chunksOf, type Span } from './samples.ts';

export interface Film {
  readonly width: number;
  readonly height: number;
  /** Where the samples of what stays lie in the file. */
  readonly kept: readonly Span[];
}

const tablesKept = [
  'stsd',
  'stts',
  'ctts',
  'cslg',
  'stsc',
  'stsz',
  'stco',
  'co64',
  'stss',
  'stps',
  'sdtp',
  'sbgp',
  'sgpd',
];
const pictures = ['avc1', 'avc3', 'hvc1', 'hev1', 'mp4v', 'vp08', 'vp09', 'av01', 's263', 'H263', 'dvh1', 'dvhe'];
const sounds = [
  'mp4a',
  'samr',
  'sawb',
  'sawp',
  'alac',
  'ac-3',
  'ec-3',
  'Opus',
  'fLaC',
  'sowt',
  'twos',
  'lpcm',
  'ulaw',
  'alaw',
];
/** What a codec needs to know. */
const codecBoxes = [
  ...['avcC', 'hvcC', 'vpcC', 'av1C', 'esds', 'd263', 'dvcC', 'dvvC', 'damr', 'dac3', 'dec3', 'dOps', 'dfLa', 'alac'],
  ...['colr', 'pasp', 'clap', 'fiel', 'btrt', 'mdcv', 'clli', 'wave', 'chan'],
];
const tracksMax = 20;

/** @param moov the whole box, changed in place @throws Refusal where it cannot be read with certainty */
export function stripMoov(moov: Buffer): Film {
  const boxes = keeping(moov, within(moov, 0), ['mvhd', 'trak', 'mvex']);
  // Written in fragments: descriptions lie all over such a file.
  if (boxes.some(({ type }) => type === 'mvex')) notUnderstood();
  zeroTimes(moov, only(boxes, 'mvhd'));
  const tracks = boxes.filter(({ type }) => type === 'trak');
  if (tracks.length > tracksMax) notUnderstood();
  const kept = tracks.flatMap((track) => stripTrack(moov, track) ?? []);
  const film = kept.find(({ width }) => width > 0);
  if (film === undefined) notUnderstood();
  return { width: film.width, height: film.height, kept: kept.flatMap(({ spans }) => spans) };
}

interface Track {
  /** 0: it is sound. */
  readonly width: number;
  readonly height: number;
  readonly spans: readonly Span[];
}

/** @returns undefined for a track that was removed */
function stripTrack(moov: Buffer, track: Box): Track | undefined {
  const media = only(boxesIn(moov, track.body, track.end), 'mdia');
  const handler = only(boxesIn(moov, media.body, media.end), 'hdlr');
  if (handler.end - handler.body < 20) notUnderstood();
  const kind = moov.toString('latin1', handler.body + 8, handler.body + 12);
  if (kind !== 'vide' && kind !== 'soun') {
    blank(moov, track);
    return undefined;
  }
  const boxes = keeping(moov, boxesIn(moov, track.body, track.end), ['tkhd', 'edts', 'mdia']);
  for (const edits of boxes.filter(({ type }) => type === 'edts')) {
    keeping(moov, boxesIn(moov, edits.body, edits.end), ['elst']);
  }
  zeroTimes(moov, only(boxes, 'tkhd'));
  const inMedia = keeping(moov, boxesIn(moov, media.body, media.end), ['mdhd', 'hdlr', 'minf']);
  zeroTimes(moov, only(inMedia, 'mdhd'));
  noName(moov, handler);
  return { ...sizeOf(moov, only(boxes, 'tkhd'), kind), spans: stripInformation(moov, only(inMedia, 'minf'), kind) };
}

function stripInformation(moov: Buffer, information: Box, kind: 'vide' | 'soun'): readonly Span[] {
  const boxes = keeping(moov, boxesIn(moov, information.body, information.end), [
    'vmhd',
    'smhd',
    'hdlr',
    'dinf',
    'stbl',
  ]);
  for (const handler of boxes.filter(({ type }) => type === 'hdlr')) noName(moov, handler);
  checkPlaces(moov, only(boxes, 'dinf'));
  const table = only(boxes, 'stbl');
  const tables = keeping(moov, boxesIn(moov, table.body, table.end), tablesKept);
  const byType = new Map(tables.map((one) => [one.type, one]));
  // The same table twice: players differ in which one they believe.
  const single = tables.filter(({ type }) => type !== 'sbgp' && type !== 'sgpd');
  if (new Set(single.map(({ type }) => type)).size !== single.length) notUnderstood();
  stripEntries(moov, byType.get('stsd') ?? notUnderstood(), kind);
  return chunksOf(moov, byType);
}

/** All of it lies in this file, and nothing is said of any other. */
function checkPlaces(moov: Buffer, information: Box): void {
  const references = only(keeping(moov, boxesIn(moov, information.body, information.end), ['dref']), 'dref');
  for (const { type, body, end } of boxesIn(moov, references.body + 8, references.end)) {
    if (!['url ', 'urn ', 'alis'].includes(type) || uint32(moov, body, end) !== 1) notUnderstood();
    moov.fill(0, body + 4, end);
  }
}

function stripEntries(moov: Buffer, { body, end }: Box, kind: 'vide' | 'soun'): void {
  for (const entry of boxesIn(moov, body + 8, end)) {
    if (!(kind === 'vide' ? pictures : sounds).includes(entry.type)) notUnderstood();
    const fixed = kind === 'vide' ? 78 : 28 + longerBy(moov, entry);
    if (entry.body + fixed > entry.end) notUnderstood();
    // Who made the encoder, and its name.
    moov.fill(0, entry.body + 12, entry.body + 16);
    if (kind === 'vide') moov.fill(0, entry.body + 42, entry.body + 74);
    keeping(moov, boxesIn(moov, entry.body + fixed, entry.end), codecBoxes);
  }
}

/** QuickTime describes sound in three versions. */
function longerBy(moov: Buffer, { body, end }: Box): number {
  const version = uint32(moov, body + 8, end) >>> 16;
  return version === 0 ? 0 : version === 1 ? 16 : version === 2 ? 36 : notUnderstood();
}

/** @returns those that stay; the others are blank from now on */
function keeping(moov: Buffer, boxes: readonly Box[], types: readonly string[]): readonly Box[] {
  for (const box of boxes) if (!types.includes(box.type)) blank(moov, box);
  return boxes.filter(({ type }) => types.includes(type));
}

function within(moov: Buffer, start: number): readonly Box[] {
  const [box] = boxesIn(moov, start, moov.length);
  return box === undefined ? notUnderstood() : boxesIn(moov, box.body, box.end);
}

function only(boxes: readonly Box[], type: string): Box {
  const found = boxes.filter((box) => box.type === type);
  return found.length === 1 && found[0] !== undefined ? found[0] : notUnderstood();
}

/** When it was taken and changed: behind version and flags, by the version four or eight bytes each. */
function zeroTimes(moov: Buffer, { body, end }: Box): void {
  const bytes = uint32(moov, body, end) >>> 24 === 1 ? 16 : 8;
  if (body + 4 + bytes > end) notUnderstood();
  moov.fill(0, body + 4, body + 4 + bytes);
}

/** Maker and name of a handler lie behind its type. */
function noName(moov: Buffer, { body, end }: Box): void {
  if (end - body < 20) notUnderstood();
  moov.fill(0, body + 12, end);
}

/** Width and height are the last eight bytes, with sixteen bits behind the point. */
function sizeOf(moov: Buffer, { body, end }: Box, kind: 'vide' | 'soun'): Pick<Track, 'width' | 'height'> {
  if (kind === 'soun') return { width: 0, height: 0 };
  const [width, height] = [uint32(moov, end - 8, end) >>> 16, uint32(moov, end - 4, end) >>> 16];
  return end - body < 84 || width === 0 || height === 0 ? notUnderstood() : { width, height };
}
