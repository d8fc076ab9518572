import type { Instant } from '#engine/core/values.ts';

/** The first instant of tomorrow, by the city's clock. */
export function endOfDay(now: Instant, timeZone: string): Instant {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const [hours = 0, minutes = 0, seconds = 0] = format.format(now).split(':').map(Number);
  return now - (now % 1000) - ((hours * 60 + minutes) * 60 + seconds) * 1000 + 86_400_000;
}
