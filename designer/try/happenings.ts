/** What a run has gone through, line by line, in words that the screens fill in: for reading what the diagram shows. */
import type { Localised } from '#engine/cases/text/localised.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { Instant } from '#engine/core/values.ts';
import { incidentWords } from './incident-words.ts';
import { messagesIn, type SentMessage } from './messages.ts';
import type { SeenOfCase, Tried, Turn } from './play.ts';
import type { Stage } from './stage.ts';
import { type Warned, warningsIn } from './time.ts';
import { nameOf } from './waits.ts';

export type Happening = { readonly at: Instant } & (
  | {
      readonly kind: 'timer' | 'due' | 'taskOpened' | 'taskDone' | 'taskGone' | 'job' | 'reached';
      readonly name: Localised;
    }
  | { readonly kind: 'stuck'; readonly name: Localised; readonly reason: Localised }
  | { readonly kind: 'stage'; readonly name: Localised }
  | { readonly kind: 'message'; readonly message: SentMessage }
  | { readonly kind: 'warning'; readonly warning: Warned; readonly name: Localised | null }
  | { readonly kind: 'thrown'; readonly called: string }
  | { readonly kind: 'ended'; readonly state: 'completed' | 'terminated' | 'failed'; readonly error: string }
);

/** @returns what one move has brought, in the order of time */
export function happeningsIn(stage: Stage, tried: Tried, turn: Turn): readonly Happening[] {
  const messages = messagesIn(stage, tried, turn).map((message): Happening => {
    return { kind: 'message', at: message.at, message };
  });
  const steps = turn.seen.flatMap((seen) => [
    ...firedBy(seen),
    ...seen.effects.flatMap((one) => told(stage, seen, one)),
  ]);
  const warnings = warningsIn(stage, tried).flatMap((warning): readonly Happening[] => {
    if (warning.at <= turn.from || warning.at > turn.at) return [];
    return [{ kind: 'warning', at: warning.at, warning, name: named(tried, warning.element) }];
  });
  return [...steps, ...dueIn(tried, turn), ...messages, ...warnings].toSorted((a, b) => a.at - b.at);
}

/** Deadlines that passed while the task was open. */
function dueIn({ turns }: Tried, { from, at: until }: Turn): readonly Happening[] {
  const seen = turns.flatMap((turn) => turn.seen);
  return seen.flatMap(({ effects, instance }) =>
    effects.flatMap((effect): readonly Happening[] => {
      const at = effect.kind === 'openTask' ? effect.dueAt : undefined;
      if (effect.kind !== 'openTask' || at === undefined || at <= from || at > until) return [];
      const closed = seen.find(
        (one) =>
          one.instance === instance && one.effects.some((end) => end.kind === 'closeTask' && end.task === effect.task),
      );
      if (closed !== undefined && closed.at <= at) return [];
      return [{ kind: 'due', at, name: nameIn(instance, effect.element) }];
    }),
  );
}

function named({ world }: Tried, element: string | null): Localised | null {
  const node = element === null ? undefined : world.main.nodes[element];
  return node === undefined ? null : nameOf(node);
}

function firedBy({ at, command, before, instance }: SeenOfCase): readonly Happening[] {
  if (command.kind !== 'fireTimer') return [];
  return [{ kind: 'timer', at, name: nameIn(instance, before?.subscriptions[command.timer]?.element ?? '') }];
}

function told(
  stage: Stage,
  { at, effects, instance, isMain, before }: SeenOfCase,
  effect: Effect,
): readonly Happening[] {
  switch (effect.kind) {
    case 'openTask':
      return [{ kind: 'taskOpened', at, name: nameIn(instance, effect.element) }];
    case 'closeTask':
      return [
        {
          kind: effect.state === 'completed' ? 'taskDone' : 'taskGone',
          at,
          name: nameIn(instance, taskAt(effect.task)),
        },
      ];
    case 'createJob':
      return effect.type === 'notice' ? [] : [{ kind: 'job', at, name: nameIn(instance, effect.element) }];
    case 'openIncident':
      return [
        {
          kind: 'stuck',
          at,
          name: nameIn(instance, effect.element),
          reason: incidentWords(effect.code, effect.message),
        },
      ];
    case 'stage': {
      const name = stage.pack.stages.get(effect.stage)?.name ?? { vi: effect.stage, en: effect.stage };
      return [{ kind: 'stage', at, name }];
    }
    case 'history': {
      const ends = effect.event === 'completed' && instance.program.nodes[effect.element]?.type === 'endEvent';
      return ends ? [{ kind: 'reached', at, name: nameIn(instance, effect.element) }] : [];
    }
    case 'sendMessage':
      return [{ kind: 'thrown', at, called: effect.message }];
    case 'broadcastSignal':
      return [{ kind: 'thrown', at, called: effect.signal }];
    case 'instanceEnded':
      return isMain ? [{ kind: 'ended', at, state: effect.state, error: effect.error ?? '' }] : [];
    default:
      return [];
  }

  function taskAt(task: string): string {
    const opened = effects.find((one) => one.kind === 'openTask' && one.task === task);
    if (opened?.kind === 'openTask') return opened.element;
    return Object.values(before?.nodes ?? {}).find((node) => node.task?.id === task)?.element ?? '';
  }
}

function nameIn({ program }: SeenOfCase['instance'], element: string): Localised {
  const node = program.nodes[element];
  return node === undefined ? { vi: element, en: element } : nameOf(node);
}
