// What an oracle knows while a process is played: a plain game of tokens, mutable, written apart from the core on purpose.
// It shares nothing with it but the tree of blocks. What is set going last goes first; a token thrown out of the game
// takes its moves with it.
import type { Json } from '#engine/core/values.ts';
import type { Activity, Block, Boundary, EventSub, SingleCatch } from '../blocks.ts';

export interface Game {
  now: number;
  life: 'active' | 'completed' | 'terminated' | 'failed';
  readonly frames: Set<Frame>;
  readonly listeners: Set<Listener>;
  readonly moves: Move[];
  readonly story: Story;
  readonly root: Frame;
  readonly play: Play;
  tokens: number;
}

/** How the parts of a process are played; `next` is what follows. */
export interface Play {
  readonly block: (game: Game, block: Block, at: Place, next: () => void) => void;
  readonly activity: (game: Game, activity: Activity, at: Place, next: () => void) => void;
  readonly event: (game: Game, event: EventSub, frame: Frame) => void;
}

/** What has happened since somebody last looked. */
export interface Story {
  readonly completed: string[];
  readonly terminated: string[];
  readonly failed: string[];
  /** What went out: messages, signals, escalations, jobs, calls, as one line each. */
  readonly out: string[];
}

/** One instance of a process, a sub-process, or a turn of a loop. */
export interface Frame {
  readonly element: string;
  readonly kind: 'process' | 'sub' | 'turn' | 'event' | 'adHoc';
  readonly transaction: boolean;
  readonly owner: Token | null;
  readonly variables: Map<string, Json>;
  readonly tokens: Set<Token>;
  readonly joins: Map<string, Join>;
  readonly events: readonly EventSub[];
  readonly turn: number;
  /** What undoes the whole of it. */
  readonly handler: Activity['handler'];
  /** Whether there are several of it at once. */
  readonly together: boolean;
  /** What is played in it; null where that has no order. */
  readonly body: Block | null;
  done: Done[];
  adHoc: AdHoc | null;
  /** How often it was swept: moves of before are void. */
  sweeps: number;
  open: boolean;
  interrupted: boolean;
}

export interface AdHoc {
  readonly activity: Activity;
  readonly parts: readonly Activity[];
  readonly begun: Set<string>;
  open: boolean;
}

/** Tokens that wait before a join, by the way they came. */
export interface Join {
  readonly counts: number[];
  readonly reach: Reach;
  /** Asked when nothing moves; says whether it went on. */
  readonly settle: ((join: Join) => boolean) | null;
}

/** Branches, as `fork/number`, whose end a token can still come to. */
export type Reach = ReadonlySet<string>;

export interface Place {
  readonly frame: Frame;
  readonly reach: Reach;
}

export interface Token {
  /** In the order of coming. */
  readonly number: number;
  readonly element: string;
  readonly frame: Frame;
  readonly reach: Reach;
  /** Of an activity: what stands on its border. */
  readonly boundaries: readonly Boundary[];
  /** Sends a token on from an event on its border. */
  readonly take: (boundary: Boundary) => void;
  /** What it does when its work is done. */
  readonly leave: () => void;
  /** The loop around turns leaves no trace of its own. */
  readonly silent: boolean;
  readonly isTurn: boolean;
  readonly inner: Set<Frame>;
  readonly undoes: Token | null;
  readonly throwsUndo: boolean;
  alive: boolean;
  waits: Waits | null;
  incident: { readonly code: string; readonly lacks: readonly string[]; readonly again: () => void } | null;
  answer: { readonly [name: string]: Json };
  loop: LoopCount | null;
  undoing: Undoing[];
}

/** What somebody outside can do for it. */
export type Waits =
  | {
      readonly for: 'task';
      state: 'ready' | 'reserved' | 'inProgress' | 'suspended';
      was: 'ready' | 'reserved' | 'inProgress';
    }
  | { readonly for: 'job'; state: 'ready' | 'given up'; readonly reopen: () => void }
  | { readonly for: 'call' }
  | { readonly for: 'word' };

