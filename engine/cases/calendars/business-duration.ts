/** A business duration (ISO 8601 without years and months, whose working time nobody can say). */
export interface BusinessDuration {
  /** Whether days are spoken of: `P0D` is the day itself, `PT0S` the very moment. */
  readonly byDays: boolean;
  readonly days: number;
  readonly milliseconds: number;
}

const pattern = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/;

/**
 * Reads `PT4H`, `P3D`, `P1W`, `P1DT2H30M`. A week is five working days.
 * @throws RangeError on anything else
 */
export function parseBusinessDuration(text: string): BusinessDuration {
  const match = pattern.exec(text);
  if (match === null || text === 'P' || text.endsWith('T')) throw new RangeError(`"${text}" is no business duration`);
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return {
    byDays: match[1] !== undefined || match[2] !== undefined,
    days: (weeks ?? 0) * 5 + (days ?? 0),
    milliseconds: (hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000 + Math.round((seconds ?? 0) * 1000),
  };
}
