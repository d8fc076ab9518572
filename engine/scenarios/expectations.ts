// What a scenario expects, held against the world. Each check gives one sentence for what is not so.
import { Temporal } from 'temporal-polyfill';
import type { Json } from '#engine/core/values.ts';
import { sameJson } from './same-json.ts';
import type { Expected } from './scenario.ts';
import { isWaiting } from './waiting.ts';
import type { Instance, World } from './world.ts';
import { instantText } from './write-step.ts';

/** Something that is not as expected: about what, of which element or variable, and in one sentence. */
export interface Difference {
  readonly about: keyof Expected | 'unknownElement';
  /** '' where it is about no single one. */
  readonly of: string;
  readonly expected: Json;
  readonly found: Json;
  readonly message: string;
}

/** @returns what is not so; nothing where all is as expected */
export function differences(world: World, expected: Expected): readonly Difference[] {
  const unknown = unknownElements(world, expected);
  if (unknown.length > 0)
    return unknown.map((id) => different('unknownElement', id, [null, null], `there is no element ${id}`));
  return Object.entries(expected).flatMap(([key, value]) => {
    const check = checks[key as keyof Expected] as Check<unknown> | undefined;
    return check?.(world, value) ?? [];
  });
}

type Check<T> = (world: World, expected: T) => readonly Difference[];
type Checks = { readonly [K in keyof Expected]-?: Check<Exclude<Expected[K], undefined>> };

const checks: Checks = {
  stage: (world, expected) => mustEqual('stage', world.stages.at(-1) ?? '', expected),
  state: (world, expected) => mustEqual('state', stateOf(world), expected),
  waiting: (world, expected) => mustEqual('waiting', waiting(world).toSorted(), expected.toSorted()),
  waitingAt: (world, expected) => {
    const rest = waiting(world);
    const absent = expected.filter((id) => !removed(rest, id));
    return absent.map((id) =>
      different('waitingAt', id, [id, waiting(world)], `nothing waits at ${id}; waiting: ${shown(waiting(world))}`),
    );
  },
  completed: (world, expected) => {
    const completed = history(world, 'completed');
    const missing = firstMissing(completed, expected);
    if (missing === null) return [];
    const message = `${missing} is not completed in this order; completed: ${shown(completed)}`;
    return [different('completed', missing, [expected, completed], message)];
  },
  completedTimes: (world, expected) => {
    const completed = history(world, 'completed');
    return Object.entries(expected).flatMap(([id, times]) =>
      mustEqual('completedTimes', completed.filter((element) => element === id).length, times, id),
    );
  },
  notEntered: (world, expected) => {
    const entered = new Set(history(world, 'activated'));
    const wrong = expected.filter((id) => entered.has(id));
    return wrong.map((id) => different('notEntered', id, [null, null], `${id} was entered`));
  },
  ended: (world, expected) => {
    const ends = world.history.flatMap(({ program, line }) =>
      line.event === 'completed' && program.nodes[line.element]?.type === 'endEvent' ? [line.element] : [],
    );
    return mustEqual('ended', ends.toSorted(), expected.toSorted());
  },
  variables: (world, expected) => {
    const root = world.instances[0];
    const variables = root === undefined ? {} : (root.state.scopes[root.state.root]?.variables ?? {});
    return Object.entries(expected).flatMap(([name, value]) =>
      Object.hasOwn(variables, name) || value !== null
        ? mustEqual('variables', variables[name] ?? null, value, name)
        : [],
    );
  },
  incidents: (world, expected) => mustEqual('incidents', incidents(world).toSorted(), expected.toSorted()),
  due: (world, expected) =>
    Object.entries(expected).flatMap(([id, text]) => {
      const found = [
        ...world.instances.flatMap((instance) => dueTimes(instance, id)),
        ...world.starts.filter(({ event }) => event === id).map(({ dueAt }) => dueAt),
      ];
      if (found.includes(Temporal.Instant.from(text).epochMilliseconds)) return [];
      const due = found.map((one) => instantText(one, world.surroundings.timeZone));
      return [different('due', id, [text, due], `${id} is not due at ${text}; due: ${shown(due)}`)];
    }),
  assigned: (world, expected) =>
    Object.entries(expected).flatMap(([id, who]) => {
      const found = world.instances.flatMap((instance) => addressees(instance, id));
      if (found.includes(who)) return [];
      return [different('assigned', id, [who, found], `${id} is not assigned to ${who}; assigned: ${shown(found)}`)];
    }),
  thrown: (world, expected) => mustEqual('thrown', world.thrown, expected),
  instances: (world, expected) => mustEqual('instances', world.instances.length, expected),
  problems: (_world, expected) => mustEqual('problems', [], expected),
};

