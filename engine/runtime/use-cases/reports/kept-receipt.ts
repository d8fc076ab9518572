/** A receipt holds codes and PIN, so it is kept in the vault of its case; the ledger of receipts knows where. */
import type { Instant } from '#engine/core/values.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';

/** In the transaction of what the receipt is for. */
export async function keepReceipt(
  context: Context,
  tx: Tx,
  kept: { readonly receiptKey: string; readonly caseId: string; readonly receipt: object; readonly now: Instant },
): Promise<void> {
  const { receiptKey, caseId, receipt, now } = kept;
  const sealed = await context.vault.seal(tx, caseId, { receipt: JSON.stringify(receipt) }, now);
  await tx.engine.receipts.insert(receiptKey, { caseId, entry: sealed['receipt'] ?? '' }, now);
}

/** What was given out for the same submission before; undefined where nothing was, or it is destroyed. */
export async function earlierReceipt<Receipt>(
  context: Context,
  tx: Tx,
  receiptKey: string,
): Promise<Receipt | undefined> {
  const found = (await tx.engine.receipts.find(receiptKey)) as
    | { readonly caseId: string; readonly entry: string }
    | undefined;
  if (!found) return undefined;
  const sealed = (await context.vault.read(tx, found.caseId, [found.entry])).get(found.entry);
  return sealed === undefined ? undefined : (JSON.parse(sealed) as Receipt);
}