export interface LoopCount {
  readonly total: number | null;
  readonly items: readonly Json[] | null;
  readonly outputs: Json[];
  readonly done: Done[];
  started: number;
  completed: number;
}

/** Something done that can be undone. */
export interface Done {
  readonly element: string;
  readonly handler: Activity['handler'];
  /** Of a sub-process: what it was when it completed. */
  readonly inside: Pick<Frame, 'variables' | 'done' | 'events' | 'body'> | null;
  /** Done several times at once, or else turn after turn. */
  readonly together: boolean;
  /** One turn of several. */
  readonly turn: boolean;
}

/** One thing to be undone, and the token that undoes it once it has begun. */
export interface Undoing {
  readonly done: Done;
  readonly frame: Frame;
  by: Token | null;
}

export interface Listener {
  readonly what: SingleCatch;
  readonly element: string;
  readonly host: Token | Frame;
  readonly due: number;
  /** Firings left after this one, of a cycle. */
  readonly left: number;
  readonly index: number;
  held: boolean;
  /** @returns what happens then */
  readonly happens: (listener: Listener) => void;
}

export interface Move {
  readonly frame: Frame | null;
  readonly token: Token | null;
  readonly sweep: number;
  /** Thrown signals wait until nothing else can move. */
  readonly last: boolean;
  readonly run: () => void;
}

export function newFrame(of: Partial<Frame> & Pick<Frame, 'element' | 'kind' | 'owner'>): Frame {
  return {
    transaction: false,
    variables: new Map(),
    tokens: new Set(),
    joins: new Map(),
    events: [],
    turn: 0,
    handler: null,
    body: null,
    together: false,
    done: [],
    adHoc: null,
    sweeps: 0,
    open: true,
    interrupted: false,
    ...of,
  };
}

/** A token on its way: it is lost where its frame closes or is swept. */
export function moveIn(game: Game, frame: Frame, run: () => void): void {
  game.moves.push({ frame, token: null, sweep: frame.sweeps, last: false, run });
}

/** The next doing of a token that stands somewhere. */
export function moveOf(game: Game, token: Token, run: () => void, last = false): void {
  game.moves.push({ frame: null, token, sweep: 0, last, run });
}

/** Several ways at once: the first goes first. */
export function forkIn(game: Game, frame: Frame, runs: readonly (() => void)[]): void {
  for (const run of runs.toReversed()) moveIn(game, frame, run);
}

/** Moves without anybody's help: a process that needs more is not one to be simulated. */
const movesMax = 20_000;

/** Plays all moves that need nobody. */
export function playMoves(game: Game): void {
  let played = 0;
  for (let move = game.moves.pop(); move !== undefined; move = game.moves.pop()) {
    if (move.last && game.moves.some((other) => !other.last)) {
      game.moves.unshift(move);
      continue;
    }
    if (played++ > movesMax) throw new Error('the oracle does not come to rest');
    const { frame, token } = move;
    if (frame !== null && (!frame.open || frame.sweeps !== move.sweep)) continue;
    if (token !== null && !token.alive) continue;
    move.run();
  }
}

export function parentOf(frame: Frame): Frame | null {
  return frame.owner?.frame ?? null;
}

export function seen(frame: Frame, name: string): Json | undefined {
  for (let here: Frame | null = frame; here !== null; here = parentOf(here)) {
    if (here.variables.has(name)) return here.variables.get(name);
  }
  return undefined;
}

/** To the nearest frame that has the name, else to the process. */
export function write(game: Game, frame: Frame, values: { readonly [name: string]: Json }): void {
  for (const [name, value] of Object.entries(values)) {
    let here: Frame = frame;
    while (here.owner !== null && !here.variables.has(name)) here = here.owner.frame;
    (here.variables.has(name) ? here : game.root).variables.set(name, value);
  }
}

/** Everything that can be seen from a frame. */
export function sightFrom(frame: Frame): { readonly [name: string]: Json } {
  const outer = parentOf(frame);
  return { ...(outer === null ? {} : sightFrom(outer)), ...Object.fromEntries(frame.variables) };
}
