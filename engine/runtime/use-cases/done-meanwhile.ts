import type { Json } from '#engine/core/values.ts';
import { Refusal } from '../refusal.ts';
import type { Context } from './context.ts';

/**
 * Work that leaves a receipt, asked for again while the first time is still under way: what refuses the second time (the
 * task is closed, the case is over) may be what the first has just done. A receipt is written together with its deed, so
 * whoever sees the deed finds the receipt.
 * @param told makes the answer of the receipt that is found then
 */
export async function unlessDoneMeanwhile<T>(
  { store }: Pick<Context, 'store'>,
  receipt: string,
  work: () => Promise<T>,
  told: (receipt: Json) => T,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    const done = await store.transaction((tx) => tx.engine.receipts.find(receipt));
    if (done === undefined) throw error;
    return told(done);
  }
}
