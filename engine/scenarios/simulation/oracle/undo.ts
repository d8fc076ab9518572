// What was done is undone, the last first; who asked for it waits for all of it.
import { type Done, type Frame, type Game, newFrame, parentOf, seen, type Token, type Undoing, write } from './game.ts';
import { leads } from './order.ts';
import { complete, enter, finish } from './tokens.ts';

type Inside = NonNullable<Done['inside']>;

/** @returns whether there is something to wait for */
export function compensate(game: Game, thrower: Token, activity: string | null): boolean {
  const frame = frameWith(thrower.frame, activity);
  const wanted = (frame?.done ?? []).filter(({ element }) => activity === null || element === activity);
  if (frame === null || wanted.length === 0) return false;
  frame.done = frame.done.filter((one) => !wanted.includes(one));
  undoAll(game, wanted, frame, thrower);
  return true;
}

function undoAll(game: Game, wanted: readonly Done[], frame: Frame, thrower: Token): void {
  thrower.undoing.push(...wanted.map((done): Undoing => ({ done, frame, by: null })));
  undoReady(game, thrower);
}

/** What came after something because of it is undone before it; the rest side by side. */
function undoReady(game: Game, thrower: Token): void {
  const all = [...thrower.undoing];
  for (const [index, one] of all.entries()) {
    const waits = all.slice(index + 1).some((later) => later.frame === one.frame && cameAfter(one, later.done));
    if (one.by === null && !waits) one.by = undo(game, one.done, one.frame, thrower);
  }
}

function cameAfter({ done, frame }: Undoing, later: Done): boolean {
  if (done.element === later.element) return !done.together;
  if (frame.body === null) return frame.kind === 'adHoc';
  return leads(frame.body, done.element, later.element);
}

/** From an event sub-process what is around it is meant; a named activity may have been done further out. */
function frameWith(from: Frame, activity: string | null): Frame | null {
  for (let frame: Frame | null = from; frame !== null; frame = parentOf(frame)) {
    const meant =
      activity === null
        ? frame.kind !== 'event' && frame.kind !== 'turn'
        : frame.done.some(({ element }) => element === activity);
    if (meant) return frame;
  }
  return null;
}

function undo(game: Game, done: Done, frame: Frame, thrower: Token): Token {
  return done.inside === null ? handle(game, done, frame, thrower) : restore(game, done, done.inside, frame, thrower);
}

function handle(game: Game, { element, handler }: Done, frame: Frame, thrower: Token): Token {
  const id = `${element}Undo`;
  return enter(
    game,
    { frame, reach: new Set() },
    {
      element: id,
      begin: (token) => {
        if (handler === 'user') token.waits = { for: 'task', state: 'ready', was: 'ready' };
        if (handler === 'service') openJob(game, token);
        if (handler !== 'script') return;
        const trail = seen(frame, 'trail');
        write(game, frame, { trail: [...(Array.isArray(trail) ? trail : []), id] });
        finish(game, token);
      },
      leave: (token) => {
        write(game, frame, token.answer);
        complete(game, token);
        undone(game, thrower, token);
      },
      more: { undoes: thrower },
    },
  );
}

function openJob(game: Game, token: Token): void {
  game.story.out.push(`job ${token.element} {}`);
  token.waits = { for: 'job', state: 'ready', reopen: () => openJob(game, token) };
}

/** The inside comes back as it was, only to be undone. */
function restore(game: Game, { element, turn }: Done, inside: Inside, frame: Frame, thrower: Token): Token {
  const token = enter(
    game,
    { frame, reach: new Set() },
    {
      element,
      begin: () => {},
      leave: (own) => {
        complete(game, own);
        undone(game, thrower, own);
      },
      more: { undoes: thrower, silent: turn },
    },
  );
  game.moves.pop();
  const own = { ...inside, variables: new Map(inside.variables), done: [...inside.done] };
  const kind = inside.body === null ? 'adHoc' : 'sub';
  const again = newFrame({ ...own, element, kind, owner: token });
  game.frames.add(again);
  token.inner.add(again);
  const event = inside.events.find(({ catches }) => catches.on === 'compensation');
  if (event !== undefined) game.play.event(game, event, again);
  else undoAll(game, inside.done, again, token);
  return token;
}

/** One more is undone, and what had to wait for it begins; who asked goes on after the last. */
function undone(game: Game, thrower: Token, by: Token): void {
  if (!thrower.alive || thrower.undoing.length === 0) return;
  thrower.undoing = thrower.undoing.filter((one) => one.by !== by);
  if (thrower.undoing.length > 0) undoReady(game, thrower);
  else if (thrower.throwsUndo) finish(game, thrower);
}
