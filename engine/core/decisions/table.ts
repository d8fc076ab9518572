// Decision tables (DMN 1.5 chapter 8 and §10.3.2.14.1). All rules are asked; the hit policy says what several matches mean.
import { builtIn } from '../feel/builtins/registry.ts';
import { equal } from '../feel/compare.ts';
import { type Code, type Frame, failed, fatal, type RuleTrace, type Run, spend } from '../feel/run.ts';
import type { FeelType } from '../feel/types.ts';
import { contextOf, isContext, isList, type Value } from '../feel/values.ts';
import type { Aggregation, DecisionInput, DecisionOutput, DecisionRule, DecisionTable } from '../model/decisions.ts';
import { typed } from './passing.ts';
import { compileText, named, type Sight, within } from './scope.ts';
import { typedInput } from './typed-input.ts';

interface CompiledTable {
  readonly model: DecisionTable;
  /** Key of the decision. */
  readonly owner: string;
  readonly inputs: readonly Code[];
  readonly outputs: readonly CompiledOutput[];
  readonly rules: readonly CompiledRule[];
}

interface CompiledOutput {
  readonly name: string;
  /** The allowed values, most important first. */
  readonly order: Code | null;
  readonly fallback: Code | null;
}

interface CompiledRule {
  readonly id: string;
  readonly tests: readonly (Code | null)[];
  readonly results: readonly Code[];
}

export function compileTable(model: DecisionTable, sight: Sight): Code {
  const table: CompiledTable = {
    model,
    owner: sight.owner,
    inputs: model.inputs.map((input) => compileInput(input, sight)),
    outputs: model.outputs.map((output) => compileOutput(output, model, sight)),
    rules: model.rules.map((rule) => compileRule(rule, model, sight)),
  };
  return (frame) => evaluate(table, frame);
}

function compileInput(input: DecisionInput, sight: Sight): Code {
  const raw = compileText(input.source, 'expression', input.id, sight);
  const type = input.type ?? null;
  const read: Code = (frame) => (frame.run.ofCase ? typedInput(raw(frame), type) : raw(frame));
  const code = typed(type === null ? raw : read, type, input.id);
  if (input.values === undefined) return code;
  const allowed = compileText(input.values, 'unaryTests', input.id, sight);
  return (frame) => {
    const value = code(frame);
    if (value === null || allowed(within(frame, { '?': value })) === true) return value;
    return fatal(frame.run, `input ${input.source} has a value that is not allowed (${input.values})`, input.id);
  };
}

