// Decision tables of a file and the rules that they must keep (DMN 1.5 chapter 8).
import {
  type Aggregation,
  aggregations,
  type DecisionInput,
  type DecisionOutput,
  type DecisionRule,
  type DecisionTable,
  type HitPolicy,
  hitPolicies,
} from '#engine/core/model/decisions.ts';
import { elementIn, elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import { report } from '../problems.ts';
import { at, checkLanguage, type Place } from './source.ts';

export function readTable(table: ModdleElement, place: Place): DecisionTable {
  const inputs = elementsIn(table, 'input').map((input) => readInput(input, at(place, input)));
  const clauses = elementsIn(table, 'output');
  const outputs = clauses.map((output) => readOutput(output, at(place, output)));
  const rules = elementsIn(table, 'rule').map((rule) => readRule(rule, at(place, rule)));
  const hitPolicy = readPolicy(table, place);
  const aggregation = readAggregation(table, hitPolicy, outputs.length, place);
  const read: DecisionTable = { id: place.element, kind: 'table', hitPolicy, aggregation, inputs, outputs, rules };
  checkTable(read, place);
  return read;
}

function readPolicy(table: ModdleElement, place: Place): HitPolicy {
  const policy = textIn(table, 'hitPolicy') ?? 'UNIQUE';
  const known = hitPolicies.find((candidate) => candidate === policy);
  if (known === undefined) report(place.source.to, 'DECISION_HIT_POLICY', place.element, { policy });
  return known ?? 'UNIQUE';
}

function readAggregation(table: ModdleElement, policy: HitPolicy, outputs: number, place: Place): Aggregation | null {
  const aggregation = textIn(table, 'aggregation');
  if (aggregation === null) return null;
  const known = aggregations.find((candidate) => candidate === aggregation);
  if (known === undefined || policy !== 'COLLECT' || outputs > 1) {
    report(place.source.to, 'DECISION_AGGREGATION', place.element, { aggregation });
  }
  return known ?? null;
}

function readInput(input: ModdleElement, place: Place): DecisionInput {
  const expression = elementIn(input, 'inputExpression');
  const source = expression === null ? '' : (textIn(expression, 'text')?.trim() ?? '');
  const label = textIn(input, 'label') ?? place.element;
  if (source === '') report(place.source.to, 'DECISION_INPUT_WITHOUT_EXPRESSION', place.element, { label });
  if (expression !== null) checkLanguage(expression, place);
  const type = expression === null ? null : typeOf(expression, place);
  const values = testsIn(input, 'inputValues', place);
  return {
    id: place.element,
    ...labelled(textIn(input, 'label')),
    source: source === '' ? 'null' : source,
    ...(type === null ? {} : { type }),
    ...(values === null ? {} : { values }),
  };
}

function typeOf(element: ModdleElement, place: Place) {
  const name = textIn(element, 'typeRef');
  const type = name === null ? null : place.types.find(name);
  if (name !== null && type === null) report(place.source.to, 'DECISION_TYPE_NOT_FOUND', place.element, { type: name });
  return type;
}

function testsIn(element: ModdleElement, property: string, place: Place): string | null {
  const tests = elementIn(element, property);
  if (tests === null) return null;
  checkLanguage(tests, place);
  const text = textIn(tests, 'text')?.trim() ?? '';
  return text === '' || text === '-' ? null : text;
}

function readOutput(output: ModdleElement, place: Place): DecisionOutput {
  const type = typeOf(output, place);
  const fallback = elementIn(output, 'defaultOutputEntry');
  const source = fallback === null ? '' : (textIn(fallback, 'text')?.trim() ?? '');
  return {
    id: place.element,
    name: textIn(output, 'name') ?? textIn(output, 'label') ?? place.element,
    ...(type === null ? {} : { type }),
    values: testsIn(output, 'outputValues', place) ?? type?.allowed?.at(-1) ?? null,
    defaultSource: source === '' || source === '-' ? null : source,
  };
}

function readRule(rule: ModdleElement, place: Place): DecisionRule {
  const tests = elementsIn(rule, 'inputEntry').map((entry) => {
    checkLanguage(entry, place);
    const text = textIn(entry, 'text')?.trim() ?? '-';
    return text === '-' ? null : text;
  });
  const results = elementsIn(rule, 'outputEntry').map((entry) => {
    checkLanguage(entry, place);
    const text = textIn(entry, 'text')?.trim() ?? '-';
    return text === '-' ? null : text;
  });
  const note = textIn(rule, 'description')?.trim() ?? '';
  return { id: place.element, ...(note === '' ? {} : { note }), tests, results };
}

function labelled(label: string | null): { readonly label?: string } {
  return label === null || label.trim() === '' ? {} : { label: label.trim() };
}

function checkTable({ inputs, outputs, rules, hitPolicy }: DecisionTable, place: Place): void {
  const { to } = place.source;
  if (outputs.length === 0) report(to, 'DECISION_TABLE_NOT_VALID', place.element, { reason: 'output' });
  const names = new Set(outputs.map(({ name }) => name));
  if (names.size < outputs.length) report(to, 'DECISION_OUTPUT_NAMES', place.element);
  for (const { id, tests, results } of rules) {
    if (tests.length === inputs.length && results.length === outputs.length) continue;
    const counts = { tests: tests.length, results: results.length, inputs: inputs.length, outputs: outputs.length };
    report(to, 'DECISION_RULE_CELLS', id, counts);
  }
  if (hitPolicy !== 'PRIORITY' && hitPolicy !== 'OUTPUT ORDER') return;
  if (outputs.every(({ values }) => values === null)) {
    report(to, 'DECISION_PRIORITY_WITHOUT_VALUES', outputs[0]?.id ?? place.element, { policy: hitPolicy });
  }
}
