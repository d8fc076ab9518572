/** The variables that a decision's tables look at, as far as they can be asked of a person: names in their columns. */
import { tablesBehind } from '#engine/cases/routing/routing-decision.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Json } from '#engine/core/values.ts';
import type { Column, ShownDecision } from './tables.ts';

export interface AskedName {
  readonly name: string;
  /** The column that is this variable alone; null where it stands within formulas only. */
  readonly column: Column | null;
}

const words = new Set(
  'null true false if then else for return some every satisfies in between and or not function instance of'.split(' '),
);
/** Names that are called, the first words of names that are, and what stands behind a dot are no variables. */
const names =
  /(?<![.\p{L}\p{N}_"])[\p{L}_][\p{L}\p{N}_]*(?![\p{L}\p{N}_]|\s*\(|\s+(?!(?:and|or|in|between|then|else)\b)[\p{L}_])/gu;

/** @returns each variable once, in the order of the tables: the decision's own first, then those that it builds on */
export function askedNames(decisions: Decisions, shown: readonly ShownDecision[], id: string): readonly AskedName[] {
  const owned = new Set(Object.values(decisions).map(({ name }) => name));
  const columns = tablesBehind(decisions, id).flatMap(
    ({ decision }) => shown.find((one) => one.id === decision)?.inputs ?? [],
  );
  const found = new Map<string, Column | null>();
  for (const column of columns) {
    for (const [name] of column.source.replace(/"(?:[^"\\]|\\.)*"/g, '""').matchAll(names)) {
      if (words.has(name) || owned.has(name)) continue;
      const own = column.source.trim() === name ? column : null;
      found.set(name, found.get(name) ?? own);
    }
  }
  return [...found].map(([name, column]) => ({ name, column }));
}

/** What a person has put in, as the case would have it. Nothing is null, an empty box false. */
export function inputOf(text: string, type: string): Json {
  const given = text.trim();
  if (type === 'boolean') return given === 'true';
  if (given === '') return null;
  if (type === 'number') return Number.isFinite(Number(given)) ? Number(given) : null;
  return given;
}
