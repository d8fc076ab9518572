// Random block-structured processes over all elements. What cannot be sound is not made: a join gets a token on every
// branch, and nothing sets itself off for ever.
import type { Activity, Block, Boundary, CatchPlan, EventSub, Plan, SingleThrow } from './blocks.ts';
import { anyThrow, catchFor, throwFor } from './generate-events.ts';
import { activityOf, leafWork, loopFor } from './generate-work.ts';
import type { Chance } from './random.ts';

/** What may stand where. */
export interface Surroundings {
  readonly chance: Chance;
  readonly next: () => string;
  /** How much may still be made, shared by all. */
  readonly budget: { left: number; fans: number };
  readonly depth: number;
  /** A way may end here. */
  readonly mayEnd: boolean;
  /** Tokens may multiply here. */
  readonly mayFan: boolean;
  /** Begun by an event that may come again: it throws nothing that could begin it anew. */
  readonly calm: boolean;
  /** Directly inside a transaction that can be cancelled. */
  readonly mayCancel: boolean;
  /** Activities of this frame that can be undone. */
  readonly undoable: string[];
}

/** @param size about how many elements */
export function randomPlan(chance: Chance, size: number): Plan {
  let count = 0;
  const around: Surroundings = {
    chance,
    next: () => `b${++count}`,
    budget: { left: size, fans: 2 },
    depth: 0,
    mayEnd: true,
    mayFan: true,
    calm: false,
    mayCancel: false,
    undoable: [],
  };
  const start = chance.percent(80) ? 'none' : chance.pick(['message', 'signal', 'timer'] as const);
  const body = sequenceOf(around, 2 + chance.below(4));
  return { start, body, events: chance.percent(25) ? eventSubs(around, 'rootEvent') : [] };
}

function sequenceOf(around: Surroundings, length: number): Block {
  const id = around.next();
  const parts: Block[] = [];
  for (let index = 0; index < length; index++) {
    const last = index === length - 1;
    const end = last && around.mayEnd && around.chance.percent(12);
    parts.push(end ? endOf(around) : blockOf({ ...around, mayEnd: around.mayEnd && last }));
  }
  return { kind: 'sequence', id, parts };
}

const kinds = [
  ['activity', 34],
  ['composite', 16],
  ['catch', 8],
  ['throw', 9],
  ['choice', 7],
  ['parallel', 6],
  ['inclusive', 6],
  ['eventChoice', 5],
  ['loop', 4],
  ['complex', 4],
  ['link', 3],
  ['fan', 2],
  ['quantity', 3],
  ['killer', 1],
] as const;

type Kind = (typeof kinds)[number][0];

function kindFor({ chance, depth, budget }: Surroundings): Kind {
  const simple = depth > 5 || budget.left <= 0;
  if (simple) return chance.pick(['activity', 'activity', 'catch', 'throw'] as const);
  const all = kinds.flatMap(([kind, weight]) => Array.from({ length: weight }, () => kind));
  return chance.pick(all);
}

function blockOf(around: Surroundings): Block {
  around.budget.left -= 1;
  const { chance, mayFan } = around;
  const inner: Surroundings = { ...around, depth: around.depth + 1 };
  const kind = kindFor(around);
  switch (kind) {
    case 'activity':
      return simpleActivity(inner);
    case 'composite':
      return composite(inner);
    case 'catch':
      return { kind, id: around.next(), catches: catchFor(chance, 'catch') };
    case 'throw':
      return { kind, id: around.next(), throws: throwFor(around) };
    case 'link':
      return { kind, id: around.next() };
    case 'fan':
      return mayFan && around.budget.fans-- > 0 ? { kind, id: around.next(), count: 2 } : simpleActivity(inner);
    case 'quantity': {
      const take = 1 + chance.below(3);
      const give = mayFan && around.budget.fans-- > 0 ? take * (1 + chance.below(2)) : take;
      return { kind, id: around.next(), give, take };
    }
    case 'loop': {
      const id = around.next();
      return {
        kind,
        id,
        turns: 1 + chance.below(3),
        body: sequenceOf({ ...inner, mayEnd: false, mayFan: false }, 1 + chance.below(2)),
      };
    }
    case 'killer':
      return killer(inner);
    default:
      return splitOf(inner, kind);
  }
}

