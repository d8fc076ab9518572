/** Commands of one run in the words of another: what they address is found by element and order. */
import type { Command } from '#engine/core/commands.ts';
import { descendantsOf } from '#engine/core/returns/past.ts';
import { returnsFrom, returnTo } from '#engine/core/returns/returns.ts';
import { elementOf, type Thing } from './labels.ts';
import type { Run } from './run.ts';

export interface Addressed {
  readonly thing: Thing;
  /** By which the other run knows it. */
  readonly label: string;
}

/** What a command of a run is about; undefined where it is about the case as a whole. */
export function addressOf(run: Run, command: Command): Addressed | undefined {
  for (const thing of things) {
    const key = (command as { readonly [field in Thing]?: unknown })[thing];
    // Names of messages stand in a field of their own; `sendBack` tells its way by elements.
    if (typeof key !== 'string' || command.kind === 'sendBack') continue;
    const label = run.labels.labelOf(thing, key);
    if (label !== undefined) return { thing, label };
  }
  return undefined;
}

const things: readonly Thing[] = ['task', 'job', 'call', 'timer', 'incident', 'node', 'subscription'];

/** The command as the other run would be given it; undefined where it has nothing that it could be about. */
export function translated(from: Run, to: Run, command: Command): Command | undefined {
  const address = addressOf(from, command);
  if (address !== undefined) {
    const key = to.labels.keyOf(address.label);
    return key === undefined ? undefined : ({ ...command, [address.thing]: key } as Command);
  }
  if (command.kind === 'sendBack') return sentBack(from, to, command);
  if (command.kind === 'move') {
    const cancel = command.cancel.map((one) => {
      const label = from.labels.labelOf('node', one);
      return label === undefined ? one : (to.labels.keyOf(label) ?? elementOf(label));
    });
    return { ...command, cancel };
  }
  if (command.kind === 'setVariables' && command.scope !== undefined) {
    const { scope, ...rest } = command;
    const node = from.state?.scopes[scope]?.node;
    if (node === null || node === undefined) return rest;
    const label = from.labels.labelOf('node', node);
    const key = label === undefined ? undefined : to.labels.keyOf(label);
    const there = Object.values(to.state?.scopes ?? {}).find((one) => one.node === key);
    return there === undefined ? undefined : { ...rest, scope: there.id };
  }
  return command;
}

/** Sending back names nodes, scopes and values of its own run: the other run's past says what it would be there. */
function sentBack(from: Run, to: Run, command: Extract<Command, { kind: 'sendBack' }>): Command | undefined {
  const { past, program } = to;
  const task = command.task === undefined ? undefined : from.labels.labelOf('task', command.task);
  const key = task === undefined ? undefined : to.labels.keyOf(task);
  const node = Object.values(to.state?.nodes ?? {}).find((one) => one.task !== undefined && one.task.id === key);
  const said = {
    undo: command.undo,
    ...(key === undefined ? {} : { task: key }),
    ...(command.by === undefined ? {} : { by: command.by }),
    ...(command.reason === undefined ? {} : { reason: command.reason }),
  };
  if (node !== undefined) {
    const back = returnsFrom(program, past, node.id).find(({ element }) => element === command.to);
    return back && { ...back.command, ...said };
  }
  const step = [...past.nodes.values()].findLast((one) => one.element === command.to && one.completion !== undefined);
  const back = step && returnTo(program, past, step, descendantsOf(past, step.id));
  return back ? { ...back.command, ...said } : undefined;
}
