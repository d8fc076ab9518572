// Messages and signals between the instances of a scenario, and the processes that they start.
import { beginningsBy } from '#engine/core/model/starts.ts';
import type { Single } from '#engine/core/model/triggers.ts';
import type { State, Subscription } from '#engine/core/state.ts';
import type { Json, Variables } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import { give, open } from './instances.ts';
import { sameJson } from './same-json.ts';
import { type Instance, type Message, running, type StartAt, type World } from './world.ts';

/**
 * A message goes to one: who has listened longest, else a process that it starts.
 * @param correlation variables that the receiver must have with these values
 * @returns whether somebody took it
 */
export function receive(world: World, message: Message, correlation: Variables): boolean {
  const { name, variables } = message;
  for (const instance of running(world)) {
    const listening = Object.values(instance.state.subscriptions).find(
      (one) => isMeant(one, message) && fits(instance.state, one, correlation),
    );
    if (listening === undefined) continue;
    const command = { kind: 'message', message: name, subscription: listening.id, variables } as const;
    if (give(world, instance, command) === null) return true;
  }
  const [started] = startsOf(world, (trigger) => trigger.kind === 'message' && trigger.message === name);
  return started !== undefined && 'program' in beginAt(world, started, variables);
}

/** A signal goes to everybody who listens now, and starts every process that it can start. */
export function signal(
  world: World,
  name: string,
  { except, variables }: { readonly except: Instance | null; readonly variables: Variables },
): void {
  for (const instance of running(world)) {
    if (instance !== except) give(world, instance, { kind: 'signal', signal: name, variables });
  }
  for (const started of startsOf(world, (trigger) => trigger.kind === 'signal' && trigger.signal === name)) {
    beginAt(world, started, variables);
  }
}

/** What can begin an instance by such a definition; of the played process first. */
export function startsOf({ main, programs }: World, wanted: (trigger: Single) => boolean): readonly StartAt[] {
  return [main, ...Object.values(programs).filter((program) => program !== main)].flatMap((program) =>
    beginningsBy(program, wanted).map(({ element }) => ({ program, event: element.id })),
  );
}

export function beginAt(world: World, { program, event }: StartAt, variables: Variables) {
  return open(world, program, { kind: 'start', startEvent: event, variables }, null);
}

function isMeant(one: Subscription, { name, key }: Message): boolean {
  return one.kind === 'message' && one.name === name && (key === undefined || (one.correlation ?? '') === key);
}

/** Whether the receiver sees these values from where it listens. */
function fits(state: State, { host }: Subscription, correlation: Variables): boolean {
  const scope = host.kind === 'scope' ? host.id : (state.nodes[host.id]?.scope ?? state.root);
  const seen = variablesIn(state, scope);
  return Object.entries(correlation).every(([name, value]: [string, Json]) => sameJson(seen[name] ?? null, value));
}
