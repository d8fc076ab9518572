// Where somebody or something outside is waited for.
import type { NodeInstance } from '#engine/core/state.ts';
import type { Instance, World } from './world.ts';

/** What waits at an element, or is stuck there. */
export interface Waiting {
  readonly instance: Instance;
  readonly node: NodeInstance;
}

/** In the order in which steps count those that wait at one element. */
export function everyWaiting({ instances }: Pick<World, 'instances'>): readonly Waiting[] {
  return instances.flatMap((instance) =>
    Object.values(instance.state.nodes)
      .filter((node) => isWaiting(instance, node) || node.incident !== undefined)
      .map((node) => ({ instance, node })),
  );
}

/** What only holds others together waits for nobody: a sub-process, a call, the frame of a loop. */
export function isWaiting(instance: Instance, node: NodeInstance): boolean {
  const { program, state } = instance;
  if (node.life !== 'active' || node.incident !== undefined || node.loop !== undefined) return false;
  if (node.task !== undefined || node.job !== undefined) return true;
  const type = program.nodes[node.element]?.type ?? '';
  if (type !== 'adHocSubProcess') return waits.has(type);
  // One with nothing open waits for somebody to choose.
  const inside = Object.values(state.scopes).find((scope) => scope.node === node.id);
  return inside !== undefined && !Object.values(state.nodes).some((other) => other.scope === inside.id);
}

const waits: ReadonlySet<string> = new Set(['receiveTask', 'intermediateCatchEvent', 'eventBasedGateway']);
