/** What a trial of past cases comes to: how many, how many go another way, how many would be late that were in time. */
import type { DraftTrial } from '#engine/runtime/application/history.ts';

export interface TrialSums {
  readonly count: number;
  /** Another way, or the draft does not begin it. */
  readonly another: readonly DraftTrial[];
  readonly late: readonly DraftTrial[];
}

export function sumsOf(cases: readonly DraftTrial[]): TrialSums {
  return {
    count: cases.length,
    another: cases.filter(({ result }) => result === 'another' || result === 'refused'),
    late: cases.filter(wouldBeLate),
  };
}

/** By the draft's deadline some step was late, and by its own it was not. */
export function wouldBeLate({ deadlines }: DraftTrial): boolean {
  return deadlines.some(isLateNow);
}

export function isLateNow({ was, now, doneAt }: DraftTrial['deadlines'][number]): boolean {
  return doneAt !== null && now !== null && doneAt > now && (was === null || doneAt <= was);
}
