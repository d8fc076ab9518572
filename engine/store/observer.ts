/** What a store tells of its work to whoever counts. Nothing of it names a case, a person or a statement. */
import type { Store } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Connected } from './connected.ts';
import { storeErrors } from './errors.ts';
import { canRepeat, isInDoubt, type RepeatCause, repeatCause } from './retry.ts';

/**
 * What came of a step. `refused`: the application did not want it; `unavailable`: the database could do nothing for
 * anybody; `contended`: it was tried in vain too often; `in_doubt`: nobody can tell whether it was committed.
 */
export type StepOutcome = 'done' | 'refused' | 'contended' | 'in_doubt' | 'unavailable' | 'failed';

export interface StoreObserver {
  /** A step has ended, with all its tries. */
  stepEnded(outcome: StepOutcome, ms: number): void;
  /** So many steps have shared one commit. */
  stepsCommitted(count: number): void;
  /** A transaction, or one work of a shared one, was undone and is done again. */
  repeats(kind: WorkKind, cause: RepeatCause): void;
}

export type WorkKind = 'step' | 'transaction';

/** @returns the same store, whose steps are told */
export function withStepsTold<S extends Store>(store: S, observer: StoreObserver | undefined): S {
  if (observer === undefined) return store;
  const step: Store['step'] = async (work) => {
    const began = performance.now();
    try {
      const value = await store.step(work);
      observer.stepEnded('done', performance.now() - began);
      return value;
    } catch (error) {
      observer.stepEnded(outcomeOf(error), performance.now() - began);
      throw error;
    }
  };
  return { ...store, step };
}

/** @returns `connected.together`, whose commits and repetitions are told */
export function withCommitsTold(
  connected: Pick<Connected, 'together'>,
  kind: WorkKind,
  observer: StoreObserver | undefined,
): Connected['together'] {
  if (observer === undefined) return (works, progress) => connected.together(works, progress);
  return async (works, progress) => {
    try {
      const outcomes = await connected.together(works, progress);
      const undone = outcomes.filter((outcome) => outcome.kind === 'again').length;
      for (let told = 0; told < undone; told += 1) observer.repeats(kind, 'conflict');
      const done = outcomes.filter((outcome) => outcome.kind === 'done').length;
      if (kind === 'step' && done > 0) observer.stepsCommitted(done);
      return outcomes;
    } catch (error) {
      if (!isInDoubt(error, progress) && canRepeat(error, progress.committing))
        observer.repeats(kind, repeatCause(error));
      throw error;
    }
  };
}

function outcomeOf(error: unknown): StepOutcome {
  if (!(error instanceof Refusal)) return 'failed';
  if (error.code === 'STORE_CONTENDED') return 'contended';
  if (error.code === 'STORE_IN_DOUBT') return 'in_doubt';
  return error.code in storeErrors ? 'unavailable' : 'refused';
}
