/** Plain lengths of time as ISO 8601 writes them: one number, one unit. */

export const durationUnits = ['minutes', 'hours', 'days'] as const;
export type DurationUnit = (typeof durationUnits)[number];

export interface Length {
  readonly n: number;
  readonly unit: DurationUnit;
}

/** @returns null for anything but one number and one unit: a formula, or several units together */
export function parseLength(text: string): Length | null {
  const match = /^P(?:(\d{1,3})D|T(\d{1,3})H|T(\d{1,3})M)$/.exec(text.trim());
  if (match === null) return null;
  const [, days, hours, minutes] = match;
  if (days !== undefined) return { n: Number(days), unit: 'days' };
  if (hours !== undefined) return { n: Number(hours), unit: 'hours' };
  return { n: Number(minutes), unit: 'minutes' };
}

export function writeLength({ n, unit }: Length): string {
  return { minutes: `PT${n}M`, hours: `PT${n}H`, days: `P${n}D` }[unit];
}
