import { feelFault } from '#engine/core/expressions/feel.ts';
import type {
  Aggregation,
  Decision,
  DecisionLogic,
  DecisionOutput,
  DecisionRule,
  Decisions,
  DecisionTable,
  HitPolicy,
} from '#engine/core/model/decisions.ts';
import { readDmn } from './moddle.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';
import { type Problem, type Report, report } from './problems.ts';

/** Reads the decisions of a DMN file: tables, literal expressions and the arrows between them. */
export async function parseDecisions(
  xml: string,
  path: string,
): Promise<{ readonly decisions: Decisions; readonly problems: readonly Problem[] }> {
  const { root, problems } = await readDmn(xml, path);
  const to: Report = { path, problems: [...problems] };
  if (root === null) return { decisions: {}, problems: to.problems };
  const names = namesIn(root);
  const found = elementsIn(root, 'drgElement')
    .filter((element) => typeName(element) === 'Decision')
    .flatMap((element) => readDecision(element, { to, element: idOf(element), names }));
  return { decisions: Object.fromEntries(found.map((decision) => [decision.id, decision])), problems: to.problems };
}

interface Place {
  readonly to: Report;
  readonly element: string;
  /** Names with blanks that expressions of this file may use. */
  readonly names: Readonly<Record<string, null>>;
}

function namesIn(root: ModdleElement): Readonly<Record<string, null>> {
  return Object.fromEntries(
    elementsIn(root, 'drgElement').flatMap((element) => {
      const name = textIn(element, 'name');
      return name === null ? [] : [[name, null]];
    }),
  );
}

function readDecision(element: ModdleElement, place: Place): readonly Decision[] {
  const logic = readLogic(elementIn(element, 'decisionLogic'), place);
  if (logic === null) return [];
  const requires = elementsIn(element, 'informationRequirement').flatMap((requirement) => {
    const href = elementIn(requirement, 'requiredDecision')?.get('href');
    return typeof href === 'string' ? [href.replace(/^.*#/, '')] : [];
  });
  return [{ id: place.element, name: textIn(element, 'name') ?? place.element, requires, logic }];
}

function readLogic(logic: ModdleElement | null, place: Place): DecisionLogic | null {
  const type = logic === null ? null : typeName(logic);
  if (logic !== null && type === 'DecisionTable') return readTable(logic, place);
  if (logic !== null && type === 'LiteralExpression') {
    return { kind: 'literal', source: checked(textIn(logic, 'text') ?? '', 'expression', place) };
  }
  report(place.to, 'DECISION_LOGIC_NOT_SUPPORTED', place.element);
  return null;
}

function readTable(table: ModdleElement, place: Place): DecisionTable {
  const inputs = elementsIn(table, 'input').map((input) => {
    const expression = elementIn(input, 'inputExpression');
    const source = expression === null ? '' : (textIn(expression, 'text') ?? '');
    return { id: idOf(input), source: checked(source, 'expression', place) };
  });
  const outputs = elementsIn(table, 'output').map((output) => readOutput(output, place));
  const rules = elementsIn(table, 'rule').map((rule) => readRule(rule, place));
  if (outputs.length === 0) report(place.to, 'DECISION_TABLE_NOT_VALID', place.element, { reason: 'output' });
  const complete = (rule: DecisionRule): boolean =>
    rule.tests.length === inputs.length && rule.results.length === outputs.length;
  for (const rule of rules.filter((candidate) => !complete(candidate))) {
    report(place.to, 'DECISION_TABLE_NOT_VALID', place.element, { reason: rule.id });
  }
  const hitPolicy = (textIn(table, 'hitPolicy') ?? 'UNIQUE') as HitPolicy;
  const aggregation = textIn(table, 'aggregation') as Aggregation | null;
  return { kind: 'table', hitPolicy, aggregation, inputs, outputs, rules };
}

function readOutput(output: ModdleElement, place: Place): DecisionOutput {
  const values = elementIn(output, 'outputValues');
  const fallback = elementIn(output, 'defaultOutputEntry');
  const defaultSource = fallback === null ? null : textIn(fallback, 'text');
  return {
    id: idOf(output),
    name: textIn(output, 'name') ?? textIn(output, 'label') ?? idOf(output),
    values: listed(values === null ? '' : (textIn(values, 'text') ?? '')),
    defaultSource: defaultSource === null ? null : checked(defaultSource, 'expression', place),
  };
}

function readRule(rule: ModdleElement, place: Place): DecisionRule {
  return {
    id: idOf(rule),
    tests: elementsIn(rule, 'inputEntry').map((entry) => {
      const text = textIn(entry, 'text')?.trim() ?? '-';
      return text === '-' ? null : checked(text, 'unaryTests', place);
    }),
    results: elementsIn(rule, 'outputEntry').map((entry) => {
      const text = textIn(entry, 'text')?.trim() ?? 'null';
      return text === '-' ? 'null' : checked(text, 'expression', place);
    }),
  };
}

function checked(source: string, kind: 'expression' | 'unaryTests', place: Place): string {
  const text = source.trim();
  const fault = feelFault(text, kind, { ...place.names, '?': null });
  const where = 'table';
  if (fault?.kind === 'syntax') report(place.to, 'EXPRESSION_NOT_VALID', place.element, { where, source: text });
  if (fault?.kind === 'costly') {
    report(place.to, 'EXPRESSION_TOO_COSTLY', place.element, { where, source: text, reason: fault.found });
  }
  return text;
}

/** The allowed values of an output: a list of FEEL literals; commas inside texts do not part them. */
function listed(text: string): readonly string[] {
  return [...text.matchAll(/"(?:[^"\\]|\\.)*"|[^,]+/g)].map(([value]) => value.trim()).filter((value) => value !== '');
}
