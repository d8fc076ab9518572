// Who listens for what, and what follows when it happens.
import { type CatchPlan, catchesOf, type EventSub, type SingleCatch } from '../blocks.ts';
import { dateOf, waitVariable } from '../event-xml.ts';
import { type Frame, type Game, type Listener, seen, type Token } from './game.ts';
import { isFrame, kill, listen, sweep } from './tokens.ts';

interface Spot {
  readonly plan: CatchPlan;
  readonly element: string;
  readonly host: Token | Frame;
  /** It may happen again: all are listened for once more. */
  readonly again?: boolean;
  readonly happens: (listener: Listener) => void;
}

const minute = 60_000;

/** Listens for every definition of an event; of a parallel one, all must come. */
export function arm(game: Game, spot: Spot, held = false): void {
  const { plan, element, host, happens } = spot;
  const parts = catchesOf(plan);
  const all = plan.on === 'multiple' && plan.parallel;
  const missing = new Set(all ? parts.keys() : []);
  for (const [index, what] of parts.entries()) {
    if (!isHeard(what)) continue;
    listen(game, {
      what,
      element,
      host,
      index,
      due: what.on === 'timer' ? dueOf(game, what) : 0,
      left: what.on === 'timer' && what.form === 'cycle' && !what.missing ? what.times - 1 : 0,
      held,
      happens: (listener) => {
        if (all) {
          game.listeners.delete(listener);
          missing.delete(index);
          if (missing.size > 0) return;
          // What is true already happens again only after it was false.
          if (spot.again) arm(game, spot, true);
        }
        happens(listener);
      },
    });
  }
}

function isHeard({ on }: SingleCatch): boolean {
  return on === 'timer' || on === 'message' || on === 'signal' || on === 'condition';
}

/** A duration that was missing is ten minutes when somebody has said it. */
function dueOf(game: Game, plan: Extract<SingleCatch, { on: 'timer' }>): number {
  if (plan.missing) return game.now + 10 * minute;
  return plan.form === 'date' ? dateOf(plan.minutes) : game.now + plan.minutes * minute;
}

/** The duration that is not known yet, of an event in this frame. */
export function lacksTime(frame: Frame, plan: CatchPlan, element: string): readonly string[] {
  const missing = catchesOf(plan).some((single) => single.on === 'timer' && single.missing);
  return missing ? lacksValue(frame, waitVariable(element)) : [];
}

export function lacksValue(frame: Frame, name: string): readonly string[] {
  return seen(frame, name) === undefined ? [name] : [];
}

export function armBorder(game: Game, token: Token): void {
  for (const boundary of token.boundaries) {
    const happens = (listener: Listener): void => {
      repeat(game, listener, boundary.interrupting);
      if (boundary.interrupting) kill(game, token);
      token.take(boundary);
    };
    const again = !boundary.interrupting;
    arm(game, { plan: boundary.catches, element: boundary.id, host: token, again, happens });
  }
}

export function armEvents(game: Game, frame: Frame): void {
  for (const event of frame.events) {
    const happens = (listener: Listener): void => {
      repeat(game, listener, event.interrupting);
      beginEvent(game, frame, event);
    };
    const again = !event.interrupting;
    arm(game, { plan: event.catches, element: `${event.id}Start`, host: frame, again, happens });
  }
}

export function beginEvent(game: Game, frame: Frame, event: EventSub): void {
  if (event.interrupting) {
    sweep(game, frame);
    frame.interrupted = true;
  }
  game.play.event(game, event, frame);
}

/** A timer that has fired listens again only for the next turn of its cycle. */
function repeat(game: Game, listener: Listener, interrupting: boolean): void {
  if (listener.what.on !== 'timer') return;
  game.listeners.delete(listener);
  if (interrupting || listener.left === 0) return;
  const due = listener.due + listener.what.minutes * minute;
  listen(game, { ...listener, due, left: listener.left - 1, held: false });
}

/** A condition happens when it becomes true. @returns whether one did */
export function askConditions(game: Game): boolean {
  for (const listener of game.listeners) {
    if (listener.what.on !== 'condition') continue;
    const frame = isFrame(listener.host) ? listener.host : listener.host.frame;
    const holds = seen(frame, listener.what.flag) === true;
    const rises = holds && !listener.held;
    listener.held = holds;
    if (!rises) continue;
    listener.happens(listener);
    return true;
  }
  return false;
}

/** The first who listens for a message gets it. @returns whether somebody did */
export function deliverMessage(game: Game, name: string): boolean {
  for (const listener of game.listeners) {
    if (listener.what.on !== 'message' || listener.what.name !== name) continue;
    listener.happens(listener);
    return true;
  }
  return false;
}

/** All who listen for a signal now. */
export function deliverSignal(game: Game, name: string): void {
  const all = [...game.listeners].filter(({ what }) => what.on === 'signal' && what.name === name);
  for (const listener of all) if (game.listeners.has(listener)) listener.happens(listener);
}
