// How a token goes through the blocks: gateways, joins, loops, events on the way.
import {
  type Block,
  type Choice,
  type Complex,
  type End,
  type EventChoice,
  type Inclusive,
  type Loop,
  type Parallel,
  passes,
  type Quantity,
  type Throw,
  throwsOf,
} from '../blocks.ts';
import { playActivity } from './activities.ts';
import { arm, armEvents, lacksTime } from './catch.ts';
import {
  type Frame,
  forkIn,
  type Game,
  type Join,
  moveIn,
  newFrame,
  type Place,
  seen,
  type Token,
  write,
} from './game.ts';
import { endCancelled, throwAll } from './throw.ts';
import { complete, enter, finish, pass, stick, unlisten } from './tokens.ts';

type Next = () => void;

/** Why no way can be chosen, and which variable would help. */
interface Lack {
  readonly code: 'NO_FLOW_TAKEN' | 'VALUE_MISSING';
  readonly lacks: string;
}

export function playBlock(game: Game, block: Block, around: Place, next: Next): void {
  const at = passes(block) ? around : { frame: around.frame, reach: new Set<string>() };
  switch (block.kind) {
    case 'sequence':
      playSequence(game, block.parts, at, next);
      return;
    case 'choice':
      playChoice(game, block, at, next);
      return;
    case 'parallel':
    case 'inclusive':
      playFork(game, block, at, next);
      return;
    case 'complex':
      playComplex(game, block, at, next);
      return;
    case 'eventChoice':
      playEventChoice(game, block, at, next);
      return;
    case 'loop':
      playLoop(game, block, at, next);
      return;
    case 'fan':
      pass(game, at, block.id, () =>
        forkIn(
          game,
          at.frame,
          Array.from({ length: block.count }, () => next),
        ),
      );
      return;
    case 'quantity':
      playQuantity(game, block, at, next);
      return;
    case 'catch': {
      const { id: element, catches: plan } = block;
      const begin = (token: Token): void => {
        const lacks = lacksTime(at.frame, plan, element);
        if (lacks.length > 0) stick(token, 'VALUE_MISSING', lacks, () => begin(token));
        else arm(game, { plan, element, host: token, happens: () => finish(game, token) });
      };
      enter(game, at, { element, begin, leave: (token) => goOn(game, token, next) });
      return;
    }
    case 'throw':
      playThrow(game, block, at, next);
      return;
    case 'link':
      pass(game, at, `${block.id}From`, () => pass(game, at, `${block.id}To`, () => moveIn(game, at.frame, next)));
      return;
    case 'end':
      playEnd(game, block, at);
      return;
    case 'activity':
      playActivity(game, block, at, next);
  }
}

function goOn(game: Game, token: Token, next: Next): void {
  complete(game, token);
  moveIn(game, token.frame, next);
}

function playSequence(game: Game, parts: readonly Block[], at: Place, next: Next): void {
  const [first, ...rest] = parts;
  if (first === undefined) {
    next();
    return;
  }
  const reach = rest.every(passes) ? at.reach : new Set<string>();
  const after = (): void => playSequence(game, rest, at, next);
  playBlock(game, first, { frame: at.frame, reach }, after);
}

/** A gateway that asks before it lets a token go; what cannot be decided is asked again. */
function askAt(game: Game, at: Place, element: string, ask: () => readonly Next[] | Lack): void {
  const leave = (token: Token): void => {
    const answer = ask();
    if ('code' in answer) {
      stick(token, answer.code, [answer.lacks], () => leave(token));
      return;
    }
    complete(game, token);
    forkIn(game, at.frame, answer);
  };
  enter(game, at, { element, begin: (token) => finish(game, token), leave });
}

function playChoice(game: Game, block: Choice, at: Place, next: Next): void {
  const lacks = `${block.id}Chosen`;
  askAt(game, at, `${block.id}Split`, () => {
    const asked = block.fallback ? block.parts.slice(0, -1) : block.parts;
    const chosen = asked[Number(seen(at.frame, lacks))];
    const way = chosen ?? (block.fallback ? block.parts.at(-1) : undefined);
    return way === undefined ? { code: 'NO_FLOW_TAKEN', lacks } : [() => playBlock(game, way, at, next)];
  });
}

