/** The number of a house in an address as people write it: `12`, `12A`, `45/3`, `hẻm 12`, `số nhà 7`. */

import { fold } from '../text/fold.ts';
import type { Point } from '../text/localised.ts';
import type { StreetPart } from './streets.ts';

export interface HouseNumber {
  /** As it was typed. */
  readonly text: string;
  /** The number on the street itself: 45 for house 3 in alley 45. */
  readonly value: number;
}

const alleys: ReadonlySet<string> = new Set(['hem', 'ngo', 'ngach', 'kiet']);

/** @param words of the address; the street's name is those from `from` to before `to`. @returns the number nearest before it */
export function houseNumber(words: readonly string[], from: number, to: number): HouseNumber | undefined {
  const before = words.slice(0, from).findLastIndex(isNumber);
  const after = words.slice(to).findIndex(isNumber);
  const index = before !== -1 ? before : after === -1 ? -1 : to + after;
  const text = words[index];
  if (text === undefined) return undefined;
  const alley = words[index - 1];
  const shown = alley !== undefined && alleys.has(fold(alley)) ? `${alley} ${text}` : text;
  return { text: shown.replace(/\d[a-zđ]/g, (mark) => mark.toUpperCase()), value: Number.parseInt(text, 10) };
}

function isNumber(word: string): boolean {
  return /^\d{1,4}[a-zđ]?([/-]\d{1,4}[a-zđ]?){0,4}$/.test(word);
}

/** Where a house stands on its street: by its number between the ends, else the middle. */
export function alongLine(
  { line, numbers }: StreetPart,
  number: number | null,
): { readonly point: Point; readonly near: boolean } {
  const near = numbers !== null && number !== null && number >= numbers.from && number <= numbers.to;
  const share = near && numbers.to > numbers.from ? (number - numbers.from) / (numbers.to - numbers.from) : 0.5;
  return { point: pointAt(line, share), near: near || line.length === 1 };
}

function pointAt(line: StreetPart['line'], share: number): Point {
  const lengths = line.map(([lon, lat], index) => {
    const [lon0, lat0] = line[index - 1] ?? [lon, lat];
    return Math.hypot((lon - lon0) * Math.cos((lat * Math.PI) / 180), lat - lat0);
  });
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  for (let index = 1; index < line.length; index++) {
    const [[x1, y1] = [0, 0], [x2, y2] = [0, 0], length = 0] = [line[index - 1], line[index], lengths[index]];
    if (left <= length && length > 0)
      return rounded(x1 + ((x2 - x1) * left) / length, y1 + ((y2 - y1) * left) / length);
    left -= length;
  }
  const [lon = 0, lat = 0] = line.at(share === 0 ? 0 : -1) ?? [];
  return rounded(lon, lat);
}

/** To a tenth of a metre. */
function rounded(lon: number, lat: number): Point {
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) };
}
