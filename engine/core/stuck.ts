import type { CoreCode, Params } from './errors.ts';

/**
 * A node cannot go on: thrown inside a phase, caught in `phases.ts` and nowhere else, where the phase is taken back
 * and an incident opened. The one place where the core throws for an expected failure: it would else be threaded
 * through every evaluation.
 */
export class Stuck extends Error {
  readonly code: CoreCode;
  readonly params: Params;
  constructor(code: CoreCode, params: Params = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}
