// A state under the ids of another version. Nothing is decided here: `counterparts.ts` has said that everything that is
// alive has a place there.
import type { DoneActivity, NodeInstance, Scope, State, Subscription } from '../state.ts';
import { counterpart, type Versions } from './counterparts.ts';

export function carriedOver(versions: Versions, state: State): State {
  return {
    ...state,
    process: versions.to.process,
    nodes: mapValues(state.nodes, (node) => carriedNode(versions, node)),
    scopes: mapValues(state.scopes, (scope) => carriedScope(versions, scope)),
    subscriptions: mapValues(state.subscriptions, (one) => withElement(versions, one)),
  };
}

function carriedNode(versions: Versions, node: NodeInstance): NodeInstance {
  const { undoing, loop } = node;
  const done = loop?.done?.map((one) => carriedDone(versions, one));
  return {
    ...withElement(versions, node),
    ...(undoing !== undefined && { undoing: undoing.map((one) => ({ ...one, ...carriedDone(versions, one) })) }),
    ...(loop !== undefined && { loop: { ...loop, ...(done !== undefined && { done }) } }),
  };
}

function carriedScope(versions: Versions, scope: Scope): Scope {
  const id = (element: string) => counterpart(versions, element);
  const { parked, resets, done, adHoc } = scope;
  return {
    ...withElement(versions, scope),
    parked: mapEntries(parked, id, (flows) => mapEntries(flows, id, (count) => count)),
    ...(resets !== undefined && { resets: mapEntries(resets, id, (flows) => flows.map(id)) }),
    ...(done !== undefined && { done: done.map((one) => carriedDone(versions, one)) }),
    ...(adHoc !== undefined && { adHoc: { ...adHoc, begun: adHoc.begun.map(id) } }),
  };
}

function carriedDone(versions: Versions, { element, inside }: DoneActivity): DoneActivity {
  const own = { element: counterpart(versions, element) };
  if (inside === undefined) return own;
  return { ...own, inside: { ...inside, done: inside.done.map((one) => carriedDone(versions, one)) } };
}

function withElement<T extends NodeInstance | Scope | Subscription>(versions: Versions, of: T): T {
  return { ...of, element: counterpart(versions, of.element) };
}

type Table<T> = { readonly [key: string]: T };

function mapValues<T>(table: Table<T>, change: (value: T) => T): Table<T> {
  return mapEntries(table, (key) => key, change);
}

function mapEntries<T, U>(table: Table<T>, key: (key: string) => string, value: (value: T) => U): Table<U> {
  return Object.fromEntries(Object.entries(table).map(([name, one]) => [key(name), value(one)]));
}
