/**
 * An expected failure of a job: thrown by a handler before it has written anything. It is tried again while the job
 * has retries left (unless it would fail for ever), then an operator gets an incident. Any other error undoes the step.
 */
export class JobFailure extends Error {
  /** False: trying again cannot help. */
  readonly retryable: boolean;

  /** @param message for the operator: what failed and what to do; never personal data */
  constructor(message: string, retryable = true) {
    super(message);
    this.name = 'JobFailure';
    this.retryable = retryable;
  }
}
