/** What waits after the last move, for whom, and until when: all that the administrator can do next. */

import { type Localised, localisedName } from '#engine/cases/text/localised.ts';
import type { OpenTask } from '#engine/core/effects.ts';
import type { FlowNode } from '#engine/core/model/program.ts';
import { triggersOf } from '#engine/core/model/triggers.ts';
import type { Subscription } from '#engine/core/state.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import { everyWaiting, type Waiting } from '#engine/scenarios/waiting.ts';
import { type Instance, running } from '#engine/scenarios/world.ts';
import { incidentWords } from './incident-words.ts';
import type { Tried } from './play.ts';
import type { Stage } from './stage.ts';
import { type Addressee, addresseeOf } from './who.ts';

interface Place {
  readonly element: string;
  /** Which of several that wait there. */
  readonly nth: number;
  readonly name: Localised;
}

/** Codes that the model catches here. */
export interface Catchable {
  readonly errors: readonly string[];
  readonly escalations: readonly string[];
}

export interface WaitingTask extends Place {
  readonly kind: 'task';
  readonly to: Addressee;
  readonly form: string | null;
  readonly dueAt: Instant | null;
  readonly catches: Catchable;
}

export interface WaitingJob extends Place {
  readonly kind: 'job';
  readonly type: string;
  readonly inputs: Readonly<Record<string, Json>>;
  readonly catches: Catchable;
}

/** A token that only a message, a signal, the clock or data sends on: which, stands among the happenings. */
export interface WaitingEvent extends Place {
  readonly kind: 'event';
}

export interface Stuck extends Place {
  readonly kind: 'stuck';
  readonly reason: Localised;
}

export type Waits = WaitingTask | WaitingJob | WaitingEvent | Stuck;

/** What can come from outside, or will come with time, at an event that listens. */
export interface Listens {
  readonly kind: 'message' | 'signal' | 'timer';
  readonly element: string;
  readonly name: Localised;
  /** Of the message or signal. */
  readonly called: string;
  /** Of the timer. */
  readonly dueAt: Instant | null;
}

export function waitsIn(stage: Stage, tried: Tried): readonly Waits[] {
  const counts = new Map<string, number>();
  return everyWaiting(tried.world).map((waiting): Waits => {
    const { element } = waiting.node;
    const nth = counts.get(element) ?? 0;
    counts.set(element, nth + 1);
    const node = waiting.instance.program.nodes[element];
    const name = node === undefined ? { vi: element, en: element } : nameOf(node);
    return waitOf(stage, tried, waiting, { element, nth, name });
  });
}

function waitOf(stage: Stage, tried: Tried, { instance, node }: Waiting, place: Place): Waits {
  if (node.incident !== undefined)
    return { ...place, kind: 'stuck', reason: reasonOf(tried, instance, node.incident.id) };
  const task = instance.tasks.get(node.task?.id ?? '');
  const catches = catchesAt(instance, node.element);
  if (task !== undefined) return { ...place, kind: 'task', catches, ...workOf(stage, tried, task) };
  const job = instance.jobs.get(node.job?.id ?? '');
  if (job !== undefined) return { ...place, kind: 'job', type: job.type, inputs: job.inputs, catches };
  return { ...place, kind: 'event' };
}

function workOf(stage: Stage, { facts, world }: Tried, task: OpenTask) {
  const { form = null, dueAt = null } = task;
  return { form, dueAt, to: addresseeOf(stage.city, task, facts, world.now) };
}

export function listensIn({ world }: Tried): readonly Listens[] {
  return running(world)
    .flatMap(({ program, state }) =>
      Object.values(state.subscriptions).flatMap((one) => {
        const node = program.nodes[one.element];
        return node === undefined ? [] : listensAt(one, node);
      }),
    )
    .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0));
}

function listensAt(one: Subscription, node: FlowNode): readonly Listens[] {
  const at = { element: node.id, name: nameOf(node) };
  if (one.kind === 'timer') return [{ ...at, kind: 'timer', called: '', dueAt: one.dueAt }];
  return one.kind === 'conditional' ? [] : [{ ...at, kind: one.kind, called: one.name, dueAt: null }];
}

/** Nodes without a name are told by their id. */
export function nameOf(node: FlowNode): Localised {
  const name = localisedName(node);
  return { vi: name.vi || node.id, en: name.en || name.vi || node.id };
}

function catchesAt({ program }: Instance, element: string): Catchable {
  const triggers = Object.values(program.nodes).flatMap((node) =>
    node.type === 'boundaryEvent' && node.attachedTo === element ? triggersOf(node.trigger) : [],
  );
  const codes = (kind: 'error' | 'escalation') =>
    triggers.flatMap((trigger) => (trigger.kind === kind ? [trigger.code ?? ''] : []));
  return { errors: codes('error'), escalations: codes('escalation') };
}

/** As the engine said it when it happened. */
function reasonOf({ turns }: Tried, instance: Instance, incident: string): Localised {
  for (const one of turns.flatMap(({ seen }) => seen).toReversed()) {
    const opened = one.effects.find((effect) => effect.kind === 'openIncident' && effect.incident === incident);
    if (one.instance === instance && opened?.kind === 'openIncident') return incidentWords(opened.code, opened.message);
  }
  return { vi: '', en: '' };
}
