// Whether a text is an ISO 8601 date, duration or repeating interval, as timers take it.
import { Temporal } from 'temporal-polyfill';

export interface Cycle {
  /** Firings; null: without end. */
  readonly count: number | null;
  readonly start: string | null;
  readonly period: string;
}

/** `R3/PT10M`, `R/PT1H`, `R3/2026-01-05T08:00:00Z/PT10M`; a plain `PT10M` repeats for ever. */
export function parseCycle(text: string): Cycle | null {
  const [repeat = '', ...rest] = text.split('/');
  const digits = /^R(\d{0,9})$/.exec(repeat)?.[1];
  if (digits === undefined) return rest.length === 0 ? { count: null, start: null, period: text } : null;
  const [start, period] = rest.length === 2 ? [rest[0] ?? null, rest[1]] : [null, rest[0]];
  if (period === undefined || rest.length > 2) return null;
  const count = digits === '' ? null : Number(digits);
  return count === 0 ? null : { count, start, period };
}

export function isCycle(text: string): boolean {
  const cycle = parseCycle(text);
  return cycle !== null && isDuration(cycle.period) && (cycle.start === null || isDate(cycle.start));
}

export function isDuration(text: string): boolean {
  return accepts(() => Temporal.Duration.from(text));
}

export function isDate(text: string): boolean {
  return accepts(() => Temporal.PlainDate.from(text)) || accepts(() => Temporal.Instant.from(text));
}

function accepts(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}
