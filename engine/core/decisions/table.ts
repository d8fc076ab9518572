// Decision tables: DMN 1.3 §8.2. Rules are tried in order; the hit policy says what several matches mean.
import type { Env } from '../env.ts';
import { evaluateFeel, type FeelResult, testFeel } from '../expressions/feel.ts';
import type { DecisionRule, DecisionTable } from '../model/decisions.ts';
import type { Json, Variables } from '../values.ts';

export function evaluateTable(table: DecisionTable, variables: Variables, env: Env): FeelResult {
  const work: Work = { table, variables, env };
  const matched = matchingRules(work);
  if (matched.kind === 'failed') return matched;
  if (matched.rules.length === 0) return withoutMatch(work);
  const values: Json[] = [];
  for (const rule of matched.rules) {
    const value = resultOf(rule, work);
    if (value.kind === 'failed') return value;
    values.push(value.value);
  }
  return combined(table, values, matched.rules);
}

interface Work {
  readonly table: DecisionTable;
  readonly variables: Variables;
  readonly env: Env;
}

type Matched = { readonly kind: 'ok'; readonly rules: readonly DecisionRule[] } | (FeelResult & { kind: 'failed' });

function matchingRules({ table, variables, env }: Work): Matched {
  const inputs: Json[] = [];
  for (const input of table.inputs) {
    const value = evaluateFeel(input.source, variables, env);
    if (value.kind === 'failed') return value;
    inputs.push(value.value);
  }
  const rules: DecisionRule[] = [];
  for (const rule of table.rules) {
    const hit = matches(rule, inputs, variables, env);
    if (hit.kind === 'failed') return hit;
    if (hit.value === true) rules.push(rule);
    if (rules.length > 0 && table.hitPolicy === 'FIRST') break;
  }
  return { kind: 'ok', rules };
}

function matches(rule: DecisionRule, inputs: readonly Json[], variables: Variables, env: Env): FeelResult {
  for (const [index, test] of rule.tests.entries()) {
    if (test === null) continue;
    const hit = testFeel(test, inputs[index] ?? null, variables, env);
    if (hit.kind === 'failed' || hit.value !== true) return hit;
  }
  return { kind: 'ok', value: true };
}

/** One output gives its value, several a context of them. */
function resultOf(rule: DecisionRule, { table, variables, env }: Work): FeelResult {
  const entries: [string, Json][] = [];
  for (const [index, output] of table.outputs.entries()) {
    const result = evaluateFeel(rule.results[index] ?? 'null', variables, env);
    if (result.kind === 'failed') return result;
    entries.push([output.name, result.value]);
  }
  return { kind: 'ok', value: unwrapped(entries) };
}

function withoutMatch({ table, variables, env }: Work): FeelResult {
  const defaults = table.outputs.map((output) => output.defaultSource);
  if (defaults.every((source) => source === null)) {
    const counts = table.hitPolicy === 'COLLECT' && table.aggregation === 'COUNT';
    return { kind: 'ok', value: counts ? 0 : null };
  }
  const rule = { id: '', tests: [], results: defaults.map((source) => source ?? 'null') };
  return resultOf(rule, { table, variables, env });
}

function unwrapped(entries: readonly (readonly [string, Json])[]): Json {
  const [only] = entries;
  return entries.length === 1 && only !== undefined ? only[1] : Object.fromEntries(entries);
}

function combined(table: DecisionTable, values: readonly Json[], rules: readonly DecisionRule[]): FeelResult {
  const first = values[0] ?? null;
  switch (table.hitPolicy) {
    case 'UNIQUE':
      return values.length === 1 ? { kind: 'ok', value: first } : severalMatch(rules);
    case 'ANY':
      return values.every((value) => same(value, first)) ? { kind: 'ok', value: first } : severalMatch(rules);
    case 'FIRST':
      return { kind: 'ok', value: first };
    case 'PRIORITY':
      return { kind: 'ok', value: byPriority(table, values)[0] ?? null };
    case 'RULE ORDER':
      return { kind: 'ok', value: [...values] };
    case 'OUTPUT ORDER':
      return { kind: 'ok', value: byPriority(table, values) };
    case 'COLLECT':
      return table.aggregation === null ? { kind: 'ok', value: [...values] } : aggregated(table.aggregation, values);
  }
}

function severalMatch(rules: readonly DecisionRule[]): FeelResult {
  return { kind: 'failed', reason: `several rules match: ${rules.map((rule) => rule.id).join(', ')}` };
}

function aggregated(aggregation: 'SUM' | 'MIN' | 'MAX' | 'COUNT', values: readonly Json[]): FeelResult {
  if (aggregation === 'COUNT') return { kind: 'ok', value: values.length };
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length < values.length) return { kind: 'failed', reason: `${aggregation} needs numbers` };
  if (aggregation === 'SUM') return { kind: 'ok', value: numbers.reduce((sum, value) => sum + value, 0) };
  return { kind: 'ok', value: aggregation === 'MIN' ? Math.min(...numbers) : Math.max(...numbers) };
}

/** Output values are listed by falling priority, the first output first (DMN 1.3 §8.2.10). */
function byPriority(table: DecisionTable, values: readonly Json[]): Json[] {
  const ranks = values.map((value) => table.outputs.map((output) => rankOf(table, output.name, value)));
  return values
    .map((value, index) => ({ value, rank: ranks[index] ?? [] }))
    .toSorted((a, b) => compareRanks(a.rank, b.rank))
    .map(({ value }) => value);
}

function rankOf(table: DecisionTable, name: string, value: Json): number {
  const single = table.outputs.length === 1;
  const part = single || value === null || typeof value !== 'object' ? value : (value as Variables)[name];
  const allowed = table.outputs.find((output) => output.name === name)?.values ?? [];
  const rank = allowed.indexOf(JSON.stringify(part ?? null));
  return rank === -1 ? allowed.length : rank;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, rank] of a.entries()) if (rank !== b[index]) return rank - (b[index] ?? 0);
  return 0;
}

function same(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