function playFork(game: Game, block: Parallel | Inclusive, at: Place, next: Next): void {
  const ways = block.parts.filter(passes);
  const element = `${block.id}Split`;
  const runs = block.parts.map((part, index) => (): void => {
    const reach = new Set([...at.reach, `${block.id}/${index}`]);
    const arrive = (): void => (ways.length < 2 ? next() : park(game, block, index, at, next));
    playBlock(game, part, { frame: at.frame, reach: block.kind === 'inclusive' ? reach : at.reach }, arrive);
  });
  if (block.kind === 'parallel') {
    pass(game, at, element, () => forkIn(game, at.frame, runs));
    return;
  }
  askAt(game, at, element, () => {
    const asked = block.fallback ? runs.slice(0, -1) : runs;
    const values = asked.map((_, index) => seen(at.frame, `${block.id}Take${index}`));
    const lacks = `${block.id}Take0`;
    if (values.includes(undefined)) return { code: 'VALUE_MISSING', lacks };
    const taken = asked.filter((_, index) => values[index] === true);
    const rest = block.fallback ? runs.slice(-1) : [];
    return taken.length > 0 ? taken : rest.length > 0 ? rest : { code: 'NO_FLOW_TAKEN', lacks };
  });
}

/** A token has come to the end of its branch. */
function park(game: Game, block: Parallel | Inclusive, index: number, at: Place, next: Next): void {
  const { frame } = at;
  const id = `${block.id}Join`;
  const open = block.parts.flatMap((part, branch) => (passes(part) ? [branch] : []));
  const go = (counts: number[], full: readonly number[]): void => {
    for (const branch of full) counts[branch] = (counts[branch] ?? 0) - 1;
    if (counts.every((count) => count === 0)) frame.joins.delete(id);
    pass(game, at, id, () => moveIn(game, frame, next));
  };
  const settle = (join: Join): boolean => {
    const full = open.filter((branch) => (join.counts[branch] ?? 0) > 0);
    const empty = open.filter((branch) => !full.includes(branch));
    if (full.length === 0 || empty.some((branch) => canCome(frame, id, `${block.id}/${branch}`))) return false;
    go(join.counts, full);
    return true;
  };
  const join = joinIn(frame, id, at, block.kind === 'inclusive' ? settle : null);
  join.counts[index] = (join.counts[index] ?? 0) + 1;
  if (block.kind === 'parallel' && open.every((branch) => (join.counts[branch] ?? 0) > 0)) go(join.counts, open);
}

function joinIn(frame: Frame, id: string, at: Place, settle: ((join: Join) => boolean) | null): Join {
  const join: Join = frame.joins.get(id) ?? { counts: [], reach: at.reach, settle };
  // Who waits longest is asked first: each token makes it wait anew.
  frame.joins.delete(id);
  frame.joins.set(id, join);
  return join;
}

/** Whether a token elsewhere can still come to the end of a branch. */
function canCome(frame: Frame, join: string, branch: string): boolean {
  const tokens = [...frame.tokens].some(({ reach }) => reach.has(branch));
  return tokens || [...frame.joins].some(([id, { reach }]) => id !== join && reach.has(branch));
}