function splitOf(around: Surroundings, kind: 'choice' | 'parallel' | 'inclusive' | 'eventChoice' | 'complex'): Block {
  const { chance } = around;
  const id = around.next();
  const count = 2 + chance.below(2);
  const branches = (of: Surroundings): readonly Block[] =>
    Array.from({ length: count }, () => sequenceOf(of, chance.percent(10) ? 0 : 1 + chance.below(2)));
  const split = chance.percent(70) ? 'gateway' : 'activity';
  const merge = chance.percent(60) ? 'gateway' : 'implicit';
  switch (kind) {
    case 'choice': {
      const fallback = chance.percent(60);
      const lost = !fallback && chance.percent(20);
      return { kind, id, parts: branches(around), chosen: lost ? -1 : chance.below(count), fallback, merge };
    }
    case 'parallel':
      return { kind, id, split, parts: branches({ ...around, mayEnd: false, mayFan: false }) };
    case 'inclusive': {
      const fallback = chance.percent(50);
      const parts = branches({ ...around, mayFan: false });
      const chosen = parts.map(() => chance.percent(55));
      return { kind, id, split, parts, chosen, fallback, missing: chance.percent(8) };
    }
    case 'eventChoice': {
      // Message events and receive tasks must not stand behind the same gateway (BPMN 2.0.2 §10.6.6).
      const receives = chance.percent(25);
      const ways = branches(around).map((body) => {
        const found = catchFor(chance, 'gateway');
        const receive = receives && (found.on === 'message' || chance.percent(40));
        const catches: CatchPlan = receive ? { on: 'message', name: 'M1' } : found;
        return { id: around.next(), catches, receive, body };
      });
      return { kind, id, ways, merge };
    }
    case 'complex': {
      const own = { ...around, mayEnd: false, mayFan: false, mayCancel: false, undoable: [] };
      const parts = branches(own);
      const needed = 1 + chance.below(count);
      return { kind, id, needed, parts, after: sequenceOf({ ...own, mayEnd: true, mayFan: true }, 1) };
    }
  }
}

function simpleActivity(around: Surroundings): Activity {
  const { chance } = around;
  const id = around.next();
  const loop = chance.percent(15) ? loopFor(chance) : null;
  return finishActivity(around, activityOf(id, leafWork(chance, around.calm), loop));
}

/** Borders, and what undoes it. */
function finishActivity(around: Surroundings, activity: Activity): Activity {
  const { chance } = around;
  const boundaries: Boundary[] = [];
  const waits = !['task', 'script', 'rule'].includes(activity.work.type);
  const often = activity.work.type === 'sub' || activity.work.type === 'call' ? 45 : 25;
  while (waits && boundaries.length < 3 && around.depth < 7 && chance.percent(often)) boundaries.push(border(around));
  const handled = chance.percent(around.depth === 0 ? 12 : 18);
  const sub = activity.work.type === 'sub';
  if (handled || sub) around.undoable.push(activity.id);
  return { ...activity, boundaries, handler: handled ? chance.pick(['user', 'service', 'script'] as const) : null };
}

function border(around: Surroundings): Boundary {
  const { chance } = around;
  around.budget.left -= 1;
  const id = around.next();
  const interrupting = chance.percent(55);
  const catches = catchFor(chance, interrupting ? 'border' : 'besideBorder');
  const always = catches.on === 'error';
  const ends = interrupting || always;
  // Where a join waits for every branch, no branch may lose its token.
  const joins = ends
    ? !around.mayEnd || chance.percent(50)
    : around.mayFan && comesFromOutside(catches) && chance.percent(50);
  const inner: Surroundings = {
    ...around,
    depth: around.depth + 2,
    mayEnd: joins ? around.mayEnd : true,
    mayFan: joins ? around.mayFan : true,
    calm: around.calm || !ends,
    undoable: [],
  };
  return { id, interrupting: ends, catches, body: sequenceOf(inner, chance.below(3)), joins };
}

/** What follows cannot set it off again. */
function comesFromOutside({ on }: CatchPlan): boolean {
  return on === 'message' || on === 'timer';
}

