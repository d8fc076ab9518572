// A state of a real instance as the abstraction knows it: the same tokens at the same places, without data.
import type { Program } from '../model/program.ts';
import type { NodeInstance, Scope, State, Subscription } from '../state.ts';
import { conditionMessage } from './abstraction.ts';
import { flowInto } from './pauses.ts';

/** A suspended instance is taken as one that goes on: that is what it will do. */
export function inAbstraction(program: Program, state: State): State {
  return {
    ...state,
    life: 'active',
    scopes: mapValues(state.scopes, (scope) => bareScope(program, scope)),
    nodes: mapValues(state.nodes, bareNode),
    subscriptions: Object.fromEntries(
      Object.entries(state.subscriptions).flatMap(([id, one]) => {
        const bare = bareSubscription(one);
        return bare === null ? [] : [[id, bare]];
      }),
    ),
  };
}

function bareScope(program: Program, { variables: _, ...scope }: Scope): Scope {
  const parked = mapValues(scope.parked, (flows) =>
    Object.fromEntries(Object.entries(flows).map(([flow, count]) => [flowInto(program, flow), count])),
  );
  const resets = scope.resets && mapValues(scope.resets, (flows) => flows.map((flow) => flowInto(program, flow)));
  return { ...scope, variables: {}, parked, ...(resets && { resets }) };
}

/** Whoever holds its task or job can do it; a job or call that has failed is done once more by an operator. */
function bareNode(node: NodeInstance): NodeInstance {
  const { locals: _, task, job, incident, loop, ...rest } = node;
  const failed = incident !== undefined && node.life === 'active';
  const call = rest.call ?? (incident?.code === 'CALL_FAILED' ? { id: `call of ${node.id}` } : undefined);
  return {
    ...rest,
    ...(task && { task: { id: task.id, life: 'ready' as const } }),
    ...(job && { job: { id: job.id, life: 'ready' as const } }),
    ...(call && { call }),
    ...(incident && !failed && { incident }),
    ...(loop && { loop: withoutItems(loop) }),
  };
}

function withoutItems({ items: _, outputs: __, ...loop }: NonNullable<NodeInstance['loop']>) {
  return loop;
}

function bareSubscription(one: Subscription): Subscription | null {
  const { id, element, host } = one;
  const place = { id, element, host, ...(one.index !== undefined && { index: one.index }) };
  if (one.kind === 'conditional') return { kind: 'message', name: conditionMessage(element, one.index ?? 0), ...place };
  if (one.kind !== 'timer') return { kind: one.kind, name: one.name, ...place };
  if (one.wakes) return null;
  return { kind: 'timer', dueAt: 0, ...place, ...(one.cycle && { cycle: { left: null, period: 'P1D' } }) };
}

function mapValues<T, U>(table: { readonly [key: string]: T }, change: (value: T) => U): { readonly [key: string]: U } {
  return Object.fromEntries(Object.entries(table).map(([key, one]) => [key, change(one)]));
}
