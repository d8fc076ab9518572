// BPMN 2.0.2 §10.6.3, §13.4.3: every flow whose condition is true is taken, else the default. Joining, it waits for what
// can still arrive: no token elsewhere may have a way to an incoming flow without a token, unless it also has one to a
// flow that has one (so that two joins in a loop do not wait for each other).
import { truthOf } from '../../expressions/expression.ts';
import type { InclusiveGateway } from '../../model/program.ts';
import { type ElementBehaviour, emit, type Run, scopeOf } from '../../run.ts';
import type { NodeInstance } from '../../state.ts';
import { Stuck } from '../../stuck.ts';
import { canStillCome } from '../../verbs/reach.ts';
import { sightOf } from '../../verbs/variables.ts';

export const inclusiveGateway: ElementBehaviour<'inclusiveGateway'> = {
  arrive: park,
  enter: () => 'done',
  leave: allTrue,
  release: join,
};

function park(run: Run, element: InclusiveGateway, scope: string, flow: string): boolean {
  if (element.incoming.length < 2) return true;
  emit(run, { kind: 'tokenParked', scope, gateway: element.id, flow });
  return false;
}

function join(run: Run, element: InclusiveGateway, scope: string): 'enter' | null {
  const parked = scopeOf(run, scope).parked[element.id] ?? {};
  const full = element.incoming.filter((flow) => (parked[flow] ?? 0) > 0);
  const empty = element.incoming.filter((flow) => !full.includes(flow));
  if (full.length === 0 || canStillCome(run, scope, element.id, empty, full)) return null;
  emit(run, { kind: 'tokensJoined', scope, gateway: element.id, flows: full });
  return 'enter';
}

function allTrue(run: Run, node: NodeInstance, element: InclusiveGateway): readonly string[] {
  const sight = sightOf(run, node.scope);
  const taken = element.outgoing.filter((flow) => {
    if (flow === element.defaultFlow) return false;
    const condition = run.program.flows[flow]?.condition ?? null;
    return condition === null || truthOf(condition, sight);
  });
  if (taken.length > 0 || element.outgoing.length === 0) return taken;
  if (element.defaultFlow !== null) return [element.defaultFlow];
  throw new Stuck('NO_FLOW_TAKEN');
}