function composite(around: Surroundings): Block {
  const { chance } = around;
  const id = around.next();
  if (chance.percent(20)) return adHoc(around, id);
  const transaction = chance.percent(25);
  const cancellable = transaction && chance.percent(80);
  const loop = !cancellable && chance.percent(30) ? loopFor(chance) : null;
  const inner: Surroundings = {
    ...around,
    mayEnd: true,
    mayFan: chance.percent(60),
    // Where nothing on its border takes the token, the way ends here.
    mayCancel: cancellable || (transaction && loop === null && around.mayEnd),
    undoable: [],
  };
  const first = loud(inner, sequenceOf(inner, 1 + chance.below(3)));
  const body = cancellable && chance.percent(50) ? givenUp(inner, first) : first;
  const events = chance.percent(30) ? eventSubs(inner) : [];
  const activity = finishActivity(around, activityOf(id, { type: 'sub', transaction, body, events }, loop));
  if (!cancellable) return activity;
  const cancelled = sequenceOf({ ...around, depth: around.depth + 2 }, chance.below(2));
  const catches: CatchPlan = { on: 'cancel' };
  const boundary: Boundary = {
    id: around.next(),
    interrupting: true,
    catches,
    body: cancelled,
    joins: !around.mayEnd || chance.percent(60),
  };
  return { ...activity, boundaries: [...activity.boundaries, boundary] };
}

/** A transaction that may be cancelled at its end. */
function givenUp(around: Surroundings, body: Block): Block {
  const { chance } = around;
  const end: Block = { kind: 'end', id: around.next(), throws: { what: 'cancel' } };
  const parts: readonly Block[] = [end, { kind: 'sequence', id: around.next(), parts: [] }];
  const last: Block = {
    kind: 'choice',
    id: around.next(),
    parts,
    chosen: chance.below(2),
    fallback: true,
    merge: 'gateway',
  };
  return { kind: 'sequence', id: around.next(), parts: [body, last] };
}

/** Now and then with something thrown that its border, or one further out, may catch. */
function loud(around: Surroundings, body: Block): Block {
  const { chance } = around;
  if (around.calm || chance.percent(65)) return body;
  const name = chance.pick(['C1', 'C2']);
  const what = chance.pick(['error', 'escalation', 'escalation'] as const);
  const thrown: Block =
    what === 'escalation' && chance.percent(60)
      ? { kind: 'throw', id: around.next(), throws: { what, name } }
      : { kind: 'end', id: around.next(), throws: { what, name } };
  return { kind: 'sequence', id: around.next(), parts: [body, thrown] };
}

function adHoc(around: Surroundings, id: string): Activity {
  const { chance } = around;
  const parts = Array.from({ length: 1 + chance.below(3) }, (): Activity => {
    const part = activityOf(around.next(), leafWork(chance, around.calm), chance.percent(10) ? loopFor(chance) : null);
    return chance.percent(20) ? { ...part, handler: 'script' } : part;
  });
  const work = {
    type: 'adHoc',
    sequential: chance.percent(40),
    parts,
    conditional: chance.percent(50),
    cancelRemaining: chance.percent(60),
  } as const;
  return finishActivity(around, activityOf(id, work, null));
}

function eventSubs(around: Surroundings, position: 'event' | 'rootEvent' = 'event'): readonly EventSub[] {
  const { chance } = around;
  return Array.from({ length: 1 + chance.below(2) }, () => {
    const id = around.next();
    const interrupting = chance.percent(45);
    const catches = catchFor(chance, interrupting ? position : position === 'event' ? 'besideEvent' : 'besideRoot');
    const always = catches.on === 'error' || catches.on === 'compensation';
    const inner: Surroundings = {
      ...around,
      depth: around.depth + 2,
      mayEnd: true,
      mayFan: true,
      mayCancel: false,
      calm: true,
      undoable: [],
    };
    return { id, interrupting: interrupting || always, catches, body: sequenceOf(inner, 1 + chance.below(2)) };
  });
}

function endOf(around: Surroundings): Block {
  const { chance } = around;
  const id = around.next();
  if (around.mayCancel && chance.percent(60)) return { kind: 'end', id, throws: { what: 'cancel' } };
  const ends: readonly SingleThrow[] = [{ what: 'none' }, { what: 'terminate' }];
  return { kind: 'end', id, throws: chance.percent(40) ? chance.pick(ends) : anyThrow(around, 'end') };
}

/** In the middle of things a way that ends everything around it. */
function killer(around: Surroundings): Block {
  const { chance } = around;
  const id = around.next();
  const throws: SingleThrow = chance.percent(50)
    ? { what: 'terminate' }
    : { what: 'error', name: chance.pick(['C1', 'C2']) };
  const end: Block = { kind: 'end', id: around.next(), throws };
  const own = { ...around, mayEnd: false };
  const first: Block = { kind: 'sequence', id: around.next(), parts: [sequenceOf(own, 1), end] };
  return {
    kind: 'choice',
    id,
    parts: [first, sequenceOf(own, 1)],
    chosen: chance.below(2),
    fallback: true,
    merge: 'implicit',
  };
}
