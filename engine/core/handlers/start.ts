import type { Command } from '../commands.ts';
import type { FlowNode } from '../model/program.ts';
import { type Rejection, reject } from '../rejection.ts';
import { elementOf, emit, type Run } from '../run.ts';
import { enterNode } from '../verbs/tokens.ts';

type Start = Extract<Command, { kind: 'start' }>;

const rootScope = 's1';

/** A new instance: by a named start event, by a message, or plainly. BPMN 2.0.2 §13.2 */
export function startInstance(run: Run, command: Start): Rejection | null {
  const starts = startsFor(run, command);
  if (starts.length === 0) return reject('NO_SUCH_START', { process: run.program.process });
  const { process } = run.program;
  emit(run, { kind: 'instanceStarted', process, root: rootScope });
  const scope = { id: rootScope, element: process, parent: null, node: null, variables: command.variables };
  emit(run, { kind: 'scopeOpened', scope });
  for (const element of starts) enterNode(run, element, rootScope);
  // The agenda is a stack: the first start begins first.
  run.agenda.reverse();
  return null;
}

function startsFor(run: Run, command: Start): readonly FlowNode[] {
  const { process, scopes } = run.program;
  if (command.startEvent !== undefined || command.message !== undefined) {
    return startEvents(run).filter(
      (event) =>
        (command.startEvent === undefined || event.id === command.startEvent) &&
        (command.message === undefined ||
          (event.trigger.kind === 'message' && event.trigger.message === command.message)),
    );
  }
  return (scopes[process]?.starts ?? []).map((id) => elementOf(run, id));
}

function startEvents(run: Run) {
  return Object.values(run.program.nodes).filter(
    (node) => node.type === 'startEvent' && node.scope === run.program.process,
  ) as Extract<FlowNode, { type: 'startEvent' }>[];
}
