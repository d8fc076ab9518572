// A failure made small: blocks and happenings are left out as long as it still fails in the same way.
import { type Block, noWork, type Plan } from './blocks.ts';
import type { Happening } from './happening.ts';
import { chooseAgain, type Failure, load, play } from './play.ts';

export interface Shrunk {
  readonly plan: Plan;
  readonly happenings: readonly Happening[];
  readonly failure: Failure;
}

/** Tries at most as many smaller ones. */
const triesMax = 800;

export async function shrink(found: Shrunk): Promise<Shrunk> {
  let best = found;
  // To see that it does not end takes long each time.
  let tries = found.failure.kind === 'stuck' ? triesMax / 8 : triesMax;
  let from = 0;
  for (;;) {
    let place = 0;
    let smaller: Shrunk | null = null;
    for (const candidate of candidates(best)) {
      // What did not help before the last cut is left for the next round.
      if (place++ < from) continue;
      if (tries-- <= 0) return best;
      smaller = await stillFails(candidate, best);
      if (smaller !== null) break;
    }
    if (smaller === null && from === 0) return best;
    best = smaller ?? best;
    from = smaller === null ? 0 : place - 1;
  }
}

type Candidate = Pick<Shrunk, 'plan' | 'happenings'>;

async function stillFails({ plan, happenings }: Candidate, before: Shrunk): Promise<Shrunk | null> {
  try {
    const played = play(plan, await load(plan), chooseAgain(happenings));
    if (played.failure?.kind !== before.failure.kind) return null;
    const shrunk = { plan, happenings: played.happenings, failure: played.failure };
    // What was left out may have come back on the way to the end.
    return sizeOf(shrunk) < sizeOf(before) ? shrunk : null;
  } catch {
    // Not a process any more.
    return null;
  }
}

function sizeOf({ plan, happenings }: Candidate): number {
  return JSON.stringify([plan, happenings]).length;
}

function* candidates({ plan, happenings }: Shrunk): Generator<Candidate> {
  for (let size = happenings.length; size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < happenings.length; from += size) {
      yield { plan, happenings: happenings.toSpliced(from, size) };
    }
  }
  for (const smaller of smallerOf(plan, 'plan')) yield { plan: smaller as Plan, happenings };
}

/** Every way to make a value smaller in one place, the largest cuts first. */
function* smallerOf(value: unknown, key: string): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const index of droppable(key, value)) yield value.toSpliced(index, 1);
    for (const [index, item] of value.entries()) {
      for (const smaller of smallerOf(item, `${key} item`)) yield value.with(index, smaller);
    }
    return;
  }
  if (isBlock(value)) yield* simpler(value);
  for (const [name, inner] of Object.entries(value)) {
    if ((name === 'loop' || name === 'handler') && inner !== null) yield { ...value, [name]: null };
    if (name === 'after' || name === 'body') yield { ...value, [name]: noWork };
    const many = name === 'parts' && 'kind' in value && value.kind !== 'sequence' ? 'branches' : name;
    for (const smaller of smallerOf(inner, many)) yield { ...value, [name]: smaller };
  }
}

/** A fork keeps two branches; whatever else is a list may become empty. */
function droppable(key: string, list: readonly unknown[]): Iterable<number> {
  const min = key === 'branches' || key === 'ways' ? 3 : key === 'of' ? 2 : 1;
  return ['branches', 'ways', 'of', 'parts', 'boundaries', 'events'].includes(key) && list.length >= min
    ? list.keys()
    : [];
}

function* simpler(block: Block): Generator<Block> {
  if (block !== noWork && !(block.kind === 'sequence' && block.parts.length === 0)) yield noWork;
  yield* insideOf(block);
}

function insideOf(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'choice':
    case 'parallel':
    case 'inclusive':
      return block.parts;
    case 'sequence':
      return block.parts.length === 1 ? block.parts : [];
    case 'complex':
      return [...block.parts, block.after];
    case 'eventChoice':
      return block.ways.map(({ body }) => body);
    case 'loop':
      return [block.body];
    case 'activity': {
      const simple: Block = { ...block, work: { type: 'user', assigned: false } };
      if (block.work.type === 'sub') return [block.work.body, simple];
      return block.work.type === 'user' ? [] : [simple];
    }
    default:
      return [];
  }
}

function isBlock(value: object): value is Block {
  return 'kind' in value && 'id' in value;
}
