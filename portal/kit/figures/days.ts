/** A day of the calendar on the wall, `2026-11-22`, so many days before `now`. */
export function dayBefore(now: number, days: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now - days * 86_400_000);
}
