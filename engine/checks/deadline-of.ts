// What bounds the time of a step: its own deadline, a timer on its border or around it, or the clock of the case.
import type { FlowNode, Program, Task } from '#engine/core/model/program.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import { wayTo } from './ways.ts';

/** Variable by which a process sets the clock of its case (`slaPromise`). */
const clockVariable = 'sla';

export function isHuman(node: FlowNode): node is Extract<Task, { type: 'userTask' | 'manualTask' }> {
  return node.type === 'userTask' || node.type === 'manualTask';
}

/** Whether the case has a time limit whenever it comes to an element. */
export function isUnderClock(program: Program, element: string): boolean {
  return isDossier(program) || wayTo(program, element, (node) => !setsClock(node)) === undefined;
}

/** A deadline, or a timer on the border of the step or of what it stands in. */
export function hasOwnLimit(program: Program, node: FlowNode): boolean {
  if ('deadline' in node && node.deadline !== null) return true;
  for (let at: FlowNode | undefined = node; at !== undefined; at = program.nodes[at.scope]) {
    if (at.boundaries.some((id) => isTimer(program.nodes[id]))) return true;
  }
  return false;
}

/** The clock of a dossier comes from its procedure (`procedures.json`), with the dossier itself. */
function isDossier({ nodes }: Program): boolean {
  return Object.values(nodes).some(
    (node) => 'jobType' in node && node.jobType.kind === 'literal' && node.jobType.value === 'evidence',
  );
}

function setsClock(node: FlowNode): boolean {
  if ('result' in node && node.result === clockVariable) return true;
  return 'outputs' in node && node.outputs.some(({ name }) => name === clockVariable);
}

function isTimer(node: FlowNode | undefined): boolean {
  return node?.type === 'boundaryEvent' && triggersOf(node.trigger).some(({ kind }) => kind === 'timer');
}
