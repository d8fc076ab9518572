/**
 * Number and sign of the papers that go out with a dossier (`12/TNHS-H99.106.4`), by a pattern for each form that the
 * administration chooses. Numbers begin anew each year for each agency and form (Nghị định 30/2020/NĐ-CP, Phụ lục I, phần
 * II, mục 3: numbers below ten get a nought).
 */
import type { Instant } from '#engine/core/values.ts';
import {
  type CodePart,
  type CodePattern,
  datesOf,
  faultAt,
  type ParsedPattern,
  type PatternFault,
  parsePattern,
} from './code-pattern.ts';

/** Reads a pattern such as `{serial:2}/TNHS-{agency}`. @returns it, or its first fault */
export function parseNumberPattern(text: string): ParsedPattern {
  return parsePattern(text, { literal: /^[0-9\p{Lu}./-]+/u, serialMin: 1, missingIn });
}

export interface Numbered {
  readonly agency: string;
  readonly at: Instant;
  readonly timeZone: string;
  /** From 1. */
  readonly serial: number;
}

/** @returns number and sign as they stand on the paper; a serial with more digits than its width is written out in full */
export function documentNumber({ parts }: CodePattern, { agency, at, timeZone, serial }: Numbered): string {
  const dates = datesOf(at, timeZone);
  const written = (part: CodePart): string => {
    switch (part.kind) {
      case 'literal':
        return part.text;
      case 'agency':
        return agency;
      case 'date':
        return dates[part.format];
      case 'serial':
        return String(serial).padStart(part.width, '0');
    }
  };
  return parts.map(written).join('');
}

/** What the numbers of an agency's papers are counted under in the year of an instant. */
export function numberCounter(agency: string, form: string, at: Instant, timeZone: string): string {
  return `document ${form} ${datesOf(at, timeZone).yyyy} ${agency}`;
}

function missingIn(text: string, parts: readonly CodePart[]): PatternFault | undefined {
  const count = (kind: CodePart['kind']): number => parts.filter((part) => part.kind === kind).length;
  const end = text.length + 1;
  if (count('serial') !== 1) {
    return faultAt(end, 'a number needs its serial once, {serial:2}', 'số phải có đúng một số thứ tự, {serial:2}')
      .fault;
  }
  if (count('agency') <= 1) return undefined;
  return faultAt(end, '{agency} comes more than once', '{agency} chỉ được dùng một lần').fault;
}
