// Process after process: made from its seed, played, and, where it fails, made small.
import type { Plan } from './blocks.ts';
import { addCoverage, type Coverage, newCoverage } from './coverage.ts';
import { randomPlan } from './generate.ts';
import type { Happening } from './happening.ts';
import { chooseBy, type Failure, load, play } from './play.ts';
import { chanceOf } from './random.ts';
import { shrink } from './shrink.ts';

export interface Limits {
  readonly seed: number;
  readonly runs: number;
  /** Random happenings of one process at most, before it is brought to its end. */
  readonly steps: number;
  /** About how many elements a process has at most. */
  readonly size: number;
}

export interface Simulated {
  readonly processes: number;
  readonly steps: number;
  readonly coverage: Coverage;
  readonly found: Found | null;
}

/** A failure, as it was found and as small as it could be made. */
export interface Found {
  readonly seed: number;
  readonly first: Failure;
  readonly plan: Plan;
  readonly happenings: readonly Happening[];
  readonly failure: Failure;
}

/** One process in so many is held to all rules of the standard before it runs. */
const ruledEvery = 4;

/** Stops at the first failure and makes it small. @param seen told after every process */
export async function simulate(limits: Limits, seen?: (processes: number) => void): Promise<Simulated> {
  const simulated = await firstFailure(limits, seen);
  if (simulated.found === null) return simulated;
  return { ...simulated, found: { ...simulated.found, ...(await shrink(simulated.found)) } };
}

/** The same, with the failure as it was found. */
export async function firstFailure(limits: Limits, seen: (processes: number) => void = () => {}): Promise<Simulated> {
  const coverage = newCoverage();
  let steps = 0;
  for (let run = 0; run < limits.runs; run++) {
    const seed = limits.seed + run;
    const chance = chanceOf(seed);
    const plan = randomPlan(chance, 4 + chance.below(limits.size));
    const loaded = seed % ruledEvery === 0 ? await load(plan) : await load(plan, 'published');
    const { failure, happenings, ...played } = play(plan, loaded, chooseBy(chance, chance.below(limits.steps + 1)));
    steps += played.steps;
    addCoverage(coverage, loaded.program, played.reached);
    if (failure !== null) {
      return { processes: run + 1, steps, coverage, found: { seed, first: failure, plan, happenings, failure } };
    }
    seen(run + 1);
  }
  return { processes: limits.runs, steps, coverage, found: null };
}
