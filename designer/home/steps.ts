/** A process as a list of its steps, in the order in which a case can first reach them. */
import { type Localised, localisedName } from '#engine/cases/text/localised.ts';
import type { Deadline, FlowNode, Program, Timer } from '#engine/core/model/program.ts';
import { workInOrder } from '#engine/core/model/work-in-order.ts';
import type { Addressed } from '../words.ts';

export interface Step {
  readonly element: string;
  readonly name: Localised;
  readonly kind: FlowNode['type'];
  /** null: the system does it. */
  readonly who: Addressed | null;
  readonly form: string | null;
  readonly deadline: Deadline | null;
  readonly timer: Timer | null;
}

/** Tasks and timers, without gateways and end events. */
export function stepsOf(program: Program): readonly Step[] {
  return workInOrder(program).map((node) => ({
    element: node.id,
    name: localisedName(node),
    kind: node.type,
    who: 'unit' in node ? { unit: node.unit, role: node.role, assignee: node.assignee } : null,
    form: 'form' in node ? node.form : null,
    deadline: 'deadline' in node ? node.deadline : null,
    timer: node.type === 'boundaryEvent' && node.trigger.kind === 'timer' ? node.trigger.timer : null,
  }));
}
