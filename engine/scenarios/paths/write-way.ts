// A way with data as a scenario that can be read and played.
import { Temporal } from 'temporal-polyfill';
import type { Expected } from '../scenario.ts';
import { isWaiting } from '../waiting.ts';
import type { World } from '../world.ts';
import type { WrittenScenario, WrittenStep } from '../write-scenario.ts';
import type { Given } from './realise.ts';
import { type Stage, stateIn } from './stage.ts';

export type Head = Omit<WrittenScenario, 'steps' | 'now'>;

/** @param last what must be so at the end, where it is more than how the instance stands */
export function writtenWay(stage: Stage, head: Head, given: readonly Given[], last?: Expected): WrittenScenario {
  const steps: WrittenStep[] = [];
  given.forEach(({ moves, world }, index) => {
    steps.push(...moves.map(({ written }) => written));
    const expected = index === given.length - 1 ? (last ?? endOf(stage, given)) : restOf(stage, world);
    if (Object.keys(expected).length > 0) steps.push({ expect: expected });
  });
  return { ...head, now: instantText(stage.world), steps };
}

/** Where it waits now. */
export function waitingIn(stage: Stage, world: World): readonly string[] {
  const instance = world.instances[stage.focus];
  if (instance === undefined) return [];
  const nodes = Object.values(instance.state.nodes).filter((node) => isWaiting(instance, node));
  return nodes.map(({ element }) => element);
}

/** End events that have been reached along the way, in called processes too. */
export function endedAlong(given: readonly Given[]): readonly string[] {
  return given.flatMap(({ world }) =>
    world.history.flatMap(({ line, program }) => {
      const ended = line.event === 'completed' && program.nodes[line.element]?.type === 'endEvent';
      return ended ? [line.element] : [];
    }),
  );
}

function restOf(stage: Stage, world: World): Expected {
  const waitingAt = waitingIn(stage, world);
  return waitingAt.length === 0 ? {} : { waitingAt };
}

function endOf(stage: Stage, given: readonly Given[]): Expected {
  const last = given.at(-1)?.world;
  const state = last && stateIn(last, stage);
  if (last === undefined || state === undefined) return {};
  if (state.life === 'active') return { state: 'active', ...restOf(stage, last) };
  return { state: state.life, ended: endedAlong(given) };
}

function instantText({ now, surroundings }: World): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(surroundings.timeZone);
  return zoned.toString({ timeZoneName: 'never' });
}
