// BPMN 2.0.2 §10.6.5, §13.4.5: it goes on when its activation condition holds over the tokens that have come
// (`activationCount`). Then it waits for the rest that can still come, and is as at the beginning (reset); at the reset
// only flows whose condition says so get another token (`waitingForStart` is false then).
import { truthOf } from '../../expressions/expression.ts';
import type { ComplexGateway } from '../../model/program.ts';
import { type ElementBehaviour, emit, type Run, scopeOf } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import { canStillCome } from '../../verbs/reach.ts';
import { enterNode } from '../../verbs/tokens.ts';
import { sightOf } from '../../verbs/variables.ts';

export const complexGateway: ElementBehaviour<'complexGateway'> = {
  arrive: park,
  enter: () => 'done',
  leave: (run, node, element) => (node.triggered ? flowsAtReset : flowsAtStart)(run, node, element),
  release,
};

function park(run: Run, element: ComplexGateway, scope: string, flow: string): boolean {
  if (element.incoming.length < 2) return true;
  emit(run, { kind: 'tokenParked', scope, gateway: element.id, flow });
  return false;
}

function release(run: Run, element: ComplexGateway, scope: string): 'enter' | 'moved' | null {
  const { parked, resets } = scopeOf(run, scope);
  const full = element.incoming.filter((flow) => (parked[element.id]?.[flow] ?? 0) > 0);
  const come = resets?.[element.id];
  if (come === undefined) {
    if (full.length === 0 || !isActivated(run, element, scope, full.length)) return null;
    emit(run, { kind: 'tokensJoined', scope, gateway: element.id, flows: full });
    emit(run, { kind: 'resetAwaited', scope, gateway: element.id, flows: full });
    return 'enter';
  }
  const missing = element.incoming.filter((flow) => !come.includes(flow) && !full.includes(flow));
  if (canStillCome(run, scope, element.id, missing, [])) return null;
  const late = full.filter((flow) => !come.includes(flow));
  emit(run, { kind: 'tokensJoined', scope, gateway: element.id, flows: late });
  emit(run, { kind: 'resetAwaited', scope, gateway: element.id, flows: null });
  // The gateway goes on once more, so that a condition that fails is an incident at it.
  if (speakingOfReset(run, element).length > 0) enterNode(run, element, scope, { triggered: true });
  return 'moved';
}

/** An activation that cannot be decided is not one. */
function isActivated(run: Run, element: ComplexGateway, scope: string, activationCount: number): boolean {
  if (element.activation === null) return true;
  const { variables, env } = sightOf(run, scope);
  try {
    return truthOf(element.activation, { variables: { ...variables, activationCount }, env });
  } catch (error) {
    if (error instanceof Stuck) return false;
    throw error;
  }
}

function flowsAtStart(run: Run, node: NodeInstance, element: ComplexGateway): readonly string[] {
  const { variables, env } = sightOf(run, node.scope);
  const sight = { variables: { ...variables, waitingForStart: true }, env };
  const taken = element.outgoing.filter((flow) => {
    if (flow === element.defaultFlow) return false;
    const condition = run.program.flows[flow]?.condition ?? null;
    return condition === null || truthOf(condition, sight);
  });
  if (taken.length > 0 || element.outgoing.length === 0) return taken;
  if (element.defaultFlow !== null) return [element.defaultFlow];
  throw new Stuck('NO_FLOW_TAKEN');
}

function flowsAtReset(run: Run, node: NodeInstance, element: ComplexGateway): readonly string[] {
  const { variables, env } = sightOf(run, node.scope);
  const sight = { variables: { ...variables, waitingForStart: false }, env };
  return speakingOfReset(run, element).filter((flow) => {
    const condition = run.program.flows[flow]?.condition ?? null;
    return condition !== null && truthOf(condition, sight);
  });
}

/** A condition that does not ask for the phase speaks of the start only. */
function speakingOfReset(run: Run, element: ComplexGateway): readonly string[] {
  return element.outgoing.filter((flow) => {
    const condition = run.program.flows[flow]?.condition;
    return condition?.kind === 'feel' && /\bwaitingForStart\b/.test(condition.source);
  });
}
