// An activity that is done several times: BPMN 2.0.2 §10.3.8, §13.3.6 (standard loop), §13.3.7 (multi-instance). The node
// of the activity is the frame; each turn is a child scope with its own variables and a node of the same element in it.
import { numberOf, type Sight, truthOf, valueIn } from '../expressions/expression.ts';
import { loopTurnsMax } from '../model/limits.ts';
import type { BoundaryEvent, FlowNode, Loop, MultiInstance, StandardLoop } from '../model/program.ts';
import { type Trigger, triggersOf } from '../model/triggers.ts';
import { elementOf, emit, nodeOf, type Run, scopeOf } from '../run.ts';
import type { LoopInstance, NodeInstance, Scope } from '../state.ts';
import { Stuck } from '../stuck.ts';
import type { Json, Variables } from '../values.ts';
import { takeOut } from './data.ts';
import { emptyScope } from './interrupt.ts';
import { throwAll } from './results.ts';
import { openScope } from './scopes.ts';
import { broadcast } from './throw.ts';
import { enterNode, finish } from './tokens.ts';
import { sightOf, writeVariables } from './variables.ts';

/** @returns `done` where there is nothing to do */
export function beginLoop(run: Run, frame: NodeInstance, loop: Loop): 'done' | 'waits' {
  if (loop.kind === 'standard') {
    emit(run, { kind: 'loopSet', node: frame.id, loop: { total: null, started: 0, completed: 0 } });
    if (loop.testBefore && !goesOn(run, frame, loop, frame.scope)) return 'done';
    beginTurn(run, frame.id);
    return 'waits';
  }
  const items = itemsOf(run, frame, loop);
  const total = items?.length ?? cardinalityOf(run, frame, loop);
  if (total > loopTurnsMax) throw new Stuck('TOO_MANY_TURNS', { total });
  emit(run, {
    kind: 'loopSet',
    node: frame.id,
    loop: { total, started: 0, completed: 0, ...(items !== null && { items }) },
  });
  if (total === 0) return 'done';
  const before = run.agenda.length;
  for (let turn = loop.sequential ? total : 1; turn <= total; turn++) beginTurn(run, frame.id);
  run.agenda.push(...run.agenda.splice(before).reverse());
  return 'waits';
}

/** A turn is over: the next one begins, or the activity is done. */
export function endTurn(run: Run, turn: Scope): void {
  const frame = nodeOf(run, turn.node ?? '');
  const { loop } = elementOf(run, frame.element);
  const before = frame.loop;
  if (loop === null || before === undefined) throw new Error(`${frame.id} is no loop`);
  const now: LoopInstance = {
    ...before,
    completed: before.completed + 1,
    ...(loop.kind === 'multiInstance' && outputsAfter(run, turn, before, loop)),
    ...doneAfter(run, turn, before),
  };
  emit(run, { kind: 'loopSet', node: frame.id, loop: now });
  const ended = loop.kind === 'multiInstance' && throwAfterTurn(run, frame, turn, now, loop);
  // What was thrown may have been caught on the border.
  if (run.state.nodes[frame.id] === undefined) return;
  takeOut(
    run,
    nodeOf(run, frame.id),
    scopeOf(run, turn.id),
    loop.kind === 'multiInstance' ? loop.outputCollection : null,
  );
  const over = loop.kind === 'standard' ? !goesOn(run, frame, loop, turn.id) : ended || isOver(run, turn, now, loop);
  emptyScope(run, turn.id);
  if (over) endLoop(run, frame.id, loop);
  else if (loop.kind === 'standard' || loop.sequential) beginTurn(run, frame.id);
}

function endLoop(run: Run, frame: string, loop: Loop): void {
  for (const scope of Object.values(run.state.scopes)) if (scope.node === frame) emptyScope(run, scope.id);
  const { outputs } = nodeOf(run, frame).loop ?? {};
  if (loop.kind === 'multiInstance' && loop.outputCollection !== null) {
    writeVariables(run, nodeOf(run, frame), { [loop.outputCollection]: [...(outputs ?? [])] });
  }
  finish(run, frame);
}

/** @returns the node of the turn */
export function beginTurn(run: Run, id: string): string {
  const frame = nodeOf(run, id);
  const element: FlowNode = elementOf(run, frame.element);
  const before = frame.loop ?? { total: null, started: 0, completed: 0 };
  const turn = before.started + 1;
  emit(run, { kind: 'loopSet', node: id, loop: { ...before, started: turn } });
  const scope = openScope(run, frame, turnVariables(element, before, turn), turn);
  return enterNode(run, element, scope);
}

function turnVariables(element: FlowNode, { total, items }: LoopInstance, turn: number): Variables {
  const { loop } = element;
  const item = loop?.kind === 'multiInstance' && loop.elementVariable !== null && items !== undefined;
  return {
    loopCounter: turn,
    ...(total !== null && { numberOfInstances: total }),
    ...(loop?.kind === 'multiInstance' && loop.outputVariable !== undefined && { [loop.outputVariable]: null }),
    ...(item && { [loop.elementVariable ?? '']: items[turn - 1] ?? null }),
  };
}

