/**
 * Group commit: steps that come while a commit is under way share the next one, which is prepared meanwhile: this process
 * works on one while the server works on the other, and their writes follow one after another. There is one lane for a
 * process; what fails together is done again one by one beside it, so that nobody waits for somebody else's trouble.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { canRepeat, isInDoubt, repeatCause } from './retry.ts';
import type { Ahead, Outcome, Progress, Work } from './work.ts';

export interface LaneOptions {
  /** Whether works can be prepared while others are committed. */
  readonly overlaps: boolean;
  /** Does works in one transaction. @throws where it has failed as a whole */
  readonly together: (works: readonly Work[], progress: Progress) => Promise<readonly Outcome[]>;
  /** Does one work in a transaction of its own, as often as it takes. */
  readonly alone: (work: Work) => Promise<unknown>;
  /** @returns the refusal for who comes when too many wait */
  readonly full: () => Error;
  /** @returns the refusal for whom nobody can tell whether their step was committed */
  readonly inDoubt: (cause: unknown) => Error;
}

/** Steps of one commit. More would keep the event loop, and the first of them, waiting for no gain. */
const togetherMax = 64;
/** So many make it worth while to prepare half of them while the server commits the other half. */
const halvedFrom = 16;
/** How often steps are tried together where another process was faster; then one by one. */
const triesTogether = 5;
/** Steps that wait. Beyond it the database does not keep up: to say so is better than to let everybody wait. */
const waitingMax = 1_024;

interface Waiting {
  readonly work: Work;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** @returns does a work with those that wait at the same time, and gives what it gave after the commit */
export function createLane(options: LaneOptions): (work: Work) => Promise<unknown> {
  const waiting: Waiting[] = [];
  let isUnderWay = false;
  /** What the server is committing. */
  let ahead: Ahead | undefined;
  const go = async () => {
    isUnderWay = true;
    // All that this turn of the event loop brings goes along, and between two commits others get their turn.
    for (await turn(); waiting.length > 0; await turn()) {
      const some = waiting.splice(0, options.overlaps && ahead === undefined ? firstHalf(waiting.length) : togetherMax);
      ahead = await untilLeft(options, some, ahead);
      const own = ahead;
      void own?.over.then(() => {
        if (ahead === own) ahead = undefined;
      });
    }
    isUnderWay = false;
  };
  return (work) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= waitingMax) return reject(options.full());
      waiting.push({ work, resolve, reject });
      if (!isUnderWay) void go();
    });
}

/** Where many wait and nothing is under way, half of them wait for the second turn, so that two go hand in hand from then on. */
function firstHalf(count: number): number {
  return Math.min(togetherMax, count < halvedFrom ? count : Math.ceil(count / 2));
}

/** @returns what is under way still, when the next may begin; undefined where all is over */
async function untilLeft(
  options: LaneOptions,
  some: readonly Waiting[],
  ahead: Ahead | undefined,
): Promise<Ahead | undefined> {
  return await new Promise((resolve) => {
    const held = new Set<string>();
    const leave = (keys: ReadonlySet<string>) => {
      for (const key of keys) held.add(key);
      resolve({ held, over });
    };
    const over = carryOut(options, some, { ...(ahead !== undefined && { ahead }), leave });
    void over.then(() => resolve(undefined));
  });
}

async function carryOut(
  options: LaneOptions,
  all: readonly Waiting[],
  place: Omit<Progress, 'committing'>,
  triesLeft = triesTogether,
): Promise<void> {
  const progress: Progress = { ...place, committing: false };
  let outcomes: readonly Outcome[];
  try {
    outcomes = await options.together(
      all.map(({ work }) => work),
      progress,
    );
  } catch (error) {
    if (triesLeft > 1 && isOvertaken(error, progress)) return await carryOut(options, all, place, triesLeft - 1);
    const inDoubt = isInDoubt(error, progress);
    const isOver = inDoubt || (all.length === 1 && !canRepeat(error, progress.committing));
    if (isOver) for (const one of all) one.reject(inDoubt ? options.inDoubt(error) : error);
    else void oneByOne(options, all);
    return;
  }
  for (const [index, { work, resolve, reject }] of all.entries()) {
    const outcome = outcomes[index];
    if (outcome?.kind === 'done') resolve(outcome.value);
    else if (outcome?.kind === 'failed') reject(outcome.error);
    else options.alone(work).then(resolve, reject);
  }
}

/** Another process has changed what a step was built on: on fresh data all of them will most likely come through. */
function isOvertaken(error: unknown, progress: Progress): boolean {
  if (isInDoubt(error, progress) || !canRepeat(error, progress.committing)) return false;
  return repeatCause(error) === 'conflict';
}

/** In their order; but who meets a conflict again goes on trying beside the others. */
async function oneByOne({ together, alone, inDoubt }: LaneOptions, all: readonly Waiting[]): Promise<void> {
  for (const { work, resolve, reject } of all) {
    const progress = { committing: false };
    try {
      const [outcome] = await together([work], progress);
      if (outcome?.kind === 'done') resolve(outcome.value);
      else reject(outcome?.kind === 'failed' ? outcome.error : new Error('A work has come to nothing.'));
    } catch (error) {
      if (isInDoubt(error, progress)) reject(inDoubt(error));
      else if (canRepeat(error, progress.committing)) alone(work).then(resolve, reject);
      else reject(error);
    }
  }
}
