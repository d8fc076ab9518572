// What has been done is undone: BPMN 2.0.2 §10.6, §13.5.5. A scope keeps what was completed in it and has a handler; to
// compensate runs those handlers, the last done first; who threw it waits until all of them are done.

import type { FlowNode } from '../model/program.ts';
import { triggersOf } from '../model/triggers.ts';
import { elementOf, emit, nodeOf, type Run, scopeOf } from '../run.ts';
import type { DoneActivity, NodeInstance, Scope } from '../state.ts';
import { openScope } from './scopes.ts';
import { eventStarts } from './throw.ts';
import { enterNode, finish } from './tokens.ts';

/** Remembers a completed activity that has a handler. */
export function logDone(run: Run, node: NodeInstance, element: FlowNode): void {
  const frame = node.loop?.done ?? [];
  const own = element.compensation !== null && node.loop === undefined ? [{ element: element.id }] : [];
  append(run, node.scope, [...frame, ...own]);
}

/** Remembers what was done inside a sub-process that has completed, unless a handler of its own undoes all of it. */
export function logInside(run: Run, inside: Scope, owner: NodeInstance): void {
  const element = elementOf(run, owner.element);
  const done = inside.done ?? [];
  const undoes = compensationStart(run, element.id) !== null;
  if (element.compensation !== null || owner.compensates !== undefined || (done.length === 0 && !undoes)) return;
  append(run, owner.scope, [{ element: element.id, inside: { variables: inside.variables, done } }]);
}

/**
 * Runs the handlers of what was done around `thrower`.
 * @param activity only this one; null: everything in the scope
 * @returns `waits` where there is something to undo
 */
export function compensate(run: Run, thrower: NodeInstance, activity: string | null): 'done' | 'waits' {
  const scope = scopeWith(run, thrower.scope, activity);
  const done = scope?.done ?? [];
  const wanted = done.filter(({ element }) => activity === null || element === activity);
  if (scope === null || wanted.length === 0) return 'done';
  emit(run, { kind: 'doneSet', scope: scope.id, done: done.filter((one) => !wanted.includes(one)) });
  undo(run, wanted, scope.id, thrower.id);
  return 'waits';
}

/** A handler is done; who threw goes on after the last. */
export function compensated(run: Run, thrower: string): void {
  const waiting = run.state.nodes[thrower];
  if (waiting === undefined || !/^(endEvent|intermediateThrowEvent)$/.test(elementOf(run, waiting.element).type))
    return;
  if (Object.values(run.state.nodes).some((node) => node.compensates === thrower)) return;
  finish(run, thrower);
}

/** The last done begins first: the agenda is a stack. */
function undo(run: Run, done: readonly DoneActivity[], scope: string, thrower: string): void {
  for (const entry of done) {
    const element = elementOf(run, entry.element);
    if (entry.inside !== undefined) undoInside(run, entry.inside, element, scope, thrower);
    else if (element.compensation !== null) {
      enterNode(run, elementOf(run, element.compensation), scope, { compensates: thrower });
    }
  }
}

/** The inside of a completed sub-process comes back with its variables, only to be undone. */
function undoInside(
  run: Run,
  { variables, done }: NonNullable<DoneActivity['inside']>,
  element: FlowNode,
  scope: string,
  thrower: string,
): void {
  const id = enterNode(run, element, scope, { compensates: thrower });
  // Its work is not to be begun again.
  run.agenda.pop();
  emit(run, { kind: 'nodeMoved', node: id, move: 'activate' });
  const inside = openScope(run, nodeOf(run, id), variables);
  emit(run, { kind: 'doneSet', scope: inside, done });
  const start = compensationStart(run, element.id);
  if (start === null) undo(run, done, inside, id);
  else enterNode(run, elementOf(run, start.scope), inside);
}

function compensationStart(run: Run, scope: string): FlowNode | null {
  const byCompensation = (event: FlowNode) =>
    event.type === 'startEvent' && triggersOf(event.trigger).some(({ kind }) => kind === 'compensation');
  return eventStarts(run, scope).find(byCompensation) ?? null;
}

/** From inside an event sub-process, what is around it is meant; an activity may lie further out. */
function scopeWith(run: Run, from: string, activity: string | null): Scope | null {
  const scope = scopeOf(run, from);
  const model = run.program.nodes[scope.element];
  const meant =
    activity === null
      ? model?.type !== 'eventSubProcess' && scope.turn === undefined
      : (scope.done ?? []).some(({ element }) => element === activity);
  if (meant) return scope;
  return scope.parent === null ? null : scopeWith(run, scope.parent, activity);
}

function append(run: Run, scope: string, done: readonly DoneActivity[]): void {
  if (done.length === 0) return;
  emit(run, { kind: 'doneSet', scope, done: [...(scopeOf(run, scope).done ?? []), ...done] });
}
