// BPMN 2.0.2 §10.3.5.3, §13.5.4: a sub-process that no flow leads to; its start event begins it while its scope is open.
import type { EventSubProcess } from '../../../model/program.ts';
import { type ElementBehaviour, elementOf, type Run } from '../../../run.ts';
import type { NodeInstance } from '../../../state.ts';
import { openInside } from '../../../verbs/scopes.ts';

export const eventSubProcess: ElementBehaviour<'eventSubProcess'> = { enter: open, leave: () => [] };

function open(run: Run, node: NodeInstance, element: EventSubProcess): 'waits' {
  openInside(run, node, [elementOf(run, element.start)]);
  return 'waits';
}
