/**
 * A submission that opens a case, sent once or many times: the same key gives the same receipt. Photos are taken in
 * between the two transactions, since that takes long; those that no row names in the end are forgotten.
 */
import type { Instant } from '#engine/core/values.ts';
import type { Submission } from '#forms/validate.ts';
import type { StagedFile } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import { certain } from '../certain.ts';
import type { Context } from '../context.ts';
import { dropUnfiled, type TakenImage, takeImages } from '../submission.ts';
import { earlierReceipt, keepReceipt } from './kept-receipt.ts';

export interface OpeningOf<Prepared, Receipt> {
  /** Judges it; writes nothing. */
  prepare(tx: Tx): Promise<Prepared>;
  /** Work that takes long and can be done before anything is written. */
  makeReady?(prepared: Prepared): void;
  /** Writes the case and all that hangs on it. */
  open(tx: Tx, prepared: Prepared, taken: Taken): Promise<{ readonly caseId: string; readonly receipt: Receipt }>;
}

export interface Taken {
  readonly images: readonly TakenImage[];
  readonly now: Instant;
}

/**
 * @param receiptKey names the submission among all that are sent
 * @returns the receipt that was given out for it, now or before
 * @throws what `prepare` and `open` throw, Refusal where a photo is none; nothing is left behind then
 */
export async function openOnce<
  Prepared extends { readonly judged: Submission<StagedFile>; readonly evidence: boolean },
  Receipt extends object,
>(context: Context, receiptKey: string, opening: OpeningOf<Prepared, Receipt>): Promise<Receipt> {
  const first = await context.store.transaction(async (tx) => {
    const before = await earlierReceipt<Receipt>(context, tx, receiptKey);
    return before === undefined ? { prepared: await opening.prepare(tx) } : { before };
  });
  if ('before' in first) return first.before;
  const { prepared } = first;
  opening.makeReady?.(prepared);
  const now = context.clock();
  const images = await takeImages(context, prepared, now);
  try {
    const { receipt, isNew } = await certain(() =>
      context.store.transaction(async (tx) => {
        const before = await earlierReceipt<Receipt>(context, tx, receiptKey);
        if (before !== undefined) return { receipt: before, isNew: false };
        const opened = await opening.open(tx, prepared, { images, now });
        await keepReceipt(context, tx, { receiptKey, ...opened, now });
        return { receipt: opened.receipt, isNew: true };
      }),
    );
    if (!isNew) await dropUnfiled(context, images);
    return receipt;
  } catch (error) {
    await dropUnfiled(context, images, error);
    throw error;
  }
}
