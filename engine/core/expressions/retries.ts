// How often failed work is tried, and how long it waits in between: a number of tries, or waits as ISO 8601 durations.
import { Temporal } from 'temporal-polyfill';

/** How often any work is tried where the model does not say. */
export const triesDefault = 8;

export interface Tries {
  /** In all, the first one included. */
  readonly tries: number;
  /** Milliseconds before the second, third, … try; left out: the engine's own waits. */
  readonly waits?: readonly number[];
}

/** More would be a loop in disguise. */
const triesMax = 100;
const waitMsMax = 366 * 86_400_000;

/**
 * `5` (five tries), `PT10S,PT1M,PT1H` (a try after each of these waits, so four in all), `R5/PT10M` (five waits of ten
 * minutes). Months and years have no fixed length and are refused.
 * @returns null where the text is none of these
 */
export function parseTries(text: string): Tries | null {
  const plain = text.trim();
  if (/^\d{1,3}$/.test(plain)) return { tries: Math.min(triesMax, Number(plain)) };
  const cycle = /^R(\d{1,2})\/(P[^/,]+)$/.exec(plain);
  const durations = cycle === null ? plain.split(',') : Array.from({ length: Number(cycle[1]) }, () => cycle[2] ?? '');
  const waits = durations.map((one) => millisecondsOf(one.trim()));
  if (waits.length === 0 || waits.length >= triesMax || !waits.every((wait) => wait !== null)) return null;
  return { tries: waits.length + 1, waits };
}

function millisecondsOf(duration: string): number | null {
  if (!/^P/.test(duration)) return null;
  try {
    const parsed = Temporal.Duration.from(duration);
    if (parsed.years !== 0 || parsed.months !== 0) return null;
    // A day is 24 hours here: a wait, not a deadline.
    const { days, weeks } = parsed;
    const time = parsed.with({ days: 0, weeks: 0 }).total('milliseconds');
    const wait = Math.round(time + (days + 7 * weeks) * 86_400_000);
    return wait >= 0 && wait <= waitMsMax ? wait : null;
  } catch {
    return null;
  }
}
