// What may begin in an ad-hoc sub-process, and when it is over: BPMN 2.0.2 §13.3.5.
import { truthOf } from '../expressions/expression.ts';
import type { AdHocSubProcess, FlowNode, Program } from '../model/program.ts';
import { elementOf, emit, type Run, scopeOf } from '../run.ts';
import type { Scope, State } from '../state.ts';
import { clearScope } from './interrupt.ts';
import { sightOf } from './variables.ts';

/** Activities that somebody may choose now, of one open ad-hoc sub-process. */
export function enabledIn(program: Program, state: State, scope: Scope): readonly string[] {
  const element = program.nodes[scope.element];
  if (element?.type !== 'adHocSubProcess' || scope.adHoc?.open !== true) return [];
  const busy = Object.values(state.nodes).some((node) => node.scope === scope.id);
  if (element.sequential && busy) return [];
  return (program.scopes[element.id]?.starts ?? []).filter((id) => needsSomebody(program.nodes[id]));
}

/** What begins by itself: everything that needs nobody, in sequence one after the other. */
export function nextInOrder(run: Run, scope: string): readonly string[] {
  const { element: id, adHoc } = scopeOf(run, scope);
  const element = elementOf(run, id);
  const rest = (run.program.scopes[id]?.starts ?? []).filter(
    (start) => !needsSomebody(run.program.nodes[start]) && !adHoc?.begun.includes(start),
  );
  return element.type === 'adHocSubProcess' && element.sequential ? rest.slice(0, 1) : rest;
}

/** Whether nothing in it waits for somebody to choose it. */
export function goesByItself(program: Program, element: string): boolean {
  return (program.scopes[element]?.starts ?? []).every((id) => !needsSomebody(program.nodes[id]));
}

/** An activity in it is done: the completion condition is asked. @throws Stuck where it is not decided */
export function activityDone(run: Run, done: FlowNode, scope: Scope): void {
  if (scope.adHoc?.open !== true || !/(task|process|callactivity)$/i.test(done.type)) return;
  const element = elementOf(run, scope.element);
  if (element.type !== 'adHocSubProcess' || element.completionCondition === null) return;
  if (truthOf(element.completionCondition, sightOf(run, scope.id))) closeAdHoc(run, scope.id, element);
}

/** Nothing more begins in it; what is open ends too, or is waited for. It ends when it is quiet, as every scope does. */
export function closeAdHoc(run: Run, scope: string, element: AdHocSubProcess): void {
  const begun = scopeOf(run, scope).adHoc?.begun ?? [];
  emit(run, { kind: 'adHocSet', scope, adHoc: { open: false, begun } });
  if (element.cancelRemaining) clearScope(run, scope);
}

function needsSomebody(element: FlowNode | undefined): boolean {
  return element?.type === 'userTask' || element?.type === 'manualTask' || element?.type === 'receiveTask';
}
