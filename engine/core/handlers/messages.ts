// What reaches an instance from others: messages, signals, and the word that something awaited is there.
import type { Command } from '../commands.ts';
import { type Rejection, reject } from '../rejection.ts';
import { elementOf, type Run } from '../run.ts';
import { occur } from '../verbs/catch.ts';
import { takeContent } from '../verbs/data.ts';
import { deliverSignal } from '../verbs/throw.ts';
import { finish } from '../verbs/tokens.ts';

/** BPMN 2.0.2 §13.5.2: a message has one receiver. */
export function receiveMessage(run: Run, command: Extract<Command, { kind: 'message' }>): Rejection | null {
  const { message, subscription: wanted } = command;
  const found = Object.values(run.state.subscriptions).find(
    (one) => one.kind === 'message' && one.name === message && (wanted === undefined || one.id === wanted),
  );
  if (found === undefined) return reject('MESSAGE_NOT_EXPECTED', { message });
  occur(run, found, command.variables);
  return null;
}

/** A signal is for everybody; nobody need listen. */
export function receiveSignal(run: Run, command: Extract<Command, { kind: 'signal' }>): null {
  deliverSignal(run, command.signal, command.variables);
  return null;
}

export function trigger(run: Run, command: Extract<Command, { kind: 'trigger' }>): Rejection | null {
  const node = run.state.nodes[command.node];
  const element = node === undefined ? undefined : elementOf(run, node.element);
  const waits = node?.life === 'active' && node.incident === undefined && element?.type === 'receiveTask';
  if (!waits || element.trigger.kind !== 'none') return reject('NODE_NOT_WAITING', { node: command.node });
  run.source = node.id;
  takeContent(run, element, node.scope, command.variables);
  finish(run, node.id);
  return null;
}
