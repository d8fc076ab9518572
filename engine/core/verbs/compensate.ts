// What has been done is undone: BPMN 2.0.2 §10.7, §13.5.5. A scope keeps what was completed in it and has a handler; to
// compensate runs those handlers in the reverse order, side by side where one was not done because of the other; who
// threw it waits until all of them are done.
import type { FlowNode, Program } from '../model/program.ts';
import { triggersOf } from '../model/triggers.ts';
import { elementOf, emit, freshId, nodeOf, type Run, scopeOf } from '../run.ts';
import type { DoneActivity, NodeInstance, Scope, Undoing } from '../state.ts';
import { leadsTo } from './reach.ts';
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
  const around = scopeOf(run, owner.scope);
  const variables = around.turn === undefined ? inside.variables : { ...around.variables, ...inside.variables };
  append(run, owner.scope, [{ element: element.id, inside: { variables, done } }]);
}

/**
 * Runs the handlers of what was done around `thrower`.
 * @param activity only this one; null: everything in the scope
 * @returns `waits` where there is something to undo and the event waits for it (`waitForCompletion`, table 10.87)
 */
export function compensate(run: Run, thrower: NodeInstance, { activity, detached }: Wanted): 'done' | 'waits' {
  const scope = scopeWith(run, thrower.scope, activity);
  const done = scope?.done ?? [];
  const wanted = done.filter(({ element }) => activity === null || element === activity);
  if (scope === null || wanted.length === 0) return 'done';
  emit(run, { kind: 'doneSet', scope: scope.id, done: done.filter((one) => !wanted.includes(one)) });
  undo(run, wanted, scope.id, detached ? shadowOf(run, thrower) : thrower.id);
  return detached ? 'done' : 'waits';
}

interface Wanted {
  readonly activity: string | null;
  /** Who throws goes on at once. */
  readonly detached?: true;
}

/** A handler is done: those that had to wait for it begin; who threw goes on after the last. */
export function compensated(run: Run, thrower: string, handler: string): void {
  const waiting = run.state.nodes[thrower];
  if (waiting?.undoing === undefined) return;
  const left = waiting.undoing.filter(({ node }) => node !== handler);
  emit(run, { kind: 'undoingSet', node: thrower, undoing: left });
  if (left.length > 0) beginReady(run, thrower);
  // A step that was sent back opens now.
  else if (waiting.life === 'ready') run.agenda.push({ kind: 'enter', node: thrower });
  else if (waiting.shadow) dissolve(run, thrower);
  else if (isThrowEvent(elementOf(run, waiting.element))) finish(run, thrower);
}

/** It waits in the place of an event that has gone on, and leaves no trace. */
function shadowOf(run: Run, { element, scope }: NodeInstance): string {
  const node = freshId(run, 'n');
  emit(run, { kind: 'nodeEntered', node, element, scope, shadow: true });
  emit(run, { kind: 'nodeMoved', node, move: 'activate' });
  return node;
}

function dissolve(run: Run, node: string): void {
  emit(run, { kind: 'nodeMoved', node, move: 'finish' });
  emit(run, { kind: 'nodeMoved', node, move: 'complete' });
}

function isThrowEvent({ type }: FlowNode): boolean {
  return type === 'endEvent' || type === 'intermediateThrowEvent';
}

/** @returns whether there is anything to undo */
export function undo(run: Run, done: readonly DoneActivity[], scope: string, thrower: string): boolean {
  if (done.length === 0) return false;
  const before = nodeOf(run, thrower).undoing ?? [];
  emit(run, { kind: 'undoingSet', node: thrower, undoing: [...before, ...done.map((one) => ({ ...one, scope }))] });
  beginReady(run, thrower);
  return true;
}

/**
 * What was done after another because of it is undone before it; what was done side by side is undone side by side.
 * The last done begins first: the agenda is a stack.
 */
function beginReady(run: Run, thrower: string): void {
  const all = nodeOf(run, thrower).undoing ?? [];
  const waits = (entry: Undoing, index: number) =>
    all.some(
      (later, at) => at > index && later.scope === entry.scope && follows(run.program, entry.element, later.element),
    );
  const undoing = all.map((entry, index) =>
    entry.node !== undefined || waits(entry, index) ? entry : { ...entry, node: beginUndoing(run, entry, thrower) },
  );
  emit(run, { kind: 'undoingSet', node: thrower, undoing });
}

/** Whether `later` was done in consequence of `earlier`: by flows, turn after turn, or one by one in an ad-hoc sub-process. */
function follows({ nodes, ...program }: Program, earlier: string, later: string): boolean {
  const loop = nodes[earlier]?.loop;
  if (earlier === later) return loop?.kind !== 'multiInstance' || loop.sequential;
  if (nodes[nodes[earlier]?.scope ?? '']?.type === 'adHocSubProcess') return true;
  return leadsTo({ nodes, ...program }, earlier, later);
}

function beginUndoing(run: Run, { scope, ...entry }: Undoing, thrower: string): string {
  const element = elementOf(run, entry.element);
  if (entry.inside !== undefined) return undoInside(run, entry.inside, element, scope, thrower);
  return enterNode(run, elementOf(run, element.compensation ?? ''), scope, { compensates: thrower });
}

/** The inside of a completed sub-process comes back with its variables, only to be undone. */
function undoInside(
  run: Run,
  { variables, done }: NonNullable<DoneActivity['inside']>,
  element: FlowNode,
  scope: string,
  thrower: string,
): string {
  const id = enterNode(run, element, scope, { compensates: thrower });
  // Its work is not to be begun again.
  run.agenda.pop();
  emit(run, { kind: 'nodeMoved', node: id, move: 'activate' });
  const inside = openScope(run, nodeOf(run, id), variables);
  emit(run, { kind: 'doneSet', scope: inside, done });
  const start = compensationStart(run, element.id);
  if (start === null) undo(run, done, inside, id);
  else enterNode(run, elementOf(run, start.scope), inside);
  return id;
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
