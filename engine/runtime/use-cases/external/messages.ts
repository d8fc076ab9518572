/** Messages and signals from outside: each key takes effect once, and gives the same answer whenever it is sent again. */
import type { Json } from '#engine/core/values.ts';
import { meets } from '../../access.ts';
import type { Broadcast, External, Published, Sender } from '../../application/external.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

type Messages = Pick<External, 'message' | 'signal'>;

export function externalMessages(context: Context): Messages {
  return {
    message: (sender, key, message) =>
      once<Published>(context, { sender, key, what: { kind: 'message', ...message } }, async (tx, now) => {
        await maySend(context, tx, sender, { kind: 'messages', name: message.name });
        if (message.caseId !== null && (await tx.cases.records.byId(message.caseId)) === undefined) {
          throw refusal('NOT_FOUND');
        }
        const answer = await context.kernel.publish(tx, message, now);
        await note(context, tx, sender, { action: 'message.send', name: message.name, outcome: answer.outcome }, now);
        return { ...answer };
      }),
    signal: (sender, key, signal) =>
      once<Broadcast>(context, { sender, key, what: { kind: 'signal', ...signal } }, async (tx, now) => {
        await maySend(context, tx, sender, { kind: 'signals', name: signal.name });
        const answer = await context.kernel.broadcast(tx, signal, now);
        await note(context, tx, sender, { action: 'signal.send', name: signal.name, outcome: `${answer.told}` }, now);
        return { ...answer };
      }),
  };
}

interface Once {
  readonly sender: Sender;
  readonly key: string;
  /** All that it says: the same key must say the same. */
  readonly what: object;
}

/**
 * IETF draft-ietf-httpapi-idempotency-key-header: the key is the sender's own; the same key with other content is
 * refused. Receipt and effect are one transaction, so of twenty that come at once one takes effect and all get its answer.
 */
async function once<Answer>(
  context: Context,
  { sender, key, what }: Once,
  work: (tx: Tx, now: number) => Promise<Answer & { readonly [name: string]: Json }>,
): Promise<Answer> {
  const receipt = `send:${hashed(context, 'idempotency', `${senderId(sender)}\0${key}`)}`;
  const content = hashed(context, 'idempotent-content', sorted(what));
  return await context.store.transaction(async (tx) => {
    const before = (await tx.engine.receipts.find(receipt)) as { content: string; answer: Answer } | undefined;
    if (before !== undefined) {
      if (before.content !== content) throw refusal('IDEMPOTENCY_KEY_REUSED');
      return before.answer;
    }
    const now = context.clock();
    const answer = await work(tx, now);
    await tx.engine.receipts.insert(receipt, { content, answer }, now);
    return answer;
  });
}

interface What {
  readonly kind: 'messages' | 'signals';
  readonly name: string;
}

async function maySend(context: Context, tx: Tx, sender: Sender, { kind, name }: What): Promise<void> {
  if ('tokenId' in sender) {
    if (!sender[kind].includes(name)) throw refusal('FORBIDDEN');
    return;
  }
  const scope = await scopeOf(context, tx, sender, { action: 'send', subject: 'Integration' });
  if (!meets(scope, { name })) throw refusal('FORBIDDEN');
}

async function note(
  context: Context,
  tx: Tx,
  sender: Sender,
  { action, name, outcome }: { readonly action: string; readonly name: string; readonly outcome: string },
  now: number,
): Promise<void> {
  await audit(context, tx, { actor: senderId(sender), action, subject: name, data: { outcome } }, now);
}

function senderId(sender: Sender): string {
  return 'tokenId' in sender ? `worker-token:${sender.tokenId}` : sender.username;
}

/** The same text for the same content, in whatever order its fields came. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
