import type { Command } from '../commands.ts';
import type { FlowNode, StartEvent } from '../model/program.ts';
import { type Rejection, reject } from '../rejection.ts';
import { elementOf, emit, type Run } from '../run.ts';
import { armEventSubProcesses } from '../verbs/subscriptions.ts';
import { enterAll } from '../verbs/tokens.ts';

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
  armEventSubProcesses(run, rootScope, process);
  enterAll(run, starts, rootScope);
  return null;
}

/** A named start is one event; plainly, every none start begins. */
function startsFor(run: Run, command: Start): readonly FlowNode[] {
  const { process, scopes, nodes } = run.program;
  if (command.startEvent === undefined && command.message === undefined) {
    return (scopes[process]?.starts ?? []).map((id) => elementOf(run, id));
  }
  const wanted = Object.values(nodes).find(
    (node) => node.type === 'startEvent' && node.scope === process && isNamed(node, command),
  );
  return wanted === undefined ? [] : [wanted];
}

function isNamed({ id, trigger }: StartEvent, { startEvent, message }: Start): boolean {
  const byMessage = message === undefined || (trigger.kind === 'message' && trigger.message === message);
  return byMessage && (startEvent === undefined || id === startEvent);
}
