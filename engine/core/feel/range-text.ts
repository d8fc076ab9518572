// `range("[1..10]")`: a range whose ends are literals (DMN 1.5 table 66).
import { parseDate, parseDateTime, parseTime } from './calendar.ts';
import { compare } from './compare.ts';
import { parseDuration } from './durations.ts';
import { FeelRange, type Value } from './values.ts';

/** @returns null where the text is no range */
export function rangeFromText(text: string): FeelRange | null {
  const match = /^\s*([[\](])\s*(.*?)\s*\.\.\s*(.*?)\s*([[\])])\s*$/s.exec(text);
  if (match === null) return null;
  const [, open, from = '', to = '', close] = match;
  const [start, end] = [literal(from), literal(to)];
  if (start === null || end === null || (start === undefined && end === undefined)) return null;
  if (start !== undefined && end !== undefined && (compare(start, end) ?? 1) > 0) return null;
  const [startIncluded, endIncluded] = [open === '[', close === ']'];
  if ((start === undefined && startIncluded) || (end === undefined && endIncluded)) return null;
  return new FeelRange(start, end, startIncluded, endIncluded);
}

/** Undefined where there is none (an open end), null where it is no literal. */
function literal(text: string): Value | undefined {
  if (text === '') return undefined;
  if (/^-?(\d+(\.\d+)?|\.\d+)$/.test(text)) return Number(text);
  const quoted = /^(@)?"((?:[^"\\]|\\.)*)"$/.exec(text);
  if (quoted !== null) {
    const inside = quoted[2] ?? '';
    return quoted[1] === undefined ? inside : point(inside);
  }
  const called = /^(date and time|date|time|duration)\s*\(\s*"([^"]*)"\s*\)$/.exec(text);
  return called === null ? null : point(called[2] ?? '');
}

function point(text: string): Value {
  return parseDuration(text) ?? parseDate(text) ?? (text.includes('T') ? parseDateTime(text) : null) ?? parseTime(text);
}