export function stateOf(world: World): string {
  const root = world.instances[0];
  if (root === undefined) return 'notStarted';
  return root.state.life === 'active' && incidents(world).length > 0 ? 'incident' : root.state.life;
}

/** Ids that the expectation names and no process of the scenario has: a slip of the pen would else pass unseen. */
function unknownElements({ programs, instances }: World, expected: Expected): readonly string[] {
  const known = [...Object.values(programs), ...instances.map(({ program }) => program)];
  const lists = [expected.waiting, expected.waitingAt, expected.completed, expected.notEntered, expected.ended];
  const maps = [expected.completedTimes, expected.due, expected.assigned].map((map) => Object.keys(map ?? {}));
  const named = [...lists, expected.incidents, ...maps].flatMap((ids) => ids ?? []);
  return [...new Set(named)].filter((id) => !known.some(({ nodes }) => Object.hasOwn(nodes, id)));
}

function waiting(world: World): string[] {
  return world.instances.flatMap((instance) =>
    Object.values(instance.state.nodes)
      .filter((node) => isWaiting(instance, node))
      .map((node) => node.element),
  );
}

function incidents(world: World): string[] {
  return world.instances.flatMap(({ state }) =>
    Object.values(state.nodes)
      .filter((node) => node.incident !== undefined)
      .map((node) => node.element),
  );
}

function history(world: World, event: 'activated' | 'completed'): string[] {
  return world.history.flatMap(({ line }) => (line.event === event ? [line.element] : []));
}

function dueTimes({ state, tasks }: Instance, element: string): number[] {
  const timers = Object.values(state.subscriptions).filter((one) => one.kind === 'timer' && one.element === element);
  const deadlines = [...tasks.values()].filter((task) => task.element === element).flatMap((task) => task.dueAt ?? []);
  return [...timers.flatMap((timer) => (timer.kind === 'timer' ? timer.dueAt : [])), ...deadlines];
}

function addressees({ state, tasks }: Instance, element: string): string[] {
  const nodes = Object.values(state.nodes).filter((node) => node.element === element && node.task !== undefined);
  return nodes.flatMap(({ task }) => {
    const offer = tasks.get(task?.id ?? '');
    return [task?.assignee, offer?.role, offer?.unit].filter((who) => who !== undefined);
  });
}

function mustEqual(about: keyof Expected, found: Json, expected: Json, of = ''): readonly Difference[] {
  if (sameJson(found, expected)) return [];
  const what = { variables: `variable ${of}`, completedTimes: `completed times of ${of}` }[about as string] ?? about;
  return [different(about, of, [expected, found], `${what}: expected ${shown(expected)}, found ${shown(found)}`)];
}

function different(
  about: Difference['about'],
  of: string,
  [expected, found]: readonly [expected: Json, found: Json],
  message: string,
): Difference {
  return { about, of, expected, found, message };
}

/** The first of `wanted` that does not follow in `list`. */
function firstMissing(list: readonly string[], wanted: readonly string[]): string | null {
  let from = 0;
  for (const id of wanted) {
    const found = list.indexOf(id, from);
    if (found === -1) return id;
    from = found + 1;
  }
  return null;
}

function removed(list: string[], id: string): boolean {
  const index = list.indexOf(id);
  if (index !== -1) list.splice(index, 1);
  return index !== -1;
}

function shown(value: Json): string {
  return JSON.stringify(value);
}
