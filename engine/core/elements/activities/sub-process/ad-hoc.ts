// BPMN 2.0.2 §10.3.5.2, §13.3.5: activities in no fixed order. What needs nobody begins by itself; what a person does is
// enabled, and begins when somebody chooses it. It is done when its completion condition holds after an activity, when
// somebody says so, or when all of it has begun by itself and is over.
import type { AdHocSubProcess } from '../../../model/program.ts';
import { type ElementBehaviour, elementOf, emit, type Run } from '../../../run.ts';
import type { NodeInstance } from '../../../state.ts';
import { nextInOrder } from '../../../verbs/ad-hoc.ts';
import { openScope } from '../../../verbs/scopes.ts';
import { armEventSubProcesses } from '../../../verbs/subscriptions.ts';
import { enterAll } from '../../../verbs/tokens.ts';

export const adHocSubProcess: ElementBehaviour<'adHocSubProcess'> = { enter: open };

function open(run: Run, node: NodeInstance, element: AdHocSubProcess): 'waits' {
  const scope = openScope(run, node, {});
  emit(run, { kind: 'adHocSet', scope, adHoc: { open: true, begun: [] } });
  armEventSubProcesses(run, scope, element.id);
  const first = nextInOrder(run, scope);
  emit(run, { kind: 'adHocSet', scope, adHoc: { open: true, begun: first } });
  enterAll(
    run,
    first.map((id) => elementOf(run, id)),
    scope,
  );
  return 'waits';
}
