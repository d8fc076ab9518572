import type { Operations, Outcome } from '../../application/operations.ts';
import { type Context, hashed } from '../context.ts';
import { unlessDoneMeanwhile } from '../done-meanwhile.ts';
import { refusal } from '../refuse.ts';
import { carryOut } from './carry-out.ts';
import type { OnwardCheck } from './onward.ts';
import { withoutTrace } from './without-trace.ts';

const reasonLengthMax = 1_000;

export function perform(context: Context, onward: OnwardCheck): Operations['perform'] {
  return async (actor, instanceId, { operation, reason: typed, key }) => {
    const reason = reasonOf(typed);
    const receipt = `operation:${hashed(context, 'operation', [actor.username, instanceId, key].join('\0'))}`;
    const work = () =>
      context.store.transaction(async (tx) => {
        const known = await tx.engine.receipts.find(receipt);
        if (known !== undefined) return known as unknown as Outcome;
        const now = context.clock();
        const deed = { actor, instanceId, operation, reason, batchId: null };
        const outcome = await carryOut(context, onward, tx, deed, now);
        await tx.engine.receipts.insert(receipt, JSON.parse(JSON.stringify(outcome)), now);
        return outcome;
      });
    return await unlessDoneMeanwhile(context, receipt, work, (known) => known as unknown as Outcome);
  };
}

/** The same deed in a transaction that is given up: what it says is what would happen. */
export function preview(context: Context, onward: OnwardCheck): Operations['preview'] {
  return (actor, instanceId, operation) =>
    withoutTrace(context.store, (tx) => {
      const deed = { actor, instanceId, operation, reason: '', batchId: null };
      return carryOut(context, onward, tx, deed, context.clock());
    });
}

/** @throws Refusal 422: whoever operates must say why */
export function reasonOf(typed: string): string {
  const reason = typed.trim();
  if (reason === '') throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'required' }]);
  if (reason.length > reasonLengthMax) {
    throw refusal('INVALID_FIELDS', {}, [{ path: 'reason', rule: 'maxLength', params: { max: reasonLengthMax } }]);
  }
  return reason;
}