/** BPMN 2.0.2 table 10.27: the condition keeps the loop going while it is true; the maximum ends it in any case. */
function goesOn(run: Run, frame: NodeInstance, loop: StandardLoop, scope: string): boolean {
  const completed = nodeOf(run, frame.id).loop?.completed ?? 0;
  const sight = sightOf(run, scope);
  const maximum = loop.maximum === null ? null : numberOf(loop.maximum, sight, 'maximum of turns');
  if (maximum !== null && completed >= maximum) return false;
  if (completed >= loopTurnsMax) throw new Stuck('TOO_MANY_TURNS', { total: completed });
  return loop.condition === null ? maximum !== null : truthOf(loop.condition, sight);
}

/** @returns whether what was thrown ends the turns that are still under way */
function throwAfterTurn(run: Run, frame: NodeInstance, turn: Scope, now: LoopInstance, loop: MultiInstance): boolean {
  let ends = false;
  for (const { when, trigger } of loop.throws) {
    if (run.state.scopes[turn.id] === undefined) return false;
    if (when === 'first' && now.completed !== 1) continue;
    if (typeof when !== 'string' && !truthOf(when, countedSight(run, turn, now))) continue;
    const interrupts = throwBeside(run, frame, trigger);
    if (interrupts && typeof when !== 'string') ends = true;
  }
  return ends;
}

/**
 * It is thrown by a turn that completes, so the border takes it beside the activity's own way on.
 * @returns whether an interrupting event took it
 */
function throwBeside(run: Run, frame: NodeInstance, trigger: Trigger): boolean {
  const events = elementOf(run, frame.element).boundaries.map((id) => elementOf(run, id));
  const caught = events.filter(
    (event): event is BoundaryEvent => event.type === 'boundaryEvent' && takes(event, trigger),
  );
  for (const event of caught) enterNode(run, event, frame.scope, { from: frame.id });
  if (trigger.kind === 'signal') broadcast(run, trigger.signal, { element: frame.element, except: frame.id });
  else if (caught.length === 0) throwAll(run, frame, trigger);
  return caught.some((event) => event.interrupting);
}

function takes(event: BoundaryEvent, thrown: Trigger): boolean {
  return triggersOf(event.trigger).some((one) => {
    if (one.kind === 'signal') return thrown.kind === 'signal' && thrown.signal === one.signal;
    if (one.kind === 'message') return thrown.kind === 'message' && thrown.message === one.message;
    if (one.kind !== 'error' && one.kind !== 'escalation') return false;
    return thrown.kind === one.kind && (one.code === null || thrown.code === one.code);
  });
}

function isOver(run: Run, turn: Scope, now: LoopInstance, loop: MultiInstance): boolean {
  if (now.completed + (now.cancelled ?? 0) >= (now.total ?? 0)) return true;
  if (loop.completionCondition === null) return false;
  return truthOf(loop.completionCondition, countedSight(run, turn, now));
}

function countedSight(run: Run, turn: Scope, now: LoopInstance): Sight {
  const { variables, env } = sightOf(run, turn.id);
  const counts = {
    numberOfInstances: now.total ?? 0,
    numberOfCompletedInstances: now.completed,
    numberOfActiveInstances: now.started - now.completed - (now.cancelled ?? 0),
    numberOfTerminatedInstances: now.cancelled ?? 0,
  };
  return { variables: { ...variables, ...counts }, env };
}

function outputsAfter(run: Run, turn: Scope, before: LoopInstance, loop: MultiInstance): { outputs?: readonly Json[] } {
  if (loop.outputCollection === null || loop.outputElement === null) return {};
  const outputs = [...(before.outputs ?? Array.from({ length: before.total ?? 0 }, (): Json => null))];
  outputs[(scopeOf(run, turn.id).turn ?? 1) - 1] = valueIn(loop.outputElement, sightOf(run, turn.id));
  return { outputs };
}

/** What can be undone of each turn is kept until all are done: an activity that is not complete is not undone. */
function doneAfter(run: Run, turn: Scope, before: LoopInstance): Pick<LoopInstance, 'done'> {
  const { done = [] } = scopeOf(run, turn.id);
  return done.length === 0 ? {} : { done: [...(before.done ?? []), ...done] };
}

function itemsOf(run: Run, frame: NodeInstance, loop: MultiInstance): readonly Json[] | null {
  if (loop.collection === null) return null;
  const value = valueIn(loop.collection, sightOf(run, frame));
  if (Array.isArray(value)) return value;
  throw new Stuck('VALUE_MISSING', { source: sourceText(loop), needed: 'list' });
}

function sourceText({ collection }: MultiInstance): string {
  return collection?.kind === 'feel' ? collection.source : (collection?.value ?? '');
}

function cardinalityOf(run: Run, frame: NodeInstance, loop: MultiInstance): number {
  if (loop.cardinality === null) return 0;
  const count = numberOf(loop.cardinality, sightOf(run, frame), 'number of instances');
  if (Number.isInteger(count) && count >= 0) return count;
  throw new Stuck('VALUE_MISSING', { source: String(count), needed: 'number of instances' });
}
