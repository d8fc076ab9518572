// BPMN 2.0.2 §13.4.1: waits for one token on every incoming flow, takes exactly one from each, and sends one out on
// every outgoing flow. Conditions are not asked.
import type { ParallelGateway } from '../../model/program.ts';
import { type ElementBehaviour, emit, type Run, scopeOf } from '../../run.ts';

export const parallelGateway: ElementBehaviour<'parallelGateway'> = {
  arrive: join,
  enter: () => 'done',
  leave: (_run, _node, element) => element.outgoing,
};

function join(run: Run, element: ParallelGateway, scope: string, flow: string): boolean {
  if (element.incoming.length < 2) return true;
  emit(run, { kind: 'tokenParked', scope, gateway: element.id, flow });
  const parked = scopeOf(run, scope).parked[element.id] ?? {};
  if (!element.incoming.every((incoming) => (parked[incoming] ?? 0) > 0)) return false;
  emit(run, { kind: 'tokensJoined', scope, gateway: element.id, flows: element.incoming });
  return true;
}
