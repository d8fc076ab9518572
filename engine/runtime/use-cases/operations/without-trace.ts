import type { Store, Tx } from '../../ports.ts';

/** Carries the answer out of a transaction that is undone. */
class GivenUp<T> extends Error {
  readonly answer: T;
  constructor(answer: T) {
    super('The transaction was only to be looked at.');
    this.answer = answer;
  }
}

/** Does the work and takes it back. @returns what it answered; @throws what it throws */
export async function withoutTrace<T>(store: Store, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await store.transaction(async (tx) => {
      throw new GivenUp(await work(tx));
    });
  } catch (error) {
    if (error instanceof GivenUp) return error.answer as T;
    throw error;
  }
}
