/** How long a task waited for somebody to take it, and how long somebody had it: from the commands of its journal. */
import { type UserTaskMove, type UserTaskState, userTaskLife } from '#engine/core/lifecycles/user-task.ts';
import type { Instant } from '#engine/core/values.ts';
import type { JournalRow } from '../ports/engine.ts';

export interface Span {
  readonly openedAt: Instant;
  /** Undefined: it is open. */
  readonly closedAt?: Instant;
}

export interface TaskSpans {
  /** Since when somebody had it the first time; undefined where nobody took it before it was done. */
  readonly takenAt: Instant | undefined;
  /** Nobody had it, or it was suspended. */
  readonly waitingMs: number;
  /** Somebody had it. */
  readonly workingMs: number;
}

/** What was done with one task, in order. */
export type TaskMoves = readonly { readonly at: Instant; readonly verb: UserTaskMove }[];

/** Moves of tasks by key. Completing is no move here: it is the end of the span. */
export function movesByTask(journal: readonly JournalRow[]): ReadonlyMap<string, TaskMoves> {
  const moves = new Map<string, { at: Instant; verb: UserTaskMove }[]>();
  for (const { command, at } of journal) {
    if (command.kind !== 'task') continue;
    const own = moves.get(command.task) ?? [];
    own.push({ at, verb: moveOf(command.verb, command.to) });
    moves.set(command.task, own);
  }
  return moves;
}

/**
 * @param assigned the model names one person for it, who then has it from the beginning
 * @param now where an open task's span ends
 */
export function taskSpans(span: Span, moves: TaskMoves, assigned: boolean, now: Instant): TaskSpans {
  const end = span.closedAt ?? now;
  let state = firstState(moves, assigned);
  let since = span.openedAt;
  let takenAt = isHeld(state) ? span.openedAt : undefined;
  let workingMs = 0;
  for (const { at, verb } of moves) {
    const next = userTaskLife.next(state, verb);
    if (next === undefined || at > end) continue;
    if (isHeld(state)) workingMs += at - since;
    if (isHeld(next)) takenAt ??= at;
    [state, since] = [next, at];
  }
  if (isHeld(state)) workingMs += end - since;
  return { takenAt, workingMs, waitingMs: Math.max(0, end - span.openedAt - workingMs) };
}

function moveOf(verb: string, to: string | undefined): UserTaskMove {
  if (verb === 'nominate') return to === undefined ? 'offer' : 'assign';
  return verb === 'suspendUntil' ? 'suspend' : (verb as UserTaskMove);
}

/** A task begins ready, unless the model assigned it or somebody was nominated for it. */
function firstState([first]: TaskMoves, assigned: boolean): UserTaskState {
  if (first !== undefined && !userTaskLife.can('ready', first.verb)) {
    return userTaskLife.can('reserved', first.verb) ? 'reserved' : 'created';
  }
  return assigned && (first === undefined || userTaskLife.can('reserved', first.verb)) ? 'reserved' : 'ready';
}

function isHeld(state: UserTaskState): boolean {
  return state === 'reserved' || state === 'inProgress';
}
