/** A session is opened: always with a new secret, so that nobody can have set it before (session fixation). */
import type { Caller, SessionActor, SignedIn } from '../../application/accounts.ts';
import type { AccountRow, SessionRow, Strength } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { agentWords, networkOf } from './browser-name.ts';
import { tell } from './notices.ts';
import { sessionActor } from './session.ts';
import { sessionLifeMs } from './session-life.ts';
import { secretOf } from './steps.ts';

export interface Opening {
  readonly strength: Strength;
  readonly caller: Caller;
}

export async function openSession(
  context: Context,
  tx: Tx,
  account: AccountRow,
  { strength, caller }: Opening,
): Promise<SignedIn> {
  const row = { agent: agentWords(caller.agent), network: networkOf(caller.from), elsewhere: '', strength };
  const opened = await insert(context, tx, account, row);
  await lookWhence(context, tx, account.id, row);
  const event = { actor: account.id, action: 'session.open', subject: `account:${account.id}`, data: { strength } };
  await audit(context, tx, event, context.clock());
  return opened;
}

/** Somebody who has signed in before, and never from this browser, system and network, is told (ASVS 5.0, 6.3.5). */
async function lookWhence(
  context: Context,
  tx: Tx,
  accountId: string,
  { agent, network }: Pick<SessionRow, 'agent' | 'network'>,
): Promise<void> {
  const { browsers } = tx.cases.signIn;
  const [now, place] = [context.clock(), `${agent} ${network}`];
  const known = await browsers.known(accountId);
  if (known.includes(place)) return await browsers.seen(accountId, place, now);
  const isNew = await browsers.add(accountId, place, now);
  if (isNew && known.length > 0) await tell(context, tx, { accountId, code: 'newBrowser' });
}

/** The session is as strong as what was shown just now, and has another secret from here on. */
export async function renewSession(
  context: Context,
  tx: Tx,
  { accountId, session }: SessionActor,
  strength: Strength,
): Promise<SignedIn> {
  const account = await tx.cases.accounts.byId(accountId);
  const before = (await tx.cases.accounts.sessions(accountId)).find(({ id }) => id === session.id);
  if (account === undefined || before === undefined) throw new Error('a session was renewed that is not there');
  const stronger = Math.max(strength, before.strength) as Strength;
  await tx.cases.accounts.endSession(accountId, before.id);
  return await insert(context, tx, account, { ...before, strength: stronger });
}

async function insert(
  context: Context,
  tx: Tx,
  account: AccountRow,
  { agent, network, elsewhere, strength }: Pick<SessionRow, 'agent' | 'network' | 'elsewhere' | 'strength'>,
): Promise<SignedIn> {
  const now = context.clock();
  const token = secretOf(context);
  const row: SessionRow = {
    id: context.newId(now),
    tokenHash: hashed(context, 'session', token),
    accountId: account.id,
    createdAt: now,
    seenAt: now,
    agent,
    network,
    elsewhere,
    strength,
  };
  await tx.cases.accounts.insertSession(row);
  return { token, actor: await sessionActor(context, tx, { account, row, now }), expiresAt: now + sessionLifeMs };
}
