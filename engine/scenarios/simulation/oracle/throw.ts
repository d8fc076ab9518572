// What is thrown looks outward for who catches it; what is undone runs what undoes it.
import { type Boundary, catchesOf, type EventSub, type SingleThrow, type ThrowPlan, throwsOf } from '../blocks.ts';
import { beginEvent, deliverSignal } from './catch.ts';
import { type Frame, type Game, parentOf, type Token } from './game.ts';
import { close, kill, sweep } from './tokens.ts';
import { compensate } from './undo.ts';

/** @returns whether the token must wait for what it has thrown */
export function throwAll(game: Game, token: Token, plan: ThrowPlan): boolean {
  let waits = false;
  for (const single of throwsOf(plan)) {
    if (token.frame.open && game.life === 'active') waits = throwOne(game, token, single) || waits;
  }
  return waits;
}

function throwOne(game: Game, token: Token, single: SingleThrow): boolean {
  const { frame, element } = token;
  switch (single.what) {
    case 'none':
      return false;
    case 'message':
      game.story.out.push(`message ${single.name} ${element}`);
      return false;
    case 'signal':
      deliverSignal(game, single.name);
      game.story.out.push(`signal ${single.name} ${element}`);
      return false;
    case 'error':
      raise(game, { host: null, frame }, single.name);
      return false;
    case 'escalation':
      escalate(game, { host: null, frame }, single.name, element);
      return false;
    case 'terminate':
      sweep(game, frame);
      return false;
    case 'compensation':
      return compensate(game, token, single.activity);
    case 'cancel':
      return cancel(game, token);
  }
}

interface Origin {
  readonly host: Token | null;
  readonly frame: Frame;
}

/** An error ends everything up to who catches it, or the process. */
export function raise(game: Game, origin: Origin, code: string): void {
  const found = catcherOf(origin, 'error', code);
  if (origin.host !== null) kill(game, origin.host, 'failed');
  if (found === null) {
    close(game, game.root);
    game.life = 'failed';
  } else if (found.boundary !== null) {
    kill(game, found.host);
    found.host.take(found.boundary);
  } else beginEvent(game, found.frame, found.event);
}

export function escalate(game: Game, origin: Origin, code: string, element: string): void {
  const found = catcherOf(origin, 'escalation', code);
  if (found === null) game.story.out.push(`escalate ${code} ${element}`);
  else if (found.boundary !== null) {
    if (found.boundary.interrupting) kill(game, found.host);
    found.host.take(found.boundary);
  } else beginEvent(game, found.frame, found.event);
}

export function isCaught(host: Token, on: 'error' | 'escalation', code: string): boolean {
  return catcherOf({ host, frame: host.frame }, on, code) !== null;
}

type Found =
  | { readonly boundary: Boundary; readonly host: Token }
  | { readonly boundary: null; readonly event: EventSub; readonly frame: Frame };

function catcherOf(origin: Origin, on: 'error' | 'escalation', code: string): Found | null {
  let { host } = origin;
  for (let frame: Frame | null = origin.frame; frame !== null; frame = parentOf(frame)) {
    if (host !== null && !host.isTurn) {
      const boundary = bestOf(host.boundaries, on, code);
      if (boundary !== undefined) return { boundary, host };
    }
    const event = frame.interrupted ? undefined : bestOf(frame.events, on, code);
    if (event !== undefined) return { boundary: null, event, frame };
    host = frame.owner;
  }
  return null;
}

/** The code by its name goes before an event that takes every code. */
function bestOf<T extends Boundary | EventSub>(all: readonly T[], on: 'error' | 'escalation', code: string) {
  const takes = (one: T, wanted: string | null): boolean =>
    catchesOf(one.catches).some((single) => single.on === on && single.code === wanted);
  return all.find((one) => takes(one, code)) ?? all.find((one) => takes(one, null));
}

/** A transaction is given up: what runs in it ends, what was done in it is undone. */
function cancel(game: Game, token: Token): boolean {
  const { frame } = token;
  for (const other of [...frame.tokens]) if (other !== token) kill(game, other);
  for (const listener of game.listeners) if (listener.host === frame) game.listeners.delete(listener);
  frame.joins.clear();
  frame.sweeps += 1;
  return compensate(game, token, null);
}

/** All is undone: the transaction ends at its cancel event. */
export function endCancelled(game: Game, frame: Frame): void {
  const { owner } = frame;
  // Of one that is done several times, all are cancelled with it.
  const host = owner?.isTurn ? owner.frame.owner : owner;
  if (host === null) return;
  kill(game, host);
  const boundary = host.boundaries.find(({ catches }) => catches.on === 'cancel');
  if (boundary !== undefined) host.take(boundary);
}
