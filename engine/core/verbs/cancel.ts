// A transaction is cancelled: BPMN 2.0.2 §10.3.5.4, §13.5.3: what runs in it ends, what was done in it is undone, and then
// the cancel event on its border goes on.
import { triggersOf } from '../model/triggers.ts';
import { elementOf, nodeOf, type Run, scopeOf } from '../run.ts';
import type { DoneActivity, NodeInstance, Scope } from '../state.ts';
import { compensate, undo } from './compensate.ts';
import { clearScope, emptyScope, interrupt } from './interrupt.ts';
import { enterNode, isTurn } from './tokens.ts';

/** @returns `waits` while something is being undone */
export function cancelAround(run: Run, node: NodeInstance): 'done' | 'waits' {
  const scope = transactionAround(run, node.scope);
  if (scope === null) return 'done';
  clearScope(run, scope.id, node.id);
  const beside = cancelOthers(run, scope);
  const outcome = compensate(run, node, { activity: null });
  return beside(node.id) ? 'waits' : outcome;
}

/**
 * Of one that is done several times all are cancelled (§13.5.3): what the others have done is undone as if each had
 * completed.
 * @returns what begins that for who throws, and says whether there is anything to undo
 */
function cancelOthers(run: Run, inside: Scope): (thrower: string) => boolean {
  const turn = scopeOf(run, nodeOf(run, inside.node ?? '').scope);
  const frame = turn.turn === undefined || turn.node === null ? null : nodeOf(run, turn.node);
  if (frame === null) return () => false;
  const others = Object.values(run.state.scopes).filter((one) => one.node === frame.id && one.id !== turn.id);
  const done = others.flatMap((one) => snapshotOf(run, one));
  for (const one of others) emptyScope(run, one.id);
  return (thrower) => undo(run, [...(frame.loop?.done ?? []), ...done], frame.scope, thrower);
}

/** What one of the others has done so far, with the data it has. */
function snapshotOf(run: Run, turn: Scope): readonly DoneActivity[] {
  return Object.values(run.state.scopes).flatMap(({ node, element, variables, done = [] }) => {
    const own = node !== null && nodeOf(run, node).scope === turn.id && done.length > 0;
    return own ? [{ element, inside: { variables: { ...turn.variables, ...variables }, done } }] : [];
  });
}

/** All is undone: the transaction ends, and its cancel event takes the token. */
export function endCancelled(run: Run, scope: string): void {
  const inside = transactionAround(run, scope);
  if (inside?.node === null || inside === null) return;
  const turn = nodeOf(run, inside.node);
  // Of one that is done several times, all are cancelled with it (§13.5.3).
  const host = isTurn(run, turn) ? nodeOf(run, scopeOf(run, turn.scope).node ?? '') : turn;
  interrupt(run, host.id, 'terminate');
  const events = elementOf(run, host.element).boundaries.map((id) => elementOf(run, id));
  const event = events.find(
    (one) => one.type === 'boundaryEvent' && triggersOf(one.trigger).some(({ kind }) => kind === 'cancel'),
  );
  if (event !== undefined) enterNode(run, event, host.scope, { from: host.id });
}

function transactionAround(run: Run, from: string): Scope | null {
  const scope = scopeOf(run, from);
  const element = run.program.nodes[scope.element];
  if (element?.type === 'subProcess' && element.transaction && scope.turn === undefined) return scope;
  return scope.parent === null ? null : transactionAround(run, scope.parent);
}
