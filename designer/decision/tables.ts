/** Decision tables as they are written, with the labels that people gave to columns and rules. */
import { readDmn } from '#engine/bpmn/moddle.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from '#engine/bpmn/moddle-types.ts';

export interface ShownDecision {
  readonly id: string;
  readonly title: string;
  readonly hitPolicy: string;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
  readonly rules: readonly ShownRule[];
  /** FEEL of a decision that is no table. */
  readonly expression: string | null;
}

export interface Column {
  readonly label: string;
  /** The variable or expression that the column stands for. */
  readonly source: string;
}

export interface ShownRule {
  readonly id: string;
  readonly note: string;
  readonly tests: readonly string[];
  readonly results: readonly string[];
}

/** @returns the decisions of a DMN file in its order; none where it cannot be read */
export async function readTables(xml: string): Promise<readonly ShownDecision[]> {
  const { root } = await readDmn(xml, 'decision.dmn');
  if (root === null) return [];
  return elementsIn(root, 'drgElement')
    .filter((element) => typeName(element) === 'Decision')
    .map(readDecision);
}

function readDecision(decision: ModdleElement): ShownDecision {
  const logic = elementIn(decision, 'decisionLogic');
  const title = textIn(decision, 'description') ?? textIn(decision, 'name') ?? idOf(decision);
  const table = logic !== null && typeName(logic) === 'DecisionTable' ? logic : null;
  return {
    id: idOf(decision),
    title,
    hitPolicy: table === null ? '' : String(table.get('hitPolicy') ?? 'UNIQUE'),
    inputs: table === null ? [] : elementsIn(table, 'input').map(inputColumn),
    outputs: table === null ? [] : elementsIn(table, 'output').map(outputColumn),
    rules: table === null ? [] : elementsIn(table, 'rule').map(readRule),
    expression: table === null && logic !== null ? textIn(logic, 'text') : null,
  };
}

function inputColumn(input: ModdleElement): Column {
  const expression = elementIn(input, 'inputExpression');
  const source = expression === null ? '' : (textIn(expression, 'text') ?? '');
  return { label: textIn(input, 'label') ?? source, source };
}

function outputColumn(output: ModdleElement): Column {
  const source = textIn(output, 'name') ?? '';
  return { label: textIn(output, 'label') ?? source, source };
}

function readRule(rule: ModdleElement): ShownRule {
  const texts = (name: string) => elementsIn(rule, name).map((entry) => textIn(entry, 'text') ?? '');
  return {
    id: idOf(rule),
    note: textIn(rule, 'description') ?? '',
    tests: texts('inputEntry').map((test) => (test === '' ? '-' : test)),
    results: texts('outputEntry'),
  };
}
