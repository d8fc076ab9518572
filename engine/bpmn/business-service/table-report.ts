// What the readers of a table share: where they say what is wrong.
import type { ImportNote } from '../interchange/importing.ts';
import type { Problem } from '../problems.ts';
import { type TableProblemCode, tableProblem } from './words.ts';

/** The file's name, and lists that grow. */
export interface TableReport {
  readonly path: string;
  readonly notes: ImportNote[];
  readonly problems: Problem[];
}

/** @param at where in the file, as `states[2].actions[0].nextState` */
export function refuse(
  to: TableReport,
  code: TableProblemCode,
  at: string,
  params: Readonly<Record<string, string | number>> = {},
): void {
  to.problems.push(tableProblem(code, to.path, at, params));
}

const tenYears = 3_650 * 86_400_000;

/** Milliseconds; null where there is no deadline. */
export function readSla(to: TableReport, value: unknown, at: string): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number === 'number' && number > 0 && number <= tenYears) return number;
  refuse(to, 'SLA_INVALID', at, { value: JSON.stringify(value).slice(0, 40) });
  return null;
}