function playComplex(game: Game, block: Complex, at: Place, next: Next): void {
  const { id, parts, needed, after } = block;
  const begin = (token: Token): void => {
    const frame = newFrame({ element: id, kind: 'sub', owner: token, body: block });
    game.frames.add(frame);
    token.inner.add(frame);
    armEvents(game, frame);
    const inside: Place = { frame, reach: new Set() };
    const end = (): void => pass(game, inside, `${id}End`, () => {});
    const onward = (): void => playBlock(game, after, inside, end);
    const come = new Set<number>();
    const arrived = new Set<number>();
    let begun = false;
    const settle = (_own: Join): boolean => {
      const late = [...arrived].filter((branch) => !come.has(branch));
      if (!begun) {
        if (late.length < needed) return false;
        begun = true;
        for (const branch of late) come.add(branch);
        pass(game, inside, `${id}Join`, () => moveIn(game, frame, onward));
        return true;
      }
      const missing = [...parts.keys()].filter((branch) => !arrived.has(branch));
      if (missing.some((branch) => canCome(frame, `${id}Join`, `${id}/${branch}`))) return false;
      frame.joins.delete(`${id}Join`);
      return true;
    };
    const join: Join = { counts: [], reach: new Set(), settle };
    const runs = parts.map((part, index) => (): void => {
      const arrive = (): void => {
        arrived.add(index);
        frame.joins.delete(`${id}Join`);
        frame.joins.set(`${id}Join`, join);
      };
      playBlock(game, part, { frame, reach: new Set([`${id}/${index}`]) }, arrive);
    });
    pass(game, inside, `${id}Start`, () => pass(game, inside, `${id}Fork`, () => forkIn(game, frame, runs)));
  };
  enter(game, at, { element: id, begin, leave: (token) => goOn(game, token, next) });
}

function playEventChoice(game: Game, block: EventChoice, at: Place, next: Next): void {
  const gate = `${block.id}Gate`;
  const begin = (token: Token): void => {
    for (const way of block.ways) {
      const happens = (): void => {
        unlisten(game, token);
        complete(game, token);
        pass(game, at, way.id, () => moveIn(game, at.frame, () => playBlock(game, way.body, at, next)));
      };
      arm(game, { plan: way.catches, element: way.id, host: token, happens });
    }
  };
  enter(game, at, { element: gate, begin, leave: () => {} });
}

function playLoop(game: Game, { id, turns, body }: Loop, at: Place, next: Next): void {
  const { frame } = at;
  const counter = `${id}Turn`;
  const set = (value: () => number) => (): void => write(game, frame, { [counter]: value() });
  const turn = (): number => Number(seen(frame, counter));
  const top = (): void => pass(game, at, `${id}Top`, () => moveIn(game, frame, () => playBlock(game, body, at, count)));
  const again = (): void => pass(game, at, `${id}Again`, () => moveIn(game, frame, turn() < turns ? top : next));
  const count = (): void =>
    pass(
      game,
      at,
      `${id}Count`,
      again,
      set(() => turn() + 1),
    );
  pass(
    game,
    at,
    `${id}Reset`,
    top,
    set(() => 0),
  );
}

function playQuantity(game: Game, { id, give, take }: Quantity, at: Place, next: Next): void {
  const { frame } = at;
  const arrive = (): void => {
    const join = joinIn(frame, id, at, null);
    const count = (join.counts[0] ?? 0) + 1;
    join.counts[0] = count;
    if (count < take) return;
    frame.joins.delete(id);
    enter(game, at, {
      element: id,
      begin: (token) => {
        token.waits = { for: 'task', state: 'ready', was: 'ready' };
      },
      leave: (token) => {
        write(game, frame, token.answer);
        goOn(game, token, next);
      },
    });
  };
  pass(game, at, `${id}Give`, () =>
    forkIn(
      game,
      frame,
      Array.from({ length: give }, () => arrive),
    ),
  );
}

function playThrow(game: Game, { id, throws }: Throw, at: Place, next: Next): void {
  enter(game, at, {
    element: id,
    begin: (token) => {
      const waits = throwAll(game, token, throws);
      if (token.alive && !waits) finish(game, token);
    },
    leave: (token) => goOn(game, token, next),
    last: throwsOf(throws).some(({ what }) => what === 'signal'),
    more: { throwsUndo: true },
  });
}

function playEnd(game: Game, { id, throws }: End, at: Place): void {
  const undoes = throws.what === 'compensation' || throws.what === 'cancel';
  enter(game, at, {
    element: id,
    begin: (token) => {
      if (throws.what === 'none') finish(game, token);
      else if (undoes) {
        if (!throwAll(game, token, throws)) finish(game, token);
      } else {
        complete(game, token);
        throwAll(game, token, throws);
      }
    },
    leave: (token) => {
      complete(game, token);
      if (throws.what === 'cancel') endCancelled(game, at.frame);
    },
    last: throwsOf(throws).some(({ what }) => what === 'signal'),
    more: { throwsUndo: true },
  });
}
