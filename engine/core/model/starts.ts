// What begins an instance by itself: BPMN 2.0.2 §13.2, §13.5.1. Start events of the process, receive tasks that
// instantiate (§10.3.3.1), and what stands behind an event-based gateway that does (§10.6.6).
import type { EventBasedGateway, IntermediateCatchEvent, Program, ReceiveTask, StartEvent } from './program.ts';
import { type Single, triggersOf } from './triggers.ts';

export interface Beginning {
  readonly element: StartEvent | ReceiveTask | IntermediateCatchEvent;
  /** The gateway that it stands behind. */
  readonly gateway: EventBasedGateway | null;
}

/** Everything that may begin an instance of the process, in the order of the model. */
export function beginningsOf(program: Program): readonly Beginning[] {
  return Object.values(program.nodes).flatMap((node): readonly Beginning[] => {
    if (node.scope !== program.process) return [];
    if (node.type === 'startEvent') return [{ element: node, gateway: null }];
    if (node.type === 'receiveTask' && node.instantiate) return [{ element: node, gateway: null }];
    if (node.type !== 'eventBasedGateway' || node.instantiate === undefined) return [];
    return eventsBehind(program, node).map((element) => ({ element, gateway: node }));
  });
}

/** Those that such a trigger begins. */
export function beginningsBy(program: Program, wanted: (trigger: Single) => boolean): readonly Beginning[] {
  return beginningsOf(program).filter(({ element }) => triggersOf(element.trigger).some(wanted));
}

/** What an event-based gateway waits for. */
export function eventsBehind(
  program: Program,
  gateway: EventBasedGateway,
): readonly (ReceiveTask | IntermediateCatchEvent)[] {
  return gateway.outgoing.flatMap((flow) => {
    const target = program.nodes[program.flows[flow]?.target ?? ''];
    return target?.type === 'intermediateCatchEvent' || target?.type === 'receiveTask' ? [target] : [];
  });
}
