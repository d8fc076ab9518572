/**
 * The code of a dossier (mã hồ sơ) by a pattern that the administration chooses. Both forms that are in use come out of
 * `{agency}-{yyMMdd}-{serial:4}`: the code of the agency is dot-separated groups of at most 35 digits and capitals
 * (Quyết định 20/2020/QĐ-TTg), of which `V1V2V3.Z1Z2.Y1Y2.MX1X2` is the older shape (Thông tư 01/2018/TT-VPCP, Điều 19).
 */
import type { Instant } from '#engine/core/values.ts';
import { civilDate } from '../calendars/civil-date.ts';
import { zoneOf } from '../calendars/zone.ts';

export interface CodePattern {
  readonly text: string;
  readonly parts: readonly CodePart[];
}

export type CodePart =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'agency' }
  | { readonly kind: 'date'; readonly format: DateFormat }
  | { readonly kind: 'serial'; readonly width: number };

type DateFormat = keyof typeof dateFormats;

/** Which pieces of a date each format tells. */
const dateFormats = {
  yy: 'y',
  yyyy: 'y',
  MM: 'M',
  dd: 'd',
  yyMMdd: 'yMd',
  yyyyMMdd: 'yMd',
} as const;

/** What is wrong with a pattern, at which character (the first is 1), and what to do. */
export interface PatternFault {
  readonly at: number;
  readonly en: string;
  readonly vi: string;
}

export type ParsedPattern =
  | { readonly pattern: CodePattern; readonly fault: undefined }
  | { readonly pattern: undefined; readonly fault: PatternFault };

const serialMin = 3;
const serialMax = 8;

/** Reads a pattern such as `{agency}-{yyMMdd}-{serial:4}`. @returns it, or its first fault */
export function parseCodePattern(text: string): ParsedPattern {
  return parsePattern(text, { literal: /^[0-9A-Z./-]+/, serialMin, missingIn });
}

/** What may stand in a pattern, and what must. */
export interface PatternRules {
  readonly literal: RegExp;
  /** Digits that a serial has at least. */
  readonly serialMin: number;
  readonly missingIn: (text: string, parts: readonly CodePart[]) => PatternFault | undefined;
}

/** Reads a pattern by its rules. @returns it, or its first fault */
export function parsePattern(text: string, rules: PatternRules): ParsedPattern {
  const parts: CodePart[] = [];
  for (let at = 0; at < text.length; ) {
    const read = text[at] === '{' ? readPlaceholder(text, at, rules) : readLiteral(text, at, rules);
    if ('fault' in read) return { pattern: undefined, fault: read.fault };
    parts.push(read.part);
    at = read.next;
  }
  const missing = rules.missingIn(text, parts);
  return missing === undefined
    ? { pattern: { text, parts }, fault: undefined }
    : { pattern: undefined, fault: missing };
}

type Read = { readonly part: CodePart; readonly next: number } | { readonly fault: PatternFault };

function readPlaceholder(text: string, at: number, rules: PatternRules): Read {
  const end = text.indexOf('}', at);
  const position = at + 1;
  if (end < 0) return faultAt(position, 'the placeholder has no "}"', 'thiếu dấu “}” của phần thay thế');
  const name = text.slice(at + 1, end);
  const next = end + 1;
  if (name === 'agency') return { part: { kind: 'agency' }, next };
  if (Object.hasOwn(dateFormats, name)) return { part: { kind: 'date', format: name as DateFormat }, next };
  const width = Number(/^serial:(\d)$/.exec(name)?.[1] ?? Number.NaN);
  if (width >= rules.serialMin && width <= serialMax) return { part: { kind: 'serial', width }, next };
  const known = `{agency}, ${Object.keys(dateFormats)
    .map((one) => `{${one}}`)
    .join(', ')}, {serial:4}`;
  return faultAt(
    position,
    `unknown placeholder {${name}}; known are ${known} (a serial has ${rules.serialMin} to ${serialMax} digits)`,
    `không có phần thay thế {${name}}; có thể dùng ${known} (số thứ tự từ ${rules.serialMin} đến ${serialMax} chữ số)`,
  );
}

function readLiteral(text: string, at: number, rules: PatternRules): Read {
  const [found = ''] = rules.literal.exec(text.slice(at)) ?? [];
  if (found !== '') return { part: { kind: 'literal', text: found }, next: at + found.length };
  const one = text[at] ?? '';
  return faultAt(
    at + 1,
    `"${one}" cannot stand in a code; use digits, capitals without marks, "." "-" or "/"`,
    `không dùng được “${one}” trong mã; chỉ dùng chữ số, chữ in hoa không dấu, “.”, “-” hoặc “/”`,
  );
}

