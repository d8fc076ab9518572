/** Where the samples of a track lie in the file: its chunks, by the tables of ISO/IEC 14496-12, 8.7. */
import { type Box, notUnderstood, uint32 } from './boxes.ts';

export interface Span {
  readonly from: number;
  /** The first byte behind it. */
  readonly to: number;
}

/** Samples of one track: a day at 23 pictures a second. */
const samplesMax = 2_000_000;

/** @param tables boxes of `stbl` by their type @throws Refusal where the tables do not fit one another */
export function chunksOf(moov: Buffer, tables: ReadonlyMap<string, Box>): readonly Span[] {
  const sizes = sizesOf(moov, tables.get('stsz') ?? notUnderstood());
  const offsets = offsetsOf(moov, tables);
  const runs = runsOf(moov, tables.get('stsc') ?? notUnderstood(), offsets.length);
  const spans: Span[] = [];
  let sample = 0;
  for (const [chunk, from] of offsets.entries()) {
    const last = Math.min(sample + (runs[chunk] ?? 0), sizes.count);
    let to = from;
    for (; sample < last; sample += 1) to += sizes.of(sample);
    if (!Number.isSafeInteger(to)) notUnderstood();
    if (to > from) spans.push({ from, to });
  }
  if (sample !== sizes.count) notUnderstood();
  return spans;
}

function sizesOf(moov: Buffer, { body, end }: Box) {
  const [size, count] = [uint32(moov, body + 4, end), uint32(moov, body + 8, end)];
  if (count > samplesMax || (size === 0 && body + 12 + count * 4 > end)) notUnderstood();
  return { count, of: (index: number) => (size === 0 ? moov.readUInt32BE(body + 12 + index * 4) : size) };
}

function offsetsOf(moov: Buffer, tables: ReadonlyMap<string, Box>): readonly number[] {
  const [short, long] = [tables.get('stco'), tables.get('co64')];
  const { body, end } = (short !== undefined && long !== undefined ? undefined : (short ?? long)) ?? notUnderstood();
  const [count, bytes] = [uint32(moov, body + 4, end), long === undefined ? 4 : 8];
  if (count > samplesMax || body + 8 + count * bytes > end) notUnderstood();
  return Array.from({ length: count }, (_, index) => {
    const at = body + 8 + index * bytes;
    return bytes === 4 ? moov.readUInt32BE(at) : Number(moov.readBigUInt64BE(at));
  });
}

/** @returns samples of each chunk */
function runsOf(moov: Buffer, { body, end }: Box, chunks: number): readonly number[] {
  const count = uint32(moov, body + 4, end);
  if (count > samplesMax || body + 8 + count * 12 > end) notUnderstood();
  const runs: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const at = body + 8 + index * 12;
    const [first, samples] = [moov.readUInt32BE(at), moov.readUInt32BE(at + 4)];
    const next = index + 1 < count ? moov.readUInt32BE(at + 12) : chunks + 1;
    if (first !== runs.length + 1 || next <= first || next > chunks + 1) notUnderstood();
    for (let chunk = first; chunk < next; chunk += 1) runs.push(samples);
  }
  return runs;
}
