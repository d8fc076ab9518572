/** The text of `units.json` as it is changed: what nobody touched stays as it was written. */
import type { Tx } from '../../ports.ts';
import { unitsFile } from './unit-views.ts';

/** A unit as it stands in the file; what the reader checks is not checked here. */
export interface UnitJson {
  readonly code: string;
  readonly [field: string]: unknown;
}

export interface UnitsText {
  readonly units: readonly UnitJson[];
  readonly [field: string]: unknown;
}

export async function unitsText(tx: Tx): Promise<UnitsText> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === unitsFile);
  return row === undefined ? { units: [] } : (JSON.parse(row.content) as UnitsText);
}

/** @param changed by code; one that is not there yet comes last */
export function withUnits(text: UnitsText, changed: ReadonlyMap<string, UnitJson>): string {
  const known = new Set(text.units.map(({ code }) => code));
  const units = [
    ...text.units.map((unit) => changed.get(unit.code) ?? unit),
    ...[...changed.values()].filter(({ code }) => !known.has(code)),
  ];
  // A unit a line, so that two states of the file can be compared by eye.
  const { units: _, ...rest } = text;
  const head = Object.entries(rest).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  return `{\n${head.join('')}  "units": [\n${units.map((unit) => `    ${JSON.stringify(unit)}`).join(',\n')}\n  ]\n}\n`;
}
