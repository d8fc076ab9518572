// What somebody outside can do now, and what follows from it in the game.
import type { Variables } from '#engine/core/values.ts';
import { codes, messages, signals } from '../event-xml.ts';
import type { Happening, Spot, Verb } from '../happening.ts';
import type { Chance } from '../random.ts';
import { beginPart, closeAdHoc, needsSomebody } from './ad-hoc.ts';
import { deliverMessage, deliverSignal } from './catch.ts';
import { type Frame, type Game, type Listener, moveOf, seen, type Token, write } from './game.ts';
import { cancelGame, settle } from './oracle.ts';
import { escalate, isCaught, raise } from './throw.ts';
import { finish, isFrame } from './tokens.ts';

/** Every token, in the order of coming. */
export function tokensOf(game: Game): readonly Token[] {
  return [...game.frames].flatMap(({ tokens }) => [...tokens]).toSorted((a, b) => a.number - b.number);
}

export interface Option {
  readonly happening: Happening;
  /** Brings the process nearer to its end. */
  readonly forward: boolean;
  readonly weight: number;
}

/** What can happen now; where the process is not over there is always something that brings it forward. */
export function optionsOf(game: Game, chance: Chance): readonly Option[] {
  if (game.life !== 'active') return [];
  const tokens = tokensOf(game);
  return [
    ...tokens.flatMap((token) => tokenOptions(token, tokens, chance)),
    ...adHocOptions(game, tokens),
    ...listenerOptions(game),
    ...[...lacking(game)].map((name): Option => ({ ...set({ [name]: remedy(name) }), forward: true, weight: 4 })),
    { ...set({ flag1: chance.percent(60) }), forward: false, weight: 1 },
    { ...set({ flag2: chance.percent(60) }), forward: false, weight: 1 },
    { happening: { what: 'signal', name: chance.pick(signals) }, forward: false, weight: 1 },
    { happening: { what: 'message', name: chance.pick(messages) }, forward: false, weight: 0 },
    { happening: { what: 'cancel' }, forward: false, weight: chance.percent(4) ? 1 : 0 },
  ];
}

function set(variables: Variables): { readonly happening: Happening } {
  return { happening: { what: 'set', variables } };
}

function tokenOptions(token: Token, all: readonly Token[], chance: Chance): readonly Option[] {
  const at = spotOf(token, all);
  if (token.incident !== null) return [{ happening: { what: 'retry', at }, forward: true, weight: 3 }];
  const { waits } = token;
  if (waits === null) return [];
  const code = chance.pick(codes);
  // An error that nobody catches ends it all: now and then.
  const weight = isCaught(token, 'error', code) ? 3 : chance.percent(15) ? 1 : 0;
  const error: Option = { happening: { what: 'error', at, code }, forward: false, weight };
  if (waits.for === 'job') {
    const retries = chance.below(3);
    return [
      { happening: { what: 'complete', at, variables: { answer: chance.below(9) } }, forward: true, weight: 6 },
      { happening: { what: 'fail', at, retries }, forward: false, weight: 2 },
      error,
    ];
  }
  if (waits.for === 'call') {
    const escalation: Happening = { what: 'escalation', at, code };
    return [
      { happening: { what: 'complete', at, variables: { answer: chance.below(9) } }, forward: true, weight: 6 },
      { happening: escalation, forward: false, weight: isCaught(token, 'escalation', code) ? 4 : 1 },
      error,
    ];
  }
  const { adHoc } = token.frame;
  const over = adHoc === null ? {} : { [`${adHoc.activity.id}Over`]: chance.percent(50) };
  const variables = { [`${token.element}Out`]: chance.below(9), ...over };
  const done: Option = { happening: { what: 'complete', at, variables }, forward: true, weight: 6 };
  if (waits.for === 'word') return [done];
  const verb = (name: Verb): Option => ({ happening: { what: 'verb', at, verb: name }, forward: false, weight: 1 });
  if (waits.state === 'suspended') return [{ ...verb('resume'), forward: true, weight: 3 }, error];
  return [done, error, ...verbsFrom[waits.state].map(verb)];
}

const verbsFrom: Readonly<Record<'ready' | 'reserved' | 'inProgress', readonly Verb[]>> = {
  ready: ['claim', 'start', 'suspend'],
  reserved: ['release', 'start', 'suspend'],
  inProgress: ['release', 'stop', 'suspend'],
};

function adHocOptions(game: Game, tokens: readonly Token[]): readonly Option[] {
  return [...game.frames].flatMap((frame) => {
    const { adHoc, owner } = frame;
    if (adHoc === null || !adHoc.open || owner === null) return [];
    const work = adHoc.activity.work.type === 'adHoc' ? adHoc.activity.work : null;
    const at = spotAmong(
      owner,
      tokens.filter((token) => openFrameOf(token) !== null),
    );
    const busy = work?.sequential === true && frame.tokens.size > 0;
    const parts = busy ? [] : adHoc.parts.filter(needsSomebody);
    return [
      ...parts.map(({ id }): Option => ({ happening: { what: 'activate', at, part: id }, forward: false, weight: 3 })),
      { happening: { what: 'finishAdHoc', at }, forward: true, weight: 1 },
    ];
  });
}

function openFrameOf(token: Token): Frame | null {
  return [...token.inner].find(({ adHoc }) => adHoc?.open === true) ?? null;
}

function listenerOptions(game: Game): readonly Option[] {
  return [...game.listeners].flatMap(({ what, element, host }): readonly Option[] => {
    const forward = !isFrame(host) && host.boundaries.every(({ id }) => id !== element);
    const weight = forward ? 6 : 2;
    switch (what.on) {
      case 'message':
      case 'signal':
        return [{ happening: { what: what.on, name: what.name }, forward, weight }];
      case 'timer':
        return [{ happening: { what: 'advance' }, forward, weight }];
      case 'condition': {
        const value = seen(isFrame(host) ? host : host.frame, what.flag) !== true;
        return [{ ...set({ [what.flag]: value }), forward, weight }];
      }
      default:
        return [];
    }
  });
}

