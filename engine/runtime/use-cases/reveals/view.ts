import { isRevealOpen, isRevealWaiting, revealBounds } from '#engine/cases/reveals/reveals.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { OwnReveal, RevealDesk, RevealView } from '../../application/reveals.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { RevealRow } from '../../ports/reveals.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { matterOf, namedOrNull } from '../names.ts';
import { scopeOf } from '../scope.ts';

const latelyMs = 30 * 24 * 3_600_000;

/** The condition is in the query. */
export async function mayReveal(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, caseId }: { readonly action: Action; readonly caseId: string },
): Promise<boolean> {
  const scope = await scopeOf(context, tx, actor, { action, subject: 'Case' });
  return scope.length > 0 && (await tx.cases.records.allowed(scope, caseId));
}

/** Who may see the applicant of a dossier stands in the rules of dossiers alone. */
export async function mayAsk(context: Context, tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  if (!(await mayReveal(context, tx, actor, { action: 'reveal', caseId }))) return false;
  return (await tx.cases.dossiers.byCase(caseId)) === undefined;
}

/** What lets the actor see the contact of a case now, beside the rules; their right to ask must still stand. */
export async function openReveal(
  context: Context,
  tx: Tx,
  actor: Actor,
  record: CaseRow,
): Promise<RevealRow | undefined> {
  const now = context.clock();
  const rows = await tx.cases.reveals.ofAsker(record.id, actor.username);
  const open = rows.find((row) => isRevealOpen(row, record.confidentiality, now));
  if (open === undefined) return undefined;
  return (await mayAsk(context, tx, actor, record.id)) ? open : undefined;
}

export async function deskOf(context: Context, tx: Tx, actor: Actor, record: CaseRow): Promise<RevealDesk> {
  const [last] = await tx.cases.reveals.ofAsker(record.id, actor.username);
  return {
    mayAsk: await mayAsk(context, tx, actor, record.id),
    needsSecond: record.confidentiality === 'confidential',
    own: last === undefined ? null : await ownOf(context, tx, record, last),
    charactersMax: revealBounds.charactersMax,
  };
}

async function ownOf(context: Context, tx: Tx, record: CaseRow, row: RevealRow): Promise<OwnReveal> {
  const { askedAt, openUntil, decisionEntry } = row;
  const note = row.state === 'refused' && decisionEntry !== null ? decisionEntry : '';
  const texts = await context.vault.read(tx, record.id, [note].filter(Boolean));
  return { state: stateNow(row, record, context.clock()), askedAt, openUntil, note: texts.get(note) ?? null };
}

/** With the words of each, out of the vault of its case; three looks for all of them. */
export async function revealViews(
  context: Context,
  tx: Tx,
  actor: Actor,
  rows: readonly RevealRow[],
): Promise<readonly RevealView[]> {
  if (rows.length === 0) return [];
  const now = context.clock();
  const { city } = await context.cities.current(tx);
  const records = new Map((await tx.cases.records.byIds(rows.map(({ caseId }) => caseId))).map((one) => [one.id, one]));
  const entries = rows.flatMap(({ caseId, reasonEntry, decisionEntry }) => [
    { caseId, entry: reasonEntry },
    ...(decisionEntry === null ? [] : [{ caseId, entry: decisionEntry }]),
  ]);
  const texts = await context.vault.readAcross(tx, entries);
  const people = [...new Set(rows.flatMap(({ askedBy, decidedBy }) => [askedBy, decidedBy]))].filter(Boolean);
  const accounts = await tx.cases.accounts.byUsernames(people);
  const names = new Map(accounts.map(({ username, displayName }) => [username, displayName]));
  const times = await tx.cases.reveals.timesSince([...new Set(rows.map(({ askedBy }) => askedBy))], now - latelyMs);
  return rows.flatMap((row) => {
    const record = records.get(row.caseId);
    if (record === undefined) return [];
    const { id: revealId, caseId, kind, askedAt, decidedAt, openUntil, looks, lookedAt } = row;
    return {
      ...{ revealId, caseId, kind, askedAt, decidedAt, openUntil, looks, lookedAt },
      registerNumber: record.registerNumber,
      category: matterOf(city, record.category),
      unit: namedOrNull(city.units, record.unit),
      confidential: record.confidentiality === 'confidential',
      reason: texts.get(row.reasonEntry) ?? '',
      state: stateNow(row, record, now),
      askedBy: names.get(row.askedBy) ?? row.askedBy,
      isOwn: row.askedBy === actor.username,
      timesLately: times.get(row.askedBy) ?? 0,
      decidedBy: row.decidedBy === '' ? null : (names.get(row.decidedBy) ?? row.decidedBy),
      note: texts.get(row.decisionEntry ?? '') ?? null,
    };
  });
}

function stateNow(row: RevealRow, { confidentiality }: CaseRow, now: Instant): OwnReveal['state'] {
  if (row.state === 'asked') return isRevealWaiting(row, now) ? 'asked' : 'lapsed';
  if (row.state === 'granted') return isRevealOpen(row, confidentiality, now) ? 'granted' : 'over';
  return 'refused';
}
