/**
 * The account of a clock: every interval from its start that counts and every one that does not, with the reason. Made by
 * walking through the days one by one, so that it does not share the tables by which due dates are computed; its sum is
 * the working time that has passed all the same (a test compares the two).
 */
import type { Instant } from '#engine/core/values.ts';
import type { WorkingDay } from '../calendars/day-table.ts';
import type { CityWorkingTime } from '../calendars/working-time.ts';
import type { Interval } from '../city/city.ts';
import type { Localised } from '../text/localised.ts';

/** Why an interval counts or not. Only `working` counts. */
export type LedgerKind = 'working' | 'break' | 'offHours' | 'dayOff' | 'holiday' | 'pause';

export interface LedgerLine {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: LedgerKind;
  /** The holiday, or the day that is worked in exchange; null for ordinary days. */
  readonly day: Localised | null;
  /** Of a pause: its number among those given, from 0. */
  readonly pause: number | null;
}

export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly countedMs: number;
  readonly notCountedMs: number;
}

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** @param pauses ascending; they do not overlap */
export function ledgerOf(span: Span, calendar: string, pauses: readonly Span[], time: CityWorkingTime): Ledger {
  const lines: LedgerLine[] = [];
  for (const line of daysOf(span, calendar, time)) {
    for (const part of aroundPauses(line, pauses)) push(lines, part);
  }
  const sum = (counted: boolean): number =>
    lines.reduce((ms, { kind, from, to }) => ((kind === 'working') === counted ? ms + to - from : ms), 0);
  return { lines, countedMs: sum(true), notCountedMs: sum(false) };
}

function* daysOf({ from, to }: Span, calendar: string, time: CityWorkingTime): Generator<LedgerLine> {
  if (to <= from) return;
  const { zone } = time;
  const last = zone.localOf(to).day;
  for (let day = zone.localOf(from).day; day <= last; day += 1) {
    for (const { minutes, kind, name } of partsOf(time.day(day, calendar))) {
      const start = Math.max(from, zone.instantAt(day, minutes.from));
      const end = Math.min(to, zone.instantAt(day, minutes.to));
      if (start < end) yield { from: start, to: end, kind, day: name, pause: null };
    }
  }
}

interface Part {
  readonly minutes: Interval;
  readonly kind: LedgerKind;
  readonly name: Localised | null;
}

/** A day from midnight to midnight. */
function partsOf({ intervals, exception }: WorkingDay): readonly Part[] {
  const name = exception?.name ?? null;
  if (intervals.length === 0) {
    return [{ minutes: { from: 0, to: 1440 }, kind: exception === undefined ? 'dayOff' : 'holiday', name }];
  }
  const parts: Part[] = [];
  let at = 0;
  for (const minutes of intervals) {
    if (minutes.from > at)
      parts.push({ minutes: { from: at, to: minutes.from }, kind: at === 0 ? 'offHours' : 'break', name: null });
    parts.push({ minutes, kind: 'working', name });
    at = minutes.to;
  }
  if (at < 1440) parts.push({ minutes: { from: at, to: 1440 }, kind: 'offHours', name: null });
  return parts;
}

function* aroundPauses(line: LedgerLine, pauses: readonly Span[]): Generator<LedgerLine> {
  let from = line.from;
  for (const [index, pause] of pauses.entries()) {
    const [start, end] = [Math.max(from, pause.from), Math.min(line.to, pause.to)];
    if (start >= end) continue;
    if (from < start) yield { ...line, from, to: start };
    yield { from: start, to: end, kind: 'pause', day: null, pause: index };
    from = end;
  }
  if (from < line.to) yield { ...line, from };
}

/** What follows without a gap and for the same reason is one line. */
function push(lines: LedgerLine[], line: LedgerLine): void {
  const last = lines.at(-1);
  const same =
    last !== undefined &&
    last.to === line.from &&
    last.kind === line.kind &&
    last.pause === line.pause &&
    last.day?.vi === line.day?.vi;
  if (same) lines[lines.length - 1] = { ...last, to: line.to };
  else lines.push(line);
}
