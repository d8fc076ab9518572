/**
 * What a case has opened so far, named so that another run of the same case finds it again: the n-th task of an element,
 * its n-th job, and so on. Keys (`t7`, `j12`) come from a counter of each run and mean nothing in another.
 */
import type { Effect } from '#engine/core/effects.ts';

/** Also the names of the fields by which commands address them. */
export type Thing = 'task' | 'job' | 'call' | 'timer' | 'incident' | 'node' | 'subscription';

export interface Labels {
  /** Takes the effects of a step. @returns labels of what it opened */
  note(effects: readonly Effect[]): readonly string[];
  labelOf(thing: Thing, key: string): string | undefined;
  /** The key of something, open or not; undefined where this run never opened it. */
  keyOf(label: string): string | undefined;
}

export function createLabels(): Labels {
  const byKey = new Map<string, string>();
  const keys = new Map<string, string>();
  const counts = new Map<string, number>();
  const name = ([thing, key, element]: Opened): string => {
    const of = `${thing} ${element}`;
    const order = (counts.get(of) ?? 0) + 1;
    counts.set(of, order);
    const label = `${of} ${order}`;
    byKey.set(`${thing} ${key}`, label);
    keys.set(label, key);
    return label;
  };
  return {
    note: (effects) => effects.flatMap((effect) => openedBy(effect) ?? []).map(name),
    labelOf: (thing, key) => byKey.get(`${thing} ${key}`),
    keyOf: (label) => keys.get(label),
  };
}

/** The element that a label speaks of. */
export function elementOf(label: string): string {
  return label.split(' ')[1] ?? '';
}

type Opened = readonly [thing: Thing, key: string, element: string];

function openedBy(effect: Effect): [Opened] | undefined {
  switch (effect.kind) {
    case 'openTask':
      return [['task', effect.task, effect.element]];
    case 'createJob':
      return [['job', effect.job, effect.element]];
    case 'callProcess':
      return [['call', effect.call, effect.element]];
    case 'armTimer':
      return [['timer', effect.timer, effect.element]];
    case 'openIncident':
      return [['incident', effect.incident, effect.element]];
    case 'listen':
      return [['subscription', effect.subscription, effect.element]];
    case 'history':
      return effect.event === 'activated' ? [['node', effect.node, effect.element]] : undefined;
    default:
      return undefined;
  }
}