/** Variables without which something stands still. */
function lacking(game: Game): ReadonlySet<string> {
  return new Set(tokensOf(game).flatMap(({ incident }) => incident?.lacks ?? []));
}

function remedy(name: string): number | string | boolean | readonly number[] {
  if (name.endsWith('Type')) return 'work';
  if (name.endsWith('Items')) return [3, 5];
  if (name.endsWith('Wait')) return 'PT10M';
  return name.endsWith('Take0') ? true : 0;
}

function spotOf(token: Token, all: readonly Token[]): Spot {
  return spotAmong(token, all.filter(isReachable));
}

/** Whether it waits for somebody by name: the loop around turns does not. */
function isReachable({ waits, incident }: Token): boolean {
  return waits !== null || incident !== null;
}

function spotAmong(token: Token, all: readonly Token[]): Spot {
  const { element } = token;
  return { element, nth: all.filter((other) => other.element === element).indexOf(token) };
}

function tokenAt(game: Game, at: Spot, among: (token: Token) => boolean): Token | null {
  return tokensOf(game).filter((token) => token.element === at.element && among(token))[at.nth] ?? null;
}

/** @returns whether it could happen */
export function happen(game: Game, happening: Happening): boolean {
  if (game.life !== 'active' || !apply(game, happening)) return false;
  settle(game);
  return true;
}

function apply(game: Game, happening: Happening): boolean {
  switch (happening.what) {
    case 'set':
      write(game, game.root, happening.variables);
      return true;
    case 'message':
      return deliverMessage(game, happening.name);
    case 'signal':
      deliverSignal(game, happening.name);
      return true;
    case 'cancel':
      cancelGame(game);
      return true;
    case 'start':
    case 'advance':
      return false;
    case 'activate':
    case 'finishAdHoc':
      return applyAdHoc(game, happening);
    default: {
      const token = tokenAt(game, happening.at, isReachable);
      return token !== null && applyAt(game, token, happening);
    }
  }
}

type AdHocHappening = Extract<Happening, { what: 'activate' | 'finishAdHoc' }>;

function applyAdHoc(game: Game, happening: AdHocHappening): boolean {
  const owner = tokenAt(game, happening.at, (token) => openFrameOf(token) !== null);
  const frame = owner === null ? null : openFrameOf(owner);
  if (frame === null || frame.adHoc === null) return false;
  if (happening.what === 'finishAdHoc') {
    closeAdHoc(game, frame, frame.adHoc);
    return true;
  }
  const part = frame.adHoc.parts.find(({ id }) => id === happening.part);
  if (part === undefined) return false;
  beginPart(game, frame, part);
  return true;
}

type TokenHappening = Exclude<
  Happening,
  AdHocHappening | { what: 'set' | 'message' | 'signal' | 'cancel' | 'start' | 'advance' }
>;

function applyAt(game: Game, token: Token, happening: TokenHappening): boolean {
  const { waits, incident } = token;
  switch (happening.what) {
    case 'retry':
      if (incident === null) return false;
      token.incident = null;
      moveOf(game, token, incident.again);
      return true;
    case 'verb':
      return moveTask(token, happening.verb);
    case 'fail':
      if (waits?.for !== 'job' || waits.state !== 'ready') return false;
      if (happening.retries > 0) return true;
      waits.state = 'given up';
      token.incident = { code: 'JOB_FAILED', lacks: [], again: waits.reopen };
      return true;
    case 'error':
      if (incident !== null || waits === null || waits.for === 'word') return false;
      raise(game, { host: token, frame: token.frame }, happening.code);
      return true;
    case 'escalation':
      if (waits?.for !== 'call') return false;
      escalate(game, { host: token, frame: token.frame }, happening.code, token.element);
      return true;
    case 'complete':
      return completeAt(game, token, happening.variables);
  }
}

function completeAt(game: Game, token: Token, variables: Variables): boolean {
  const { waits, incident } = token;
  if (waits === null || incident !== null || (waits.for === 'task' && waits.state === 'suspended')) return false;
  if (waits.for === 'job' || waits.for === 'call') token.answer = variables;
  else write(game, token.frame, variables);
  finish(game, token);
  return true;
}

function moveTask({ waits, incident }: Token, verb: Verb): boolean {
  if (waits?.for !== 'task' || incident !== null) return false;
  if (verb === 'resume') {
    if (waits.state !== 'suspended') return false;
    waits.state = waits.was;
    return true;
  }
  if (waits.state === 'suspended' || !verbsFrom[waits.state].includes(verb)) return false;
  if (verb === 'suspend') waits.was = waits.state;
  waits.state = (
    { claim: 'reserved', release: 'ready', start: 'inProgress', stop: 'reserved', suspend: 'suspended' } as const
  )[verb];
  return true;
}

/** The next timer that is due by then, the earliest first. */
export function dueTimer(game: Game, until: number): Listener | null {
  const timers = [...game.listeners].filter(({ what, due }) => what.on === 'timer' && due <= until);
  return timers.toSorted((a, b) => a.due - b.due)[0] ?? null;
}

export function fireTimer(game: Game, listener: Listener): void {
  game.now = Math.max(game.now, listener.due);
  listener.happens(listener);
  settle(game);
}

/** When the first timer falls due. */
export function firstDue(game: Game): number | null {
  const due = [...game.listeners].flatMap((listener) => (listener.what.on === 'timer' ? [listener.due] : []));
  return due.length === 0 ? null : Math.min(...due);
}
