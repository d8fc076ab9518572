/** Tokens of programs outside: made once, kept as a keyed hash, good for what they name until they are revoked. */

import { meets } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { External, NewWorkerToken, WorkerTokenView } from '../../application/external.ts';
import type { WorkerTokenRow } from '../../ports/jobs.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

type Tokens = Pick<External, 'caller' | 'mayConnect' | 'tokens' | 'createToken' | 'revokeToken'>;

/** Tells what it is where it turns up by mistake, e.g. for scanners of secrets. */
const prefix = 'wfw_';
const tokenBytes = 32;

export function workerTokens(context: Context): Tokens {
  const { store } = context;
  return {
    async caller(token) {
      if (!token.startsWith(prefix) || token.length > 100) return undefined;
      const row = await store.transaction((tx) => tx.engine.workerTokens.byHash(hashOf(context, token)));
      if (row === undefined || row.revokedAt !== null) return undefined;
      const { id: tokenId, name, topics, messages, signals } = row;
      return { tokenId, name, topics, messages, signals };
    },
    mayConnect: (actor) => store.transaction((tx) => connects(context, tx, actor)),
    tokens: (actor) =>
      store.transaction(async (tx) => {
        await mayConnect(context, tx, actor);
        return (await tx.engine.workerTokens.all()).map(viewOf);
      }),
    createToken: (actor, token) =>
      store.transaction(async (tx) => {
        await mayConnect(context, tx, actor);
        return await createWorkerToken(context, tx, token, actor.username);
      }),
    revokeToken: (actor, id) =>
      store.transaction(async (tx) => {
        await mayConnect(context, tx, actor);
        await revokeWorkerToken(context, tx, id, actor.username);
      }),
  };
}

/** @param by account, or who stands for the command line */
export async function createWorkerToken(
  context: Context,
  tx: Tx,
  { name, topics, messages, signals }: NewWorkerToken,
  by: string,
): Promise<{ readonly id: string; readonly token: string }> {
  const now = context.clock();
  const token = `${prefix}${Buffer.from(context.random(tokenBytes)).toString('base64url')}`;
  const id = context.newId(now);
  const scope = { topics: unique(topics), messages: unique(messages), signals: unique(signals) };
  const made = { createdAt: now, createdBy: by, revokedAt: null, revokedBy: '' };
  await tx.engine.workerTokens.insert({ id, name, hash: hashOf(context, token), ...scope, ...made });
  await audit(
    context,
    tx,
    { actor: by, action: 'worker-token.create', subject: `worker-token:${id}`, data: scope },
    now,
  );
  return { id, token };
}

/** @throws Refusal 404 where there is none that is still good */
export async function revokeWorkerToken(context: Context, tx: Tx, id: string, by: string): Promise<void> {
  const now = context.clock();
  if (!isUuid(id) || !(await tx.engine.workerTokens.revoke(id, now, by))) throw refusal('NOT_FOUND');
  await audit(context, tx, { actor: by, action: 'worker-token.revoke', subject: `worker-token:${id}` }, now);
}

async function mayConnect(context: Context, tx: Tx, actor: Actor): Promise<void> {
  if (!(await connects(context, tx, actor))) throw refusal('FORBIDDEN');
}

async function connects(context: Context, tx: Tx, actor: Actor): Promise<boolean> {
  return meets(await scopeOf(context, tx, actor, { action: 'connect', subject: 'Integration' }), { name: '' });
}

function hashOf(context: Context, token: string): string {
  return hashed(context, 'worker-token', token);
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted();
}

export function viewOf(row: WorkerTokenRow): WorkerTokenView {
  const { id, name, topics, messages, signals, createdAt, createdBy, revokedAt, revokedBy } = row;
  return { id, name, topics, messages, signals, createdAt, createdBy, revokedAt, revokedBy };
}
