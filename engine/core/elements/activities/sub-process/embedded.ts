// BPMN 2.0.2 §10.3.5, §13.3.4: an activity with flow nodes inside. It opens a scope, and is done when every token in it is
// consumed.
import type { SubProcess } from '../../../model/program.ts';
import type { ElementBehaviour, Run } from '../../../run.ts';
import type { NodeInstance } from '../../../state.ts';
import { openInside, startsOf } from '../../../verbs/scopes.ts';

export const subProcess: ElementBehaviour<'subProcess'> = { enter: open };

function open(run: Run, node: NodeInstance, element: SubProcess): 'waits' {
  openInside(run, node, startsOf(run, element.id));
  return 'waits';
}
