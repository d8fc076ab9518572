// Where ways are tried out: a scenario's world that can be copied, so that a step may be tried with other data.

import { Temporal } from 'temporal-polyfill';
import type { Program } from '#engine/core/model/program.ts';
import type { Happening } from '#engine/core/soundness/graph.ts';
import type { Known } from '#engine/core/soundness/witness/candidates.ts';
import type { State } from '#engine/core/state.ts';
import type { Variables } from '#engine/core/values.ts';
import { stepFailure } from '../perform.ts';
import type { Action, Spot } from '../scenario.ts';
import type { Instance, World } from '../world.ts';
import type { WrittenStep } from '../write-scenario.ts';

export interface Stage {
  /** Before the first step. */
  readonly world: World;
  readonly known: Known;
  /** Which of its instances the way is about: the first, or one that it calls. */
  readonly focus: number;
  /** Tries that are left for all strides together. */
  readonly tries: { left: number };
}

/** Tries of one search. */
export const triesInAllMax = 20_000;

/** A step as it is carried out, and as it is written. */
export interface Move {
  readonly action: Action;
  readonly written: WrittenStep;
}

/** A world of its own, with an empty record of what has happened. */
export function copyOf(world: World): World {
  const copies = new Map<Instance, Instance>();
  const copy = (instance: Instance): Instance => {
    const known = copies.get(instance);
    if (known !== undefined) return known;
    const { caller } = instance;
    const made: Instance = {
      ...instance,
      caller: caller === null ? null : { ...caller, instance: copy(caller.instance) },
      tasks: new Map(instance.tasks),
      jobs: new Map(instance.jobs),
    };
    copies.set(instance, made);
    return made;
  };
  return {
    ...world,
    instances: world.instances.map(copy),
    turns: new Map(world.turns),
    mailbox: [...world.mailbox],
    thrown: [],
    stages: [],
    history: [],
    faults: [],
    queue: [],
  };
}

/** @returns whether it could be carried out */
export function carryOut(world: World, { action }: Move): boolean {
  const step = { line: 0, name: action.kind, refused: false, action };
  return stepFailure(world, step) === null;
}

/** The state of the instance that the way is about; undefined before it has begun. */
export function stateIn(world: World, { focus }: Stage): State | undefined {
  return world.instances[focus]?.state;
}

export function programIn(world: World, { focus }: Stage): Program {
  return world.instances[focus]?.program ?? world.main;
}

export function setting(variables: Variables): Move {
  return { action: { kind: 'set', element: null, variables }, written: { set: { variables } } };
}

/** @returns null where it has no step: it came about by what was set before, or it cannot happen now */
export function moveFor(world: World, happening: Happening, variables: Variables): Move | null {
  const given = Object.keys(variables).length > 0 ? { variables } : {};
  switch (happening.kind) {
    case 'start':
      return starting(happening, variables);
    case 'complete': {
      const { element } = happening;
      return {
        action: { kind: 'complete', at: first(element), variables },
        written: { complete: { element, ...given } },
      };
    }
    case 'throwError': {
      const { element, code } = happening;
      const action = { kind: 'error', at: first(element), code, variables } as const;
      return { action, written: { error: { element, code, ...given } } };
    }
    case 'escalate': {
      const { element, code } = happening;
      const action = { kind: 'escalation', at: first(element), code: code ?? '', variables } as const;
      return { action, written: { escalation: { element, code: code ?? '' } } };
    }
    case 'timer':
      return advancing(world, happening.element);
    case 'message': {
      const { name } = happening;
      const action = { kind: 'message', name, correlation: {}, variables } as const;
      return { action, written: { message: { name, ...given } } };
    }
    case 'signal': {
      const { name } = happening;
      return { action: { kind: 'signal', name, variables }, written: { signal: { name, ...given } } };
    }
    case 'activate': {
      const { element, host: inside } = happening;
      return { action: { kind: 'activate', element, inside }, written: { activate: { element, in: inside } } };
    }
    case 'finishAdHoc': {
      const { element } = happening;
      return { action: { kind: 'finishAdHoc', element }, written: { finishAdHoc: { element } } };
    }
    case 'condition':
    case 'pause':
      return null;
  }
}

function starting({ element, message }: Extract<Happening, { kind: 'start' }>, variables: Variables): Move {
  const given = Object.keys(variables).length > 0 ? { variables } : {};
  const by = message !== null ? { message } : element !== null ? { element } : {};
  const plain = { message: null, signal: null, element: null };
  return { action: { kind: 'start', variables, ...plain, ...by }, written: { start: { ...by, ...given } } };
}

/** The clock goes to where the first timer of the event falls due. */
function advancing(world: World, element: string): Move | null {
  const due = world.instances
    .flatMap(({ state }) => Object.values(state.life === 'active' ? state.subscriptions : {}))
    .flatMap((one) => (one.kind === 'timer' && one.element === element ? [one.dueAt] : []));
  if (due.length === 0) return null;
  const to = Math.max(world.now, Math.min(...due));
  const zoned = Temporal.Instant.fromEpochMilliseconds(to).toZonedDateTimeISO(world.surroundings.timeZone);
  const written = zoned.toString({ timeZoneName: 'never' });
  return { action: { kind: 'advance', clock: { to } }, written: { advance: written } };
}

function first(element: string): Spot {
  return { element, nth: 0 };
}
