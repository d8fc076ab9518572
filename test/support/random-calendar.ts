/** Calendars as no city has them: for clocks that are reckoned in two ways. */
import type { Calendar, Interval } from '#engine/cases/city/city.ts';
import type { Random } from '../torture/random.ts';

/** One or two intervals on most weekdays, some Saturdays, never none at all. */
export function randomCalendar(random: Random): Calendar {
  const week = randomWeek(random);
  const name = { vi: 'x', en: 'x' };
  return { code: 'x', name, week, reception: week, holidays: random.chance(80), changes: [], cutOff: null };
}

/** As {@link randomCalendar}, with what no library knows: other hours from a day on, a cut-off in the afternoon. */
export function richCalendar(random: Random, days: readonly string[]): Calendar {
  const from = [...new Set(Array.from({ length: random.below(3) }, () => random.pick(days)))].toSorted();
  const changes = from.map((day) => ({ from: day, week: randomWeek(random) }));
  const cutOff = random.chance(30) ? 14 * 60 + random.below(4) * 30 : null;
  return { ...randomCalendar(random), changes, cutOff };
}

function randomWeek(random: Random): Calendar['week'] {
  return Array.from({ length: 7 }, (_, day) => (day === 0 || random.chance(day < 5 ? 90 : 30) ? hours(random) : []));
}

function hours(random: Random): readonly Interval[] {
  const begin = 360 + random.below(8) * 30;
  const noon = begin + 120 + random.below(6) * 30;
  const after = noon + 30 + random.below(5) * 30;
  const morning = { from: begin, to: noon };
  return random.chance(20) ? [morning] : [morning, { from: after, to: after + 90 + random.below(6) * 30 }];
}
