/** Looks at the formulas and logical conditions of a form before it is published: each can be read, ends, and fits. */
import { feelFault } from '#engine/core/expressions/feel.ts';
import { childrenOf, parse, type SyntaxNode } from '#engine/core/feel/syntax.ts';
import type { Placed } from './check-grids.ts';
import { isPersonal } from './components.ts';
import { conditionOf } from './conditions.ts';
import { type Formula, formulaOf } from './formula.ts';
import { lookInLogic } from './json-logic.ts';
import { type FormProblem, formProblem } from './problem.ts';

/** Kinds of fields that can be computed. */
export const computable: ReadonlySet<string> = new Set([
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'day',
  'datetime',
  'time',
  'hidden',
]);

/** Longer formulas nobody reads. */
const charactersMax = 2000;

export function logicProblems(placed: Placed, path: string, form: readonly Placed[]): readonly FormProblem[] {
  const { component, element } = placed;
  const condition = conditionOf(component)?.formula;
  const formula = formulaOf(component);
  const problems = [
    ...(condition === undefined ? [] : readProblems(condition, { property: 'conditional', placed, path, form })),
    ...(formula === undefined ? [] : readProblems(formula, { property: 'calculateValue', placed, path, form })),
  ];
  if (formula === undefined || problems.length > 0) return problems;
  const { type } = component;
  if (!computable.has(type)) return [formProblem('FORM_LOGIC_KIND', path, element, { type })];
  const reads = fieldsRead(formula);
  if (comesBack(placed, form)) problems.push(formProblem('FORM_LOGIC_CIRCLE', path, element));
  const personal = form.find((one) => reads.includes(one.component.key) && isPersonal(one.component));
  if (personal !== undefined && !isPersonal(component)) {
    problems.push(formProblem('FORM_LOGIC_PERSONAL', path, element, { field: personal.component.key }));
  }
  return problems;
}

interface At {
  readonly property: string;
  readonly placed: Placed;
  readonly path: string;
  readonly form: readonly Placed[];
}

function readProblems(formula: Formula, { property, placed, path, form }: At): FormProblem[] {
  const fault = 'feel' in formula ? feelWrong(formula.feel) : lookInLogic(formula.logic).unknown[0];
  if (fault !== undefined) return [formProblem('FORM_LOGIC', path, placed.element, { property, reason: fault })];
  // Within the text of a formula a field of some rows may be meant: `sum(items.qty)`.
  const known = new Set(form.filter((one) => 'feel' in formula || isSeen(one, placed)).map((one) => one.component.key));
  const missing = fieldsRead(formula).find((name) => !known.has(name));
  return missing === undefined
    ? []
    : [formProblem('FORM_LOGIC_FIELD', path, placed.element, { property, field: missing })];
}

function isSeen({ grid }: Placed, by: Placed): boolean {
  return grid === null || grid === by.grid;
}

function feelWrong(source: string): string | undefined {
  if (source.length > charactersMax) return source.slice(0, 20);
  const fault = feelFault(source, 'expression');
  if (fault !== null) return fault.found === '' ? source.slice(0, 20) : fault.found;
  return /\b(now|today)\s*\(/.exec(source)?.[0];
}

function fieldsRead(formula: Formula): readonly string[] {
  return 'feel' in formula ? namesIn(formula.feel) : lookInLogic(formula.logic).fields;
}

/** Names that the formula does not give a meaning itself, as `for one in items` does. */
function namesIn(source: string): readonly string[] {
  const parsed = parse(source, 'expression');
  if (parsed.kind !== 'ok') return [];
  const [names, own] = [new Set<string>(), new Set(['item', 'partial'])];
  const walk = (node: SyntaxNode): void => {
    const text = parsed.source.slice(node.from, node.to);
    const called = node.parent?.name === 'FunctionInvocation' && node.parent.from === node.from;
    if (node.name === 'VariableName' && !called) names.add(text);
    if (node.name === 'Name' || node.name === 'ParameterName') own.add(text);
    for (const child of childrenOf(node)) walk(child);
  };
  walk(parsed.top);
  return [...names].filter((name) => !own.has(name));
}

/** Whether what a field is computed from is computed from the field, over however many steps. */
function comesBack(start: Placed, form: readonly Placed[]): boolean {
  const byKey = new Map(form.map(({ component }) => [component.key, component]));
  const seen = new Set<string>();
  const ahead = [start.component.key];
  for (let key = ahead.pop(); key !== undefined; key = ahead.pop()) {
    const component = byKey.get(key);
    const formulas = component === undefined ? [] : [formulaOf(component), conditionOf(component)?.formula];
    for (const name of formulas.flatMap((formula) => (formula === undefined ? [] : fieldsRead(formula)))) {
      if (name === start.component.key) return true;
      if (!seen.has(name)) ahead.push(name);
      seen.add(name);
    }
  }
  return false;
}
