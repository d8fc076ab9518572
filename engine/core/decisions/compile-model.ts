// All expressions of a version's decision models, compiled once for as long as the version is in memory.
import type { Code } from '../feel/run.ts';
import type { NameTree } from '../feel/syntax.ts';
import type { Decisions, DrgElement, Requirement } from '../model/decisions.ts';
import { compileFunction, compileLogic } from './logic.ts';
import { typed } from './passing.ts';
import { type DecisionFault, type Sight, treeOf } from './scope.ts';

export interface CompiledModel {
  /** What a decision's or a knowledge model's logic gives in a frame of what it requires. */
  readonly codes: ReadonlyMap<string, Code>;
  readonly faults: readonly DecisionFault[];
}

const compiledModels = new WeakMap<Decisions, CompiledModel>();

export function compiledModel(decisions: Decisions): CompiledModel {
  const known = compiledModels.get(decisions);
  if (known !== undefined) return known;
  const faults: DecisionFault[] = [];
  const codes = new Map<string, Code>();
  for (const [key, element] of Object.entries(decisions)) {
    const code = compileElement(key, element, decisions, faults);
    if (code !== null) codes.set(key, code);
  }
  const made = { codes, faults };
  compiledModels.set(decisions, made);
  return made;
}

function compileElement(key: string, element: DrgElement, decisions: Decisions, faults: DecisionFault[]): Code | null {
  if (element.kind === 'input' || element.kind === 'service') return null;
  const { types = {} } = element;
  const sight: Sight = {
    names: namesOf(element.requires, decisions),
    types: (name) => (Object.hasOwn(types, name) ? (types[name] ?? null) : null),
    owner: key,
    faults,
  };
  if (element.kind === 'knowledge') return element.function === null ? null : compileFunction(element.function, sight);
  return element.logic === null ? null : typed(compileLogic(element.logic, sight), element.type, element.id);
}

/** The names in scope, those of imports behind the import's name. */
function namesOf(requires: readonly Requirement[], decisions: Decisions): NameTree {
  const tree: Record<string, NameTree | null> = Object.create(null);
  for (const { key, path } of requires) {
    const element = decisions[key];
    const below = element === undefined || element.kind === 'knowledge' ? null : treeOf(element.type);
    const [first, second] = path;
    if (first === undefined) continue;
    if (second === undefined) tree[first] = below;
    else tree[first] = { ...tree[first], [second]: below };
  }
  return { ...tree };
}
