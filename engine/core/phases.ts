// The heart's beat: one phase of one node at a time until nothing is left to do. A phase is all or nothing: where it
// gets stuck it is taken back and an incident stands at its node; what happened before it stays.

import { uncontrolledFlows } from './elements/flows/sequence-flow.ts';
import { textOf } from './expressions/expression.ts';
import { liveNodesMax, stepsPerCommandMax } from './model/limits.ts';
import type { FlowNode } from './model/program.ts';
import { triggersOf } from './model/triggers.ts';
import { behaviourOf, cause, elementOf, emit, markOf, nodeOf, type Run, scopeOf, takeBack, type Work } from './run.ts';
import type { NodeInstance } from './state.ts';
import { Stuck } from './stuck.ts';
import { activityDone } from './verbs/ad-hoc.ts';
import { compensated, logDone } from './verbs/compensate.ts';
import { goesOnLater, putOff } from './verbs/continuation.ts';
import { giveOutputs, hasInputs, takeInputs } from './verbs/data.ts';
import { openIncident } from './verbs/incidents.ts';
import { beginLoop, endTurn } from './verbs/loops.ts';
import { settle } from './verbs/settle.ts';
import { armBoundaries } from './verbs/subscriptions.ts';
import { arrive, departBy, finish, isTurn } from './verbs/tokens.ts';
import { sightOf } from './verbs/variables.ts';

/**
 * Runs everything that needs no help from outside.
 * @throws Stuck TOO_MANY_STEPS where it does not come to rest though no node runs on: the command is refused then
 */
export function runUntilQuiet(run: Run): void {
  let rounds = 0;
  do {
    // Nodes that run on end in an incident before this; what is left moves without any node.
    rounds += 1;
    if (rounds > 2 * stepsPerCommandMax) throw new Stuck('TOO_MANY_STEPS');
    for (let work = run.agenda.pop(); work !== undefined; work = run.agenda.pop()) {
      if (lastly(run, work)) continue;
      run.steps += 1;
      run.source = work.kind === 'arrive' ? work.from : work.node;
      if (work.kind === 'arrive') arrive(run, work.flow, work.scope);
      // What was interrupted meanwhile has nothing left to do.
      else if (run.state.nodes[work.node] !== undefined) attempt(run, work);
    }
    run.source = null;
  } while (run.state.life === 'active' && settle(run));
}

/** A signal is thrown after everything else that can move has moved: who is on the way to listen hears it. */
function lastly(run: Run, work: Work): boolean {
  if (work.kind !== 'enter' || !throwsSignal(run, work.node)) return false;
  if (run.agenda.every((other) => isOver(run, other) || (other.kind === 'enter' && throwsSignal(run, other.node)))) {
    return false;
  }
  run.agenda.unshift(work);
  return true;
}

/** Its node or scope was interrupted while it waited for its turn. */
function isOver(run: Run, work: Work): boolean {
  return work.kind === 'arrive' ? run.state.scopes[work.scope] === undefined : run.state.nodes[work.node] === undefined;
}

function throwsSignal(run: Run, node: string): boolean {
  const element = run.program.nodes[run.state.nodes[node]?.element ?? ''];
  const throws = element?.type === 'intermediateThrowEvent' || element?.type === 'endEvent';
  return throws && triggersOf(element.trigger).some(({ kind }) => kind === 'signal');
}

type Phase = Exclude<Work, { kind: 'arrive' }>;

function attempt(run: Run, phase: Phase): void {
  const mark = markOf(run);
  try {
    if (run.steps > stepsPerCommandMax) throw new Stuck('TOO_MANY_STEPS');
    perform(run, phase);
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    takeBack(run, mark);
    openIncident(run, phase.node, error.code, error.params);
  }
}

function perform(run: Run, phase: Phase): void {
  const node = nodeOf(run, phase.node);
  const element = elementOf(run, node.element);
  const behaviour = behaviourOf(run, element);
  switch (phase.kind) {
    case 'enter':
      enter(run, phase);
      return;
    case 'leave':
      if (phase.continued !== true && isLeftLater(run, node, element)) putOff(run, node);
      else leave(run, node, element);
      return;
    case 'retry':
      behaviour.retry?.(run, node, element);
  }
}

/** What undoes another activity, and a turn of a loop, is left at once. */
function isLeftLater(run: Run, node: NodeInstance, element: FlowNode): boolean {
  const turn = element.loop !== null && isTurn(run, node);
  return !turn && node.compensates === undefined && goesOnLater(run, element, 'after');
}

function enter(run: Run, { node: id, continued }: Phase): void {
  const node = nodeOf(run, id);
  const element = elementOf(run, node.element);
  if (hasTooManyNodes(run)) throw new Stuck('TOO_MANY_NODES');
  const turn = element.loop !== null && isTurn(run, node);
  // It stays ready until what it needs has come.
  if (element.data !== undefined && !turn && !hasInputs(run, node, element.data)) return;
  if (continued !== true && !turn && goesOnLater(run, element, 'before')) {
    putOff(run, node);
    return;
  }
  emit(run, { kind: 'nodeMoved', node: id, move: 'activate' });
  if (!turn) begin(run, node, element);
  const outcome =
    element.loop !== null && !turn
      ? beginLoop(run, nodeOf(run, id), element.loop)
      : behaviourOf(run, element).enter(run, nodeOf(run, id), element);
  if (outcome === 'done') finish(run, id);
}

/** They need be counted only where so many ids have been given out. */
function hasTooManyNodes({ state }: Run): boolean {
  return state.next > liveNodesMax && Object.keys(state.nodes).length > liveNodesMax;
}

/** What happens once, however often the activity is done. */
function begin(run: Run, node: NodeInstance, element: FlowNode): void {
  if (element.stage !== null) {
    const stage = textOf(element.stage, sightOf(run, node.scope), 'stage');
    cause(run, { kind: 'stage', stage, element: element.id, at: run.env.now });
  }
  if (element.data !== undefined) takeInputs(run, node, element.data);
  armBoundaries(run, node);
}

function leave(run: Run, node: NodeInstance, element: FlowNode): void {
  const behaviour = behaviourOf(run, element);
  const turn = element.loop !== null && isTurn(run, node);
  if (element.loop === null || turn) behaviour.complete?.(run, node, element);
  if (turn) {
    departBy(run, node, []);
    logDone(run, node, element);
    endTurn(run, scopeOf(run, node.scope));
  } else if (node.compensates !== undefined) {
    departBy(run, node, []);
    compensated(run, node.compensates, node.id);
  } else {
    if (element.data !== undefined) giveOutputs(run, node, element.data);
    departBy(run, node, (behaviour.leave ?? uncontrolledFlows)(run, node, element));
    logDone(run, node, element);
    activityDone(run, element, scopeOf(run, node.scope));
    behaviour.left?.(run, node, element);
  }
}
