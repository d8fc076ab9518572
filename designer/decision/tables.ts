/** Decision tables as they are written, with the labels that people gave to columns and rules. */
import { readDmn } from '#engine/bpmn/moddle.ts';
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from '#engine/bpmn/moddle-types.ts';
import type { Localised } from '#engine/runtime/application/common.ts';

export interface ShownDecision {
  readonly id: string;
  readonly title: Localised;
  /** Id of its table; '' for a decision that is none. */
  readonly table: string;
  readonly hitPolicy: string;
  readonly inputs: readonly Column[];
  readonly outputs: readonly Column[];
  readonly rules: readonly ShownRule[];
  /** FEEL of a decision that is no table. */
  readonly expression: string | null;
}

export interface Column {
  readonly id: string;
  readonly label: string;
  /** The variable or expression that the column stands for. */
  readonly source: string;
  readonly type: string;
}

export interface ShownRule {
  readonly id: string;
  readonly note: string;
  readonly tests: readonly Cell[];
  readonly results: readonly Cell[];
}

export interface Cell {
  readonly id: string;
  /** FEEL; '' where nothing is written. */
  readonly text: string;
}

export interface ReadTables {
  /** Why the file cannot be read or must not be opened; null where it can. */
  readonly refused: { readonly vi: string; readonly en: string } | null;
  readonly decisions: readonly ShownDecision[];
}

/** @returns the decisions of a DMN file in its order; none where it cannot be read */
export async function readTables(xml: string): Promise<ReadTables> {
  const { root, problems } = await readDmn(xml, 'decision.dmn');
  if (root === null) return { refused: problems[0]?.message ?? null, decisions: [] };
  const decisions = elementsIn(root, 'drgElement').filter((element) => typeName(element) === 'Decision');
  return { refused: null, decisions: decisions.map(readDecision) };
}

/** A cell with where it stands. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly decision: ShownDecision;
  readonly rule: ShownRule;
  /** Counted from 1, as the table shows it. */
  readonly row: number;
  readonly column: Column;
  readonly side: 'input' | 'output';
}

/** @returns every cell of a table, row by row */
export function cellsOf(decision: ShownDecision): readonly PlacedCell[] {
  return decision.rules.flatMap((rule, index) => {
    const placed = (cells: readonly Cell[], columns: readonly Column[], side: PlacedCell['side']) =>
      cells.flatMap((cell, at): readonly PlacedCell[] => {
        const column = columns[at];
        return column === undefined ? [] : [{ cell, decision, rule, row: index + 1, column, side }];
      });
    return [...placed(rule.tests, decision.inputs, 'input'), ...placed(rule.results, decision.outputs, 'output')];
  });
}

function readDecision(decision: ModdleElement): ShownDecision {
  const logic = elementIn(decision, 'decisionLogic');
  const vi = textIn(decision, 'description') ?? textIn(decision, 'name') ?? idOf(decision);
  const title = { vi, en: textIn(decision, 'wardflow:nameEn') ?? vi };
  const table = logic !== null && typeName(logic) === 'DecisionTable' ? logic : null;
  const aggregation = table === null ? null : textIn(table, 'aggregation');
  const policy = table === null ? '' : String(table.get('hitPolicy') ?? 'UNIQUE');
  return {
    id: idOf(decision),
    title,
    table: table === null ? '' : idOf(table),
    hitPolicy: aggregation === null ? policy : `${policy} ${aggregation}`,
    inputs: table === null ? [] : elementsIn(table, 'input').map(inputColumn),
    outputs: table === null ? [] : elementsIn(table, 'output').map(outputColumn),
    rules: table === null ? [] : elementsIn(table, 'rule').map(readRule),
    expression: table === null && logic !== null ? textIn(logic, 'text') : null,
  };
}

function inputColumn(input: ModdleElement): Column {
  const expression = elementIn(input, 'inputExpression');
  const source = expression === null ? '' : (textIn(expression, 'text') ?? '');
  const type = expression === null ? '' : (textIn(expression, 'typeRef') ?? '');
  return { id: idOf(input), label: textIn(input, 'label') ?? source, source, type };
}

function outputColumn(output: ModdleElement): Column {
  const source = textIn(output, 'name') ?? '';
  return { id: idOf(output), label: textIn(output, 'label') ?? source, source, type: textIn(output, 'typeRef') ?? '' };
}

function readRule(rule: ModdleElement): ShownRule {
  const cells = (name: string): readonly Cell[] =>
    elementsIn(rule, name).map((entry) => ({ id: idOf(entry), text: textIn(entry, 'text')?.trim() ?? '' }));
  return {
    id: idOf(rule),
    note: textIn(rule, 'description') ?? '',
    tests: cells('inputEntry'),
    results: cells('outputEntry'),
  };
}