function compileOutput(output: DecisionOutput, { hitPolicy }: DecisionTable, sight: Sight): CompiledOutput {
  const ordered = output.values !== null && (hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER');
  const order = ordered ? compileText(`[${output.values}]`, 'expression', output.id, sight) : null;
  const source = output.defaultSource;
  const fallback = source === null ? null : typedResult(source, output.type, output.id, sight);
  return { name: output.name, order, fallback };
}

function compileRule(rule: DecisionRule, table: DecisionTable, sight: Sight): CompiledRule {
  const tests = rule.tests.map((test) => (test === null ? null : compileText(test, 'unaryTests', rule.id, sight)));
  const results = table.outputs.map((output, index) =>
    typedResult(rule.results[index] ?? 'null', output.type, rule.id, sight),
  );
  return { id: rule.id, tests, results };
}

function typedResult(source: string, type: FeelType | undefined, element: string, sight: Sight): Code {
  return typed(compileText(source, 'expression', element, sight), type ?? null, element);
}

function evaluate(table: CompiledTable, frame: Frame): Value {
  const before = frame.run.notes.length;
  const inputs = table.inputs.map((input) => input(frame));
  if (frame.run.notes.slice(before).some((note) => note.kind === 'fatal')) return null;
  const matched = matching(table, inputs, frame);
  if (frame.run.trace !== undefined) writeDown(table, inputs, matched, frame);
  if (matched.length === 0) return withoutMatch(table, frame);
  const { hitPolicy } = table.model;
  if (hitPolicy === 'UNIQUE' && matched.length > 1) return severalMatch(table, matched, frame.run);
  const values = matched.map((rule) => resultOf(table, rule, frame));
  return combined(table, values, matched, frame);
}

function matching({ model, rules }: CompiledTable, inputs: readonly Value[], frame: Frame): readonly CompiledRule[] {
  const sights = inputs.map((input) => within(frame, named([['?', input]])));
  const matched: CompiledRule[] = [];
  for (const rule of rules) {
    spend(frame.run, 1 + rule.tests.length);
    const hit = rule.tests.every((test, index) => test === null || test(sights[index] ?? frame) === true);
    if (hit) matched.push(rule);
    if (hit && model.hitPolicy === 'FIRST') break;
  }
  return matched;
}

/** For whoever asks why: beside the rules that answered, each cell of all others where that is wanted. */
function writeDown(
  { model, owner, rules }: CompiledTable,
  inputs: readonly Value[],
  matched: readonly CompiledRule[],
  frame: Frame,
): void {
  const { run } = frame;
  const applied = matched.map(({ id }) => id);
  const sights = inputs.map((input) => within(frame, named([['?', input]])));
  const explain = ({ id, tests }: CompiledRule): RuleTrace => {
    spend(run, 1 + tests.length);
    const cells = tests.map((test, index) => (test === null ? null : test(sights[index] ?? frame) === true));
    const holds = cells.every((cell) => cell !== false);
    return { id, cells, outcome: applied.includes(id) ? 'applied' : holds ? 'matched' : 'notMatched' };
  };
  const explained = run.traceCells === true ? rules.map(explain) : [];
  run.trace?.push({ decision: owner, table: model.id, inputs, applied, rules: explained });
}

/** One output gives its value, several a context of them. */
function resultOf({ outputs }: CompiledTable, rule: CompiledRule, frame: Frame): Value {
  return unwrapped(outputs.map(({ name }, index) => [name, rule.results[index]?.(frame) ?? null]));
}

/** §8.2.11: the default output entries, where there are any. */
function withoutMatch({ model, outputs }: CompiledTable, frame: Frame): Value {
  if (outputs.every(({ fallback }) => fallback === null)) {
    return model.hitPolicy === 'COLLECT' && model.aggregation === 'COUNT' ? 0 : null;
  }
  return unwrapped(outputs.map(({ name, fallback }) => [name, fallback?.(frame) ?? null]));
}

function unwrapped(entries: readonly (readonly [string, Value])[]): Value {
  const [only] = entries;
  return entries.length === 1 && only !== undefined ? only[1] : contextOf(entries);
}

function combined(table: CompiledTable, values: readonly Value[], rules: readonly CompiledRule[], frame: Frame): Value {
  const { hitPolicy, aggregation } = table.model;
  const first = values[0] ?? null;
  switch (hitPolicy) {
    case 'UNIQUE':
    case 'FIRST':
      return first;
    case 'ANY':
      return values.every((value) => equal(value, first, frame.run) === true)
        ? first
        : severalMatch(table, rules, frame.run);
    case 'PRIORITY':
      return byPriority(table, values, frame)[0] ?? null;
    case 'RULE ORDER':
      return values;
    case 'OUTPUT ORDER':
      return byPriority(table, values, frame);
    case 'COLLECT':
      return aggregation === null ? values : aggregated(aggregation, values, frame.run);
  }
}

function severalMatch({ model }: CompiledTable, rules: readonly CompiledRule[], run: Run): null {
  const ids = rules.map((rule) => rule.id).join(', ');
  const why = model.hitPolicy === 'ANY' ? 'several rules match and do not agree' : 'several rules match';
  return fatal(run, `${why}: ${ids}`, model.id);
}

function aggregated(aggregation: Aggregation, values: readonly Value[], run: Run): Value {
  if (aggregation === 'COUNT') return values.length;
  const work = builtIn(aggregation.toLowerCase());
  return work === null ? failed(run, `there is no ${aggregation}`) : work(run).apply(values);
}

/** Output values are listed by falling priority; the first output counts first (§8.2.10). */
function byPriority({ outputs }: CompiledTable, values: readonly Value[], frame: Frame): readonly Value[] {
  const orders = outputs.map(({ order }) => order?.(frame) ?? null);
  const ranked = values.map((value) => ({
    value,
    ranks: outputs.map(({ name }, index) => {
      const part = outputs.length > 1 && isContext(value) ? (value[name] ?? null) : value;
      return rankIn(orders[index] ?? null, part, frame.run);
    }),
  }));
  return ranked.toSorted((a, b) => compareRanks(a.ranks, b.ranks)).map(({ value }) => value);
}

function rankIn(order: Value, value: Value, run: Run): number {
  if (!isList(order)) return 0;
  const rank = order.findIndex((allowed) => equal(allowed, value, run) === true);
  return rank === -1 ? order.length : rank;
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, rank] of a.entries()) if (rank !== b[index]) return rank - (b[index] ?? 0);
  return 0;
}
