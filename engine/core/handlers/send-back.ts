// A step that was completed opens again, as it was: sent back by who has what came after it, or recalled by who did it.
// Which steps these are, and what has gone on from each, is told from the journal (`returns/`); the command carries it,
// so that it stands in the journal what was taken away and what the variables were set to.
import type { Command } from '../commands.ts';
import { type Rejection, reject } from '../rejection.ts';
import { cause, elementOf, emit, nodeOf, type Run, scopeOf } from '../run.ts';
import type { DoneActivity, NodeInstance, Scope } from '../state.ts';
import { undo } from '../verbs/compensate.ts';
import { interrupt } from '../verbs/interrupt.ts';
import { enterNode, record } from '../verbs/tokens.ts';

type SendBack = Extract<Command, { kind: 'sendBack' }>;

export function sendBack(run: Run, command: SendBack): Rejection | null {
  const refused = refusedOf(run, command);
  if (refused !== null) return refused;
  const { to, scope, cancel, drop, done } = command;
  const log = scopeOf(run, scope).done ?? [];
  const undone = command.undo ? [...done.flatMap((index) => log[index] ?? []), ...cancel.flatMap(insidesOf(run))] : [];
  for (const node of cancel) interrupt(run, node, 'terminate');
  for (const { gateway, flow } of drop) emit(run, { kind: 'tokensJoined', scope, gateway, flows: [flow] });
  const node = enterNode(run, elementOf(run, to), scope);
  emit(run, { kind: 'sentBack', node, restored: command.restore });
  record(run, to, node, 'sentBack');
  cause(run, { kind: 'sentBack', node, element: to, step: command.step });
  if (undone.length === 0) return null;
  // It opens when all is undone (`compensated`).
  run.agenda.pop();
  emit(run, { kind: 'doneSet', scope, done: log.filter((one) => !undone.includes(one)) });
  undo(run, undone, scope, node);
  return null;
}

function refusedOf(run: Run, { task, to, scope: id, cancel, drop, restore }: SendBack): Rejection | null {
  const nodes = Object.values(run.state.nodes);
  if (task !== undefined && !nodes.some((node) => node.task?.id === task)) return reject('TASK_NOT_OPEN', { task });
  const scope = run.state.scopes[id];
  const element = run.program.nodes[to];
  const human = element?.type === 'userTask' || element?.type === 'manualTask';
  const fits = scope !== undefined && element?.scope === scope.element && scope.turn === undefined;
  const held = cancel.every((node) => run.state.nodes[node]?.scope === id) && holds(scope, drop);
  const open = restore.every((one) => run.state.scopes[one.scope] !== undefined);
  if (human && fits && held && open && cancel.length + drop.length > 0) return null;
  return reject('SEND_BACK_NOT_POSSIBLE', { element: to });
}

function holds(scope: Scope | undefined, drop: SendBack['drop']): boolean {
  const left = new Map<string, number>();
  return drop.every(({ gateway, flow }) => {
    const key = `${gateway} ${flow}`;
    const tokens = (left.get(key) ?? scope?.parked[gateway]?.[flow] ?? 0) - 1;
    left.set(key, tokens);
    return tokens >= 0;
  });
}

/** What was done inside an activity that is given up, as if it had completed: its inside comes back only to be undone. */
function insidesOf(run: Run): (node: string) => readonly DoneActivity[] {
  return (id) => {
    const node = nodeOf(run, id);
    return insideOf(run, node).flatMap((scope) => {
      const { variables } = scope;
      const done = doneIn(run, scope);
      return done.length === 0 ? [] : [{ element: node.element, inside: { variables, done } }];
    });
  };
}

function doneIn(run: Run, scope: Scope): readonly DoneActivity[] {
  const inner = Object.values(run.state.nodes).filter((node) => node.scope === scope.id);
  return [...(scope.done ?? []), ...inner.flatMap(({ id }) => insidesOf(run)(id))];
}

/** Of one that is done several times the inside of each turn, with what the turn knows. */
function insideOf(run: Run, node: NodeInstance): readonly Scope[] {
  return Object.values(run.state.scopes).flatMap((scope) => {
    if (scope.node !== node.id) return [];
    if (scope.turn === undefined) return [scope];
    const turns = Object.values(run.state.nodes).filter((inner) => inner.scope === scope.id);
    return turns.flatMap((turn) =>
      insideOf(run, turn).map((inside) => ({ ...inside, variables: { ...scope.variables, ...inside.variables } })),
    );
  });
}
