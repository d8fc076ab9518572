// What a case expects, held against the world. Each check gives one sentence for what is not so.
import type { Program } from '#engine/core/model/program.ts';
import type { NodeInstance, State } from '#engine/core/state.ts';
import { enabledIn } from '#engine/core/verbs/ad-hoc.ts';
import type { Counts, Expect } from './case.ts';
import type { Instance, World } from './cast.ts';
import { live } from './world.ts';

export function differences(world: World, expected: Expect): readonly string[] {
  const found: string[] = [];
  const equal = (what: string, actual: unknown, wanted: unknown): void => {
    const [left, right] = [JSON.stringify(actual), JSON.stringify(wanted)];
    if (left !== right) found.push(`${what}: expected ${right}, found ${left}`);
  };
  const { state, waiting, completed, cancelled, never, order, variables, instances, assignees, trace } = expected;
  if (state !== undefined) equal('state', stateOf(world), state);
  if (waiting !== undefined) equal('waiting', sorted(waitingNow(world)), sorted(waiting));
  if (completed !== undefined) equal('completed', counted(world, ['completed'], completed), sorted(completed));
  if (cancelled !== undefined)
    equal('cancelled', counted(world, ['terminated', 'failed'], cancelled), sorted(cancelled));
  for (const id of never ?? []) if (happened(world, ['activated']).includes(id)) found.push(`${id} was entered`);
  if (order !== undefined) {
    equal('order', [...new Set(happened(world, ['completed']).filter((id) => order.includes(id)))], order);
  }
  for (const [name, value] of Object.entries(variables ?? {}))
    equal(`variable ${name}`, rootVariable(world, name), value);
  if (instances !== undefined) equal('instances', live(world).length, instances);
  if (assignees !== undefined) equal('assignees', sorted(assigned(world)), sorted(assignees));
  if (expected.enabled !== undefined) equal('enabled', enabledNow(world).toSorted(), expected.enabled.toSorted());
  if (trace !== undefined) equal('trace', told(world, trace), trace.toSorted());
  return found;
}

export function stateOf(world: World): string {
  const life = world.root?.state.life ?? 'not started';
  if (life === 'terminated') return 'cancelled';
  return life === 'failed' ? 'uncaughtErrorEnd' : life;
}

/** Nodes that wait for somebody or something; frames of loops, sub-processes and calls do not count. */
export function waitingAt({ program, state }: Instance, element: string | null): readonly NodeInstance[] {
  return Object.values(state.nodes).filter(
    (node) =>
      (element === null || node.element === element) &&
      node.life === 'active' &&
      (isWaitState(program, node) || isOpenAdHoc(program, state, node)),
  );
}

/** An ad-hoc sub-process with nothing open waits for somebody to choose. */
function isOpenAdHoc(program: Program, state: State, { id, element }: NodeInstance): boolean {
  if (program.nodes[element]?.type !== 'adHocSubProcess') return false;
  const inside = Object.values(state.scopes).find((scope) => scope.node === id);
  return inside !== undefined && !Object.values(state.nodes).some((node) => node.scope === inside.id);
}

function isWaitState(program: Program, node: NodeInstance): boolean {
  const type = program.nodes[node.element]?.type;
  if (node.loop !== undefined || type === undefined) return false;
  const events = ['receiveTask', 'intermediateCatchEvent', 'eventBasedGateway'];
  return (
    node.task !== undefined || node.job !== undefined || node.incident?.code === 'JOB_FAILED' || events.includes(type)
  );
}

function enabledNow(world: World): readonly string[] {
  return live(world).flatMap(({ program, state }) =>
    Object.values(state.scopes).flatMap((scope) => enabledIn(program, state, scope)),
  );
}

function waitingNow(world: World): Counts {
  return tally(live(world).flatMap((instance) => waitingAt(instance, null).map((node) => node.element)));
}

function assigned(world: World): Counts {
  return tally(
    live(world).flatMap(({ state }) => Object.values(state.nodes).flatMap((node) => node.task?.assignee ?? [])),
  );
}

function happened(world: World, events: readonly string[]): readonly string[] {
  return world.instances.flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.kind === 'history' && events.includes(effect.event) ? [effect.element] : [])),
  );
}

function counted(world: World, events: readonly string[], wanted: Counts): Counts {
  const all = tally(happened(world, events));
  return sorted(Object.fromEntries(Object.keys(wanted).map((id) => [id, all[id] ?? 0])));
}

/** A marker that is not asked for does not count. */
function told(world: World, wanted: readonly string[]): readonly string[] {
  const marked = wanted.includes('MARKER_exists');
  const labels = world.trace.filter((label) => marked || label !== 'MARKER_exists');
  return (marked ? withOneMarker(labels) : labels).toSorted();
}

function withOneMarker(labels: readonly string[]): readonly string[] {
  const first = labels.indexOf('MARKER_exists');
  return labels.filter((label, index) => label !== 'MARKER_exists' || index === first);
}

function rootVariable({ root }: World, name: string): unknown {
  return root?.state.scopes[root.state.root]?.variables[name] ?? null;
}

function tally(ids: readonly string[]): Counts {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

function sorted(counts: Counts): Counts {
  return Object.fromEntries(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