function missingIn(text: string, parts: readonly CodePart[]): PatternFault | undefined {
  const count = (kind: CodePart['kind']): number => parts.filter((part) => part.kind === kind).length;
  const end = text.length + 1;
  if (count('serial') !== 1) {
    return faultAt(end, 'a code needs its serial once, {serial:4}', 'mã phải có đúng một số thứ tự, {serial:4}').fault;
  }
  if (count('agency') > 1) {
    return faultAt(end, '{agency} comes more than once', '{agency} chỉ được dùng một lần').fault;
  }
  const told = parts.map((part) => (part.kind === 'date' ? dateFormats[part.format] : '')).join('');
  if (!['y', 'M', 'd'].every((piece) => told.includes(piece))) {
    return faultAt(
      end,
      'the serial begins anew each day, so a code needs year, month and day, e.g. {yyMMdd}',
      'số thứ tự bắt đầu lại mỗi ngày nên mã phải có đủ năm, tháng, ngày, ví dụ {yyMMdd}',
    ).fault;
  }
  const [before, last] = parts.slice(-2);
  const parted = before?.kind === 'literal' && /[./-]$/.test(before.text);
  if (last?.kind === 'serial' && parted) return undefined;
  if (last?.kind === 'serial') {
    return faultAt(
      end,
      'put "-", "." or "/" before the serial, so that a code that is typed is known for one',
      'hãy đặt “-”, “.” hoặc “/” trước số thứ tự để nhận ra mã khi tra cứu',
    ).fault;
  }
  return faultAt(
    end,
    'the serial must stand last, so that a code of a busy day stays one',
    'số thứ tự phải ở cuối mã để mã vẫn đúng khi số hồ sơ trong ngày vượt số chữ số',
  ).fault;
}

/** @param at character of the pattern, from 1 */
export function faultAt(at: number, en: string, vi: string): { readonly fault: PatternFault } {
  return { fault: { at, en, vi } };
}

const agencyPattern = /^[0-9A-Z]+(\.[0-9A-Z]+)*$/;
const agencyMax = 35;

/** Whether a code of an agency may stand in codes of dossiers (Quyết định 20/2020/QĐ-TTg). */
export function isAgencyCode(code: string): boolean {
  return code.length <= agencyMax && agencyPattern.test(code);
}

/**
 * All of a code but its serial: each value of it counts by itself, so that no two dossiers get the same code.
 * @param receivedAt the day by the city's clock counts
 */
export function codePrefix(
  { parts }: CodePattern,
  {
    agency,
    receivedAt,
    timeZone,
  }: { readonly agency: string; readonly receivedAt: Instant; readonly timeZone: string },
): string {
  const dates = datesOf(receivedAt, timeZone);
  return parts
    .map((part) => {
      if (part.kind === 'literal') return part.text;
      if (part.kind === 'agency') return agency;
      return part.kind === 'date' ? dates[part.format] : '';
    })
    .join('');
}

/** @param serial from 1; one with more digits than the pattern says is written out in full */
export function dossierCode({ parts }: CodePattern, prefix: string, serial: number): string {
  const last = parts.at(-1);
  return prefix + String(serial).padStart(last?.kind === 'serial' ? last.width : 1, '0');
}

/**
 * The code of a dossier from what a person typed (small letters, other dashes, blanks), whatever pattern it was made by;
 * undefined where it cannot be one. Tracking codes of reports (4-4-4) are none.
 */
export function normaliseDossierCode(typed: string): string | undefined {
  const plain = typed
    .slice(0, codeMax)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/\s/gu, '');
  const isOne = /^[0-9A-Z./-]*[./-]\d{3,9}$/.test(plain) && !/^\w{4}-\w{4}-\w{4}$/.test(plain);
  return isOne && plain.replaceAll(/\D/g, '').length >= digitsMin ? plain : undefined;
}

/** Nothing longer is looked at. */
const codeMax = 80;
/** A day has six digits, a serial three. */
const digitsMin = 9;

/** A day of the city in each format that a pattern may have. */
export function datesOf(at: Instant, timeZone: string): Readonly<Record<DateFormat, string>> {
  const { year, month, day } = civilDate(zoneOf(timeZone).localOf(at).day);
  const [yyyy, MM, dd] = [String(year), two(month), two(day)];
  const yy = yyyy.slice(2);
  return { yy, yyyy, MM, dd, yyMMdd: yy + MM + dd, yyyyMMdd: yyyy + MM + dd };
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
