/**
 * Nobody switches a safeguard off alone: a change that weakens the policy of signing in, or lets whoever designs publish
 * alone, waits up to seven days for another person who keeps accounts. Where there is no other, the operator of the
 * machine confirms it (`wardflow confirm-change`). What makes the policy stricter holds at once.
 */
import { demandOf, demands, type SignInPolicy, signInFile } from '#engine/cases/organisation/sign-in.ts';
import type { Instant } from '#engine/core/values.ts';
import type { SessionActor } from '../../application/accounts.ts';
import type { Actor } from '../../application/common.ts';
import type { PendingPolicy } from '../../application/sign-in-book.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { PendingChangeRow } from '../../ports/pending-changes.ts';
import type { Tx } from '../../ports.ts';
import { mustBeFresh } from '../../use-cases/accounts/fresh.ts';
import { tell } from '../../use-cases/accounts/notices.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { isUuid } from '../../use-cases/ids.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { changedBy, checkedCity, noteOf, type TextChange, writeTexts } from '../city/save-texts.ts';
import { keepersOfAccounts } from '../people/keepers.ts';

const waitMs = 7 * 86_400_000;

/** Whether somebody gets by with less than before, or a duty that was kept apart is so no more. */
export function weakens(before: SignInPolicy, after: SignInPolicy): boolean {
  if (before.publishing === 'two' && after.publishing === 'one') return true;
  const strength = (policy: SignInPolicy, role: string) => demands.indexOf(demandOf(policy, [role]));
  return [...before.secondFactor.keys()].some((role) => strength(after, role) < strength(before, role));
}

/** In place of whatever waited before. @throws Refusal 422 where the city would have faults */
export async function propose(
  context: Context,
  tx: Tx,
  actor: Actor,
  { content, revision, note: typed }: Pick<TextChange, 'content' | 'revision'> & { readonly note: string },
): Promise<void> {
  const now = context.clock();
  const note = noteOf(typed);
  const rows = await tx.cases.reference.all();
  const before = rows.find(({ kind }) => kind === signInFile)?.revision ?? 0;
  if (before !== revision) throw await changedBy(context, tx, signInFile, now);
  checkedCity(rows, [{ file: signInFile, content }]);
  for (const { id } of await tx.cases.pendingChanges.waiting(signInFile, now)) {
    await tx.cases.pendingChanges.decide(id, 'withdrawn', now, actor.username);
  }
  const id = context.newId(now);
  const proposed = { proposedAt: now, proposedBy: actor.username, expiresAt: now + waitMs };
  const undecided = { state: 'waiting', decidedAt: null, decidedBy: '' } as const;
  await tx.cases.pendingChanges.insert({ id, file: signInFile, content, revision, note, ...proposed, ...undecided });
  for (const other of await othersOf(context, tx, actor.username, now)) {
    await tell(context, tx, { accountId: other.id, code: 'changeWaits', by: actor.username });
  }
  await line(context, tx, actor.username, 'city.propose', id);
}

/** @throws Refusal 403 (also `SIGN_IN_AGAIN`, `CONFIRMED_BY_ANOTHER`), 409 `CHANGE_OVER`, `CITY_CHANGED` */
export async function confirm(context: Context, tx: Tx, actor: SessionActor, id: string): Promise<void> {
  mustBeFresh(context, actor);
  const row = await waitingOne(context, tx, id);
  const account = await tx.cases.accounts.byId(actor.accountId);
  // Nor by an account that was made for it.
  if (row.proposedBy === actor.username || account === undefined || account.createdAt >= row.proposedAt) {
    throw refusal('CONFIRMED_BY_ANOTHER');
  }
  await carryOut(context, tx, row, actor.username);
}

/** The operator of the machine, who stands for the second person where there is none. */
export async function confirmOnMachine(context: Context, tx: Tx, id: string, by: string): Promise<void> {
  await carryOut(context, tx, await waitingOne(context, tx, id), by);
}

/** By who proposed it, or by anybody else who keeps accounts. @throws Refusal 409 `CHANGE_OVER` */
export async function withdraw(context: Context, tx: Tx, actor: Actor, id: string): Promise<void> {
  const row = await waitingOne(context, tx, id);
  const taken = await tx.cases.pendingChanges.decide(row.id, 'withdrawn', context.clock(), actor.username);
  if (!taken) throw refusal('CHANGE_OVER');
  await line(context, tx, actor.username, 'city.withdraw', row.id);
}

export async function pendingOf(context: Context, tx: Tx, actor: Actor): Promise<PendingPolicy | null> {
  const now = context.clock();
  const [row] = await tx.cases.pendingChanges.waiting(signInFile, now);
  if (row === undefined) return null;
  const { signIn } = checkedCity(await tx.cases.reference.all(), [{ file: signInFile, content: row.content }]);
  const { city } = await context.cities.current(tx);
  const { id, note, proposedAt, proposedBy, expiresAt } = row;
  return {
    ...{ id, note, proposedAt, proposedBy, expiresAt },
    own: proposedBy === actor.username,
    others: (await othersOf(context, tx, proposedBy, now)).length,
    publishing: signIn.publishing,
    roles: [...city.roles.values()].flatMap(({ code: role, name }) => {
      const [before, after] = [demandOf(city.signIn, [role]), demandOf(signIn, [role])];
      return before === after ? [] : [{ role, name, before, after }];
    }),
  };
}

async function carryOut(context: Context, tx: Tx, row: PendingChangeRow, by: string): Promise<void> {
  // Of two who confirm at the same time one takes the row; whoever is second changes nothing.
  const taken = await tx.cases.pendingChanges.decide(row.id, 'confirmed', context.clock(), by);
  if (!taken) throw refusal('CHANGE_OVER');
  const texts = [{ file: signInFile, content: row.content, revision: row.revision }] as const;
  await writeTexts(context, tx, { texts, note: `${row.note} (${row.proposedBy}, ${by})`.slice(0, 500), by });
  await line(context, tx, by, 'city.confirm', row.id);
}

async function waitingOne(context: Context, tx: Tx, id: string): Promise<PendingChangeRow> {
  const row = isUuid(id) ? await tx.cases.pendingChanges.byId(id) : undefined;
  if (row === undefined || row.state !== 'waiting' || row.expiresAt <= context.clock()) throw refusal('CHANGE_OVER');
  return row;
}

async function othersOf(context: Context, tx: Tx, username: string, now: Instant): Promise<readonly AccountRow[]> {
  return (await keepersOfAccounts(context, tx, now)).filter((one) => one.username !== username);
}

async function line(context: Context, tx: Tx, actor: string, action: string, id: string): Promise<void> {
  await audit(context, tx, { actor, action, subject: `pending-change:${id}` }, context.clock());
}
