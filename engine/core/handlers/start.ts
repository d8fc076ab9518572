import type { Command } from '../commands.ts';
import { type Beginning, beginningsOf, eventsBehind } from '../model/starts.ts';
import { triggersOf } from '../model/triggers.ts';
import { type Rejection, reject } from '../rejection.ts';
import { emit, nodeOf, type Run } from '../run.ts';
import { takeContent } from '../verbs/data.ts';
import { startsOf } from '../verbs/scopes.ts';
import { armEventSubProcesses } from '../verbs/subscriptions.ts';
import { consume, enterAll, enterNode, record } from '../verbs/tokens.ts';

type Start = Extract<Command, { kind: 'start' }>;

const rootScope = 's1';

/** A new instance: by a named event, by a message, or plainly. BPMN 2.0.2 §13.2, §13.5.1 */
export function startInstance(run: Run, command: Start): Rejection | null {
  const begin = beginningFor(run, command);
  if (begin === null) return reject('NO_SUCH_START', { process: run.program.process });
  const { process } = run.program;
  emit(run, { kind: 'instanceStarted', process, root: rootScope });
  const scope = { id: rootScope, element: process, parent: null, node: null, variables: command.variables };
  emit(run, { kind: 'scopeOpened', scope });
  armEventSubProcesses(run, rootScope, process);
  if (begin === 'plainly') enterAll(run, startsOf(run, process), rootScope);
  else {
    if (begin.element.data !== undefined) takeContent(run, begin.element, rootScope, command.variables);
    beginBy(run, begin);
    if (run.program.conversation) awaitOthers(run, begin);
  }
  return null;
}

/** A named start is one event; plainly, every none start begins. */
function beginningFor(run: Run, command: Start): Beginning | 'plainly' | null {
  if (command.startEvent === undefined && command.message === undefined) {
    return startsOf(run, run.program.process).length > 0 ? 'plainly' : null;
  }
  return beginningsOf(run.program).find(({ element }) => isNamed(element, command)) ?? null;
}

function isNamed({ id, trigger }: Beginning['element'], { startEvent, message }: Start): boolean {
  const byMessage =
    message === undefined || triggersOf(trigger).some((one) => one.kind === 'message' && one.message === message);
  return byMessage && (startEvent === undefined || id === startEvent);
}

/** What begins it has happened already; of a parallel gateway the other events are awaited here (§10.6.6). */
function beginBy(run: Run, { element, gateway }: Beginning): void {
  if (element.type === 'startEvent') {
    enterNode(run, element, rootScope);
    return;
  }
  if (gateway === null) {
    enterNode(run, element, rootScope, { triggered: true });
    return;
  }
  const passed = enterNode(run, gateway, rootScope);
  run.agenda.pop();
  emit(run, { kind: 'nodeMoved', node: passed, move: 'activate' });
  const others = gateway.instantiate === 'parallel' ? eventsBehind(run.program, gateway) : [element];
  const flows = gateway.outgoing.filter((flow) => others.some(({ id }) => run.program.flows[flow]?.target === id));
  consume(run, nodeOf(run, passed));
  for (const flow of flows) record(run, flow, passed, 'taken');
  for (const other of others.filter((one) => one !== element)) enterNode(run, other, rootScope);
  enterNode(run, element, rootScope, { triggered: true });
}

/** BPMN 2.0.2 §13.5.1: of each other group that may begin instances one event comes to this one. */
function awaitOthers(run: Run, { element, gateway }: Beginning): void {
  const groups = beginningsOf(run.program).flatMap((one) =>
    one.element.type === 'startEvent' ? [] : [one.gateway ?? one.element],
  );
  const others = [...new Set(groups)].filter((group) => group !== (gateway ?? element));
  for (const group of others) {
    const events =
      group.type === 'eventBasedGateway' && group.instantiate === 'parallel'
        ? eventsBehind(run.program, group)
        : [group];
    enterAll(run, events, rootScope);
  }
}
