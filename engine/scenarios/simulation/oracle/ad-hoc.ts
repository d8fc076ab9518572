// Ad-hoc sub-processes: what needs nobody begins by itself, what a person does begins when somebody chooses it.
import type { Activity, AdHocWork } from '../blocks.ts';
import { type AdHoc, type Frame, type Game, newFrame, type Token } from './game.ts';
import { sweep } from './tokens.ts';

export function openAdHoc(game: Game, activity: Activity, work: AdHocWork, token: Token): void {
  const adHoc: AdHoc = { activity, parts: work.parts, begun: new Set(), open: true };
  const frame = newFrame({ element: token.element, kind: 'adHoc', owner: token, adHoc, handler: activity.handler });
  game.frames.add(frame);
  token.inner.add(frame);
  const first = nextOf(adHoc).slice(0, work.sequential ? 1 : undefined);
  const before = game.moves.length;
  for (const part of first) beginPart(game, frame, part);
  game.moves.push(...game.moves.splice(before).reverse());
}

export function beginPart(game: Game, frame: Frame, part: Activity): void {
  if (!needsSomebody(part)) frame.adHoc?.begun.add(part.id);
  game.play.activity(game, part, { frame, reach: new Set() }, () => {});
}

export function needsSomebody({ work }: Activity): boolean {
  return work.type === 'user' || work.type === 'manual' || work.type === 'receive';
}

function nextOf({ parts, begun }: AdHoc): readonly Activity[] {
  return parts.filter((part) => !needsSomebody(part) && !begun.has(part.id));
}

/** The next that goes by itself, where nothing runs. @returns whether there was one */
export function continueAdHoc(game: Game): boolean {
  for (const frame of game.frames) {
    const { adHoc } = frame;
    if (adHoc === null || !adHoc.open || frame.tokens.size > 0) continue;
    const [next] = nextOf(adHoc);
    if (next === undefined) continue;
    beginPart(game, frame, next);
    return true;
  }
  return false;
}

/** Whether nobody need choose anything any more. */
export function isOver(adHoc: AdHoc): boolean {
  return !adHoc.open || (adHoc.parts.every((part) => !needsSomebody(part)) && nextOf(adHoc).length === 0);
}

export function closeAdHoc(game: Game, frame: Frame, adHoc: AdHoc): void {
  adHoc.open = false;
  if (adHoc.activity.work.type === 'adHoc' && adHoc.activity.work.cancelRemaining) sweep(game, frame);
}

/** What was done inside a sub-process can still be undone, unless something undoes all of it. */
export function keepInside(frame: Frame, owner: Token): void {
  const undoable = frame.done.length > 0 || frame.events.some(({ catches }) => catches.on === 'compensation');
  if (frame.handler !== null || owner.undoes !== null || !undoable) return;
  const { variables, done, events, body } = frame;
  // Of a turn, with what the turn has of its own.
  const around = owner.isTurn ? owner.frame.variables : [];
  const inside = { variables: new Map([...around, ...variables]), done: [...done], events, body };
  owner.frame.done.push({
    element: owner.element,
    handler: null,
    inside,
    together: frame.together,
    turn: owner.isTurn,
  });
}
