// The inside of a sub-process opens with its activity and ends when all tokens in it are consumed.
import { scopeDepthMax } from '../model/limits.ts';
import type { FlowNode } from '../model/program.ts';
import { isEmpty, valuesOf } from '../records.ts';
import { elementOf, emit, freshId, type Run, scopeOf } from '../run.ts';
import type { NodeInstance, Scope, State } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Variables } from '../values.ts';
import { goesByItself, nextInOrder } from './ad-hoc.ts';
import { armEventSubProcesses } from './subscriptions.ts';
import { enterAll } from './tokens.ts';

/** Opens the scope of a sub-process and begins what begins in it. @throws Stuck where a timer in it gives no time */
export function openInside(run: Run, node: NodeInstance, starts: readonly FlowNode[]): void {
  const scope = openScope(run, node, {});
  armEventSubProcesses(run, scope, node.element);
  enterAll(run, starts, scope);
}

/** @throws Stuck TOO_DEEP */
export function openScope(run: Run, node: NodeInstance, variables: Variables, turn?: number): string {
  if (depthOf(run, node.scope) >= scopeDepthMax) throw new Stuck('TOO_DEEP', { max: scopeDepthMax });
  const id = freshId(run, 's');
  const numbered = turn === undefined ? {} : { turn };
  const declared = turn === undefined ? (run.program.scopes[node.element]?.declares ?? []) : [];
  const own = { ...Object.fromEntries(declared.map((name) => [name, null])), ...node.locals, ...variables };
  const scope = { id, element: node.element, parent: node.scope, node: node.id, variables: own, ...numbered };
  emit(run, { kind: 'scopeOpened', scope });
  return id;
}

function depthOf(run: Run, scope: string): number {
  const { parent } = scopeOf(run, scope);
  return parent === null ? 1 : depthOf(run, parent) + 1;
}

export function startsOf(run: Run, element: string): readonly FlowNode[] {
  return (run.program.scopes[element]?.starts ?? []).map((id) => elementOf(run, id));
}

/** The scopes that hold a node. */
export function busyScopes(state: State): ReadonlySet<string> {
  return new Set(valuesOf(state.nodes).map((node) => node.scope));
}

/** Asked when the agenda is empty, so tokens on the way need no look. A token parked before a join keeps its scope. */
export function isQuiet(run: Run, scope: Scope, busy: ReadonlySet<string>): boolean {
  if (busy.has(scope.id) || !isEmpty(scope.parked)) return false;
  return !scope.adHoc?.open || isOver(run, scope);
}

/** An open ad-hoc sub-process in which a person may still choose something stays. */
function isOver(run: Run, scope: Scope): boolean {
  return goesByItself(run.program, scope.element) && nextInOrder(run, scope.id).length === 0;
}
