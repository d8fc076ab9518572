// What of a state has no counterpart in another version of its process. Only what is alive or can still be undone
// counts: an element that the instance is not at may change as it likes.
import type { FlowNode, Program } from '../model/program.ts';
import { triggersOf } from '../model/triggers.ts';
import type { DoneActivity, NodeInstance, Scope, State } from '../state.ts';

/** Why an element cannot be carried over. */
export type MigrationReason =
  | 'NOT_THERE'
  | 'OTHER_TYPE'
  | 'OTHER_SCOPE'
  | 'OTHER_LOOP'
  | 'OTHER_TRIGGER'
  | 'OTHER_FLOWS'
  | 'NO_HANDLER'
  | 'NOT_ARMED';

export interface MigrationProblem {
  /** Id in the old version. */
  readonly element: string;
  /** Id that it would have in the new one. */
  readonly counterpart: string;
  readonly reason: MigrationReason;
}

/** Ids of the old version in the new one; what stands in no map keeps its id. */
export interface Versions {
  readonly from: Program;
  readonly to: Program;
  readonly map: { readonly [element: string]: string };
}

export function counterpart({ from, to, map }: Versions, element: string): string {
  if (Object.hasOwn(map, element)) return map[element] ?? element;
  return element === from.process ? to.process : element;
}

/** @returns what stands against it, by element; nothing where the state can go on under the new version */
export function problemsOf(versions: Versions, state: State): readonly MigrationProblem[] {
  const found: MigrationProblem[] = [];
  const check = (element: string, reason: MigrationReason | null): void => {
    if (reason !== null) found.push({ element, counterpart: counterpart(versions, element), reason });
  };
  for (const node of Object.values(state.nodes)) {
    check(node.element, reasonAtNode(versions, node));
    for (const done of [...(node.undoing ?? []), ...(node.loop?.done ?? [])]) {
      found.push(...problemsOfDone(versions, done));
    }
  }
  for (const scope of Object.values(state.scopes)) {
    check(scope.element, reasonAtScope(versions, scope));
    for (const gateway of [...Object.keys(scope.parked), ...Object.keys(scope.resets ?? {})]) {
      check(gateway, reasonAtGateway(versions, scope, gateway));
    }
    for (const done of scope.done ?? []) found.push(...problemsOfDone(versions, done));
  }
  const seen = new Set<string>();
  return found.filter(({ element, reason }) => {
    const key = `${element} ${reason}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Whether a token that waits at an element has a place in the new version, by the model alone. */
export function reasonAt(versions: Versions, element: string, waits = true): MigrationReason | null {
  const old = versions.from.nodes[element];
  const now = versions.to.nodes[counterpart(versions, element)];
  if (old === undefined || now === undefined) return 'NOT_THERE';
  const reason = reasonBetween(versions, old, now);
  if (reason !== null) return reason;
  return waits && kindsAt(old) !== kindsAt(now) ? 'OTHER_TRIGGER' : null;
}

function reasonAtNode(versions: Versions, { element, life }: NodeInstance): MigrationReason | null {
  return reasonAt(versions, element, life === 'active');
}

function reasonBetween(versions: Versions, old: FlowNode, now: FlowNode): MigrationReason | null {
  if (old.type !== now.type) return 'OTHER_TYPE';
  if (now.scope !== counterpart(versions, old.scope)) return 'OTHER_SCOPE';
  return loopOf(old) === loopOf(now) ? null : 'OTHER_LOOP';
}

function loopOf({ loop }: FlowNode): string {
  return loop?.kind === 'multiInstance' ? `multiInstance ${loop.sequential}` : (loop?.kind ?? 'none');
}

/** What an active node listens for; a boundary event or another start only makes something new. */
function kindsAt(node: FlowNode): string {
  const listens = node.type === 'intermediateCatchEvent' || node.type === 'receiveTask';
  return listens
    ? triggersOf(node.trigger)
        .map(({ kind }) => kind)
        .join()
    : '';
}

function reasonAtScope(versions: Versions, { element, turn }: Scope): MigrationReason | null {
  // The turn of a loop belongs to its activity, which is checked as a node.
  if (turn !== undefined) return null;
  return versions.to.scopes[counterpart(versions, element)] === undefined ? 'NOT_THERE' : null;
}

function reasonAtGateway(versions: Versions, scope: Scope, gateway: string): MigrationReason | null {
  const old = versions.from.nodes[gateway];
  const id = counterpart(versions, gateway);
  const now = versions.to.nodes[id];
  if (old === undefined || now === undefined) return 'NOT_THERE';
  const reason = reasonBetween(versions, old, now);
  if (reason !== null) return reason;
  const flows = [...Object.keys(scope.parked[gateway] ?? {}), ...(scope.resets?.[gateway] ?? [])];
  return flows.every((flow) => now.incoming.includes(counterpart(versions, flow))) ? null : 'OTHER_FLOWS';
}

function problemsOfDone(versions: Versions, done: DoneActivity): readonly MigrationProblem[] {
  const element = done.element;
  const id = counterpart(versions, element);
  const now = versions.to.nodes[id];
  if (now === undefined) return [{ element, counterpart: id, reason: 'NOT_THERE' }];
  if (done.inside !== undefined) return done.inside.done.flatMap((inner) => problemsOfDone(versions, inner));
  return now.compensation === null ? [{ element, counterpart: id, reason: 'NO_HANDLER' }] : [];
}
