// What the shell would have open by the effects alone: every task, job, call, timer, listener and incident that was
// opened and not closed. It must be what the state says, after every step, and nothing at the end.
import type { Command } from '#engine/core/commands.ts';
import type { Effect } from '#engine/core/effects.ts';
import type { NodeInstance, State } from '#engine/core/state.ts';

export class Ledger {
  readonly #open = new Set<string>();

  take(effects: readonly Effect[], command: Command): void {
    // What a command itself uses up needs no effect.
    if (command.kind === 'fireTimer') this.#open.delete(command.timer);
    if (command.kind === 'completeCall') this.#open.delete(command.call);
    for (const effect of effects) {
      const opened = openedBy(effect);
      const closed = closedBy(effect);
      if (opened !== null) this.#open.add(opened);
      if (closed !== null) this.#open.delete(closed);
    }
  }

  /** @returns what is open here and not there, or the other way round */
  differenceTo(state: State): string | null {
    const expected = new Set(
      [...Object.values(state.nodes).flatMap(heldBy), ...listenersOf(state)].filter((id) => id !== undefined),
    );
    const lost = [...this.#open].filter((id) => !expected.has(id));
    const unknown = [...expected].filter((id) => !this.#open.has(id));
    if (lost.length > 0) return `opened and never closed: ${lost.join(', ')}`;
    return unknown.length > 0 ? `held, and nobody was told: ${unknown.join(', ')}` : null;
  }
}

function heldBy(node: NodeInstance): readonly (string | undefined)[] {
  const job = node.job?.life === 'incident' ? undefined : node.job?.id;
  return [node.task?.id, job, node.call?.id, node.incident?.id];
}

function listenersOf({ subscriptions }: State): readonly string[] {
  return Object.values(subscriptions).flatMap((one) => (one.kind === 'conditional' ? [] : [one.id]));
}

function openedBy(effect: Effect): string | null {
  switch (effect.kind) {
    case 'openTask':
      return effect.task;
    case 'createJob':
      return effect.job;
    case 'callProcess':
      return effect.call;
    case 'armTimer':
      return effect.timer;
    case 'listen':
      return effect.subscription;
    case 'openIncident':
      return effect.incident;
    default:
      return null;
  }
}

function closedBy(effect: Effect): string | null {
  switch (effect.kind) {
    case 'closeTask':
      return effect.task;
    case 'closeJob':
      return effect.job;
    case 'cancelCall':
      return effect.call;
    case 'disarmTimer':
      return effect.timer;
    case 'unlisten':
      return effect.subscription;
    case 'closeIncident':
      return effect.incident;
    default:
      return null;
  }
}
