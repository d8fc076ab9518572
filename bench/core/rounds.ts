/**
 * Rounds of several contenders in turn (A B C A B C …), so that what disturbs the machine disturbs all of them. Time is the
 * processor time of the thread that does the work: what other processes take of the machine does not count.
 */

export interface Measured {
  /** Middle of the rounds, and how far the rounds are apart. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One round is so long; what one has cost before the first counts for nothing. */
const roundMilliseconds = 200;
export const rounds = 7;

/** @returns how often each is done in a second */
export async function perSecond(works: readonly (() => void | Promise<void>)[]): Promise<readonly Measured[]> {
  const speeds: number[][] = works.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const speed = await speedOf(work);
      if (round > 0) speeds[index]?.push(speed);
    }
  }
  return speeds.map(measured);
}

async function speedOf(work: () => void | Promise<void>): Promise<number> {
  const began = process.threadCpuUsage();
  let done = 0;
  let spent = 0;
  while (spent < roundMilliseconds) {
    const doing = work();
    if (doing !== undefined) await doing;
    done += 1;
    if (done % clockEvery(done) === 0) spent = millisecondsSince(began);
  }
  return (done * 1000) / spent;
}

/** Asking for the time takes as long as a small piece of work, so it is asked for more rarely the more there are. */
function clockEvery(done: number): number {
  return done < 100 ? 1 : 50;
}

function millisecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

function measured(speeds: readonly number[]): Measured {
  const ordered = speeds.toSorted((a, b) => a - b);
  const at = (index: number) => ordered[index] ?? 0;
  return { median: at(Math.floor(ordered.length / 2)), least: at(0), most: at(ordered.length - 1) };
}
