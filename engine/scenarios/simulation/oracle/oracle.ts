// What a block-structured process must do, told by a plain game of tokens over the tree: what waits, what is done, what
// goes out. It is given the same happenings as the core and shares no rule with it.
import type { Json } from '#engine/core/values.ts';
import type { Plan } from '../blocks.ts';
import { playActivity, playEvent } from './activities.ts';
import { continueAdHoc, isOver, keepInside } from './ad-hoc.ts';
import { armEvents, askConditions } from './catch.ts';
import { playBlock } from './flow.ts';
import { type Frame, type Game, newFrame, playMoves, type Story } from './game.ts';
import { close, finish, pass, unlisten } from './tokens.ts';

/** @param variables what the process begins with */
export function newGame(plan: Plan, process: string, variables: { readonly [name: string]: Json }, now: number): Game {
  const root = newFrame({
    element: process,
    kind: 'process',
    owner: null,
    events: plan.events,
    body: plan.body,
    variables: new Map(Object.entries(variables)),
  });
  return {
    now,
    life: 'active',
    frames: new Set([root]),
    listeners: new Set(),
    moves: [],
    story: { completed: [], terminated: [], failed: [], out: [] },
    root,
    play: { block: playBlock, activity: playActivity, event: playEvent },
    tokens: 0,
  };
}

export function startGame(game: Game, plan: Plan): void {
  armEvents(game, game.root);
  const at = { frame: game.root, reach: new Set<string>() };
  pass(game, at, 'start', () => playBlock(game, plan.body, at, () => pass(game, at, 'end', () => {})));
  settle(game);
}

/** Plays on until only somebody outside can help. */
export function settle(game: Game): void {
  do {
    if (game.life === 'active') playMoves(game);
    else game.moves.length = 0;
  } while (
    game.life === 'active' &&
    (askConditions(game) || settleJoins(game) || continueAdHoc(game) || endFrame(game))
  );
  if (game.life === 'active') for (const frame of game.frames) closeToEvents(game, frame);
}

/** Where only event sub-processes are left, no other begins any more. */
function closeToEvents(game: Game, frame: Frame): void {
  if (frame.interrupted || frame.adHoc?.open === true || frame.events.length === 0) return;
  const ids = new Set(frame.events.map(({ id }) => id));
  const completing = [...frame.tokens].every(({ element }) => ids.has(element));
  if (frame.tokens.size === 0 || !completing || frame.joins.size > 0) return;
  unlisten(game, frame);
  frame.interrupted = true;
}

/** Takes what has happened since the last look. */
export function takeStory({ story }: Game): Story {
  const taken = {
    completed: [...story.completed],
    terminated: [...story.terminated],
    failed: [...story.failed],
    out: [...story.out],
  };
  for (const list of [story.completed, story.terminated, story.failed, story.out]) list.length = 0;
  return taken;
}

export function cancelGame(game: Game): void {
  close(game, game.root);
  game.life = 'terminated';
}

function settleJoins(game: Game): boolean {
  for (const frame of game.frames) for (const join of frame.joins.values()) if (join.settle?.(join)) return true;
  return false;
}

/** A frame in which nothing is left ends, and what holds it goes on. */
function endFrame(game: Game): boolean {
  for (const frame of game.frames) {
    if (!isQuiet(frame)) continue;
    const { owner } = frame;
    unlisten(game, frame);
    if (owner === null) {
      game.life = 'completed';
      return false;
    }
    keepInside(frame, owner);
    close(game, frame);
    finish(game, owner);
    return true;
  }
  return false;
}

function isQuiet(frame: Frame): boolean {
  return frame.tokens.size === 0 && frame.joins.size === 0 && (frame.adHoc === null || isOver(frame.adHoc));
}
