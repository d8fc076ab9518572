/** ISO 8601 dates as people write them here: `2026-11-22` → `22/11/2026`. */
export function dayWords(day: string): string {
  return day.split('-').toReversed().join('/');
}
