// Tokens come, wait, go on, or are thrown out with everything that they hold.
import { type Frame, type Game, type Listener, moveOf, type Place, type Token } from './game.ts';

interface Entry {
  readonly element: string;
  readonly begin: (token: Token) => void;
  readonly leave: (token: Token) => void;
  readonly last?: boolean;
  readonly more?: Partial<Pick<Token, 'boundaries' | 'take' | 'silent' | 'isTurn' | 'undoes' | 'throwsUndo'>>;
}

/** A token arrives somewhere; it begins when its move comes. */
export function enter(game: Game, at: Place, { element, begin, leave, last = false, more = {} }: Entry): Token {
  const token: Token = {
    number: game.tokens++,
    element,
    frame: at.frame,
    reach: at.reach,
    boundaries: [],
    take: () => {},
    silent: false,
    isTurn: false,
    undoes: null,
    throwsUndo: false,
    ...more,
    leave: () => leave(token),
    inner: new Set(),
    alive: true,
    waits: null,
    incident: null,
    answer: {},
    loop: null,
    undoing: [],
  };
  at.frame.tokens.add(token);
  moveOf(game, token, () => begin(token), last);
  return token;
}

/** Its work is done: nobody listens on its border any more, and it leaves when its move comes. */
export function finish(game: Game, token: Token): void {
  unlisten(game, token);
  token.incident = null;
  token.waits = null;
  moveOf(game, token, token.leave);
}

/** It cannot go on for want of some variables; the same is tried again when somebody says so. */
export function stick(token: Token, code: string, lacks: readonly string[], again: () => void): void {
  token.incident = { code, lacks, again };
}

export function complete(game: Game, token: Token): void {
  remove(token);
  if (!token.silent) game.story.completed.push(token.element);
}

/** Passes through an element that holds nobody. @param does what it does on the way */
export function pass(game: Game, at: Place, element: string, then: () => void, does: () => void = () => {}): void {
  enter(game, at, {
    element,
    begin: (token) => {
      does();
      finish(game, token);
    },
    leave: (token) => {
      complete(game, token);
      then();
    },
  });
}

/** Thrown out, with everything inside. */
export function kill(game: Game, token: Token, how: 'terminated' | 'failed' = 'terminated'): void {
  if (!token.alive) return;
  for (const frame of token.inner) close(game, frame);
  unlisten(game, token);
  remove(token);
  if (!token.silent) game.story[how].push(token.element);
}

/** Throws out all that is in a frame; the frame stays. */
export function sweep(game: Game, frame: Frame): void {
  for (const token of [...frame.tokens]) kill(game, token);
  unlisten(game, frame);
  frame.joins.clear();
  frame.sweeps += 1;
}

export function close(game: Game, frame: Frame): void {
  sweep(game, frame);
  if (frame === game.root) return;
  frame.open = false;
  game.frames.delete(frame);
  frame.owner?.inner.delete(frame);
}

/** One after the other, so that who listens first hears first. */
export function listen(game: Game, listener: Listener): void {
  game.listeners.add(listener);
}

export function unlisten(game: Game, host: Token | Frame): void {
  for (const listener of game.listeners) if (listener.host === host) game.listeners.delete(listener);
}

export function isFrame(host: Token | Frame): host is Frame {
  return 'sweeps' in host;
}

function remove(token: Token): void {
  token.alive = false;
  token.frame.tokens.delete(token);
}
