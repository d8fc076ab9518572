/**
 * Sessions of citizens: opaque, in the database, with a new secret at each sign-in. They are not those of officials: another
 * table, another cookie, another purpose of the hash; the secret of one is nothing to the other.
 */
import type { Instant } from '#engine/core/values.ts';
import type { CitizenSignedIn, Citizens, VerifiedCitizen } from '../../application/citizens.ts';
import type { CitizenSessionRow, CitizenWay } from '../../ports/citizens.ts';
import type { Tx } from '../../ports.ts';
import { secretOf } from '../accounts/steps.ts';
import { audit } from '../audit.ts';
import { type Context, hashed } from '../context.ts';
import { personWord } from '../search-words.ts';
import { openFrom, sealFor } from './sealed.ts';

/** Absolute life, and how long it may lie idle: the telephone may be the family's, the computer that of a shop. */
export const citizenLifeMs = 4 * 3_600_000;
export const citizenIdleMs = 30 * 60_000;
/** One write for a while of reading, not for each page. */
const seenEveryMs = 60_000;

export interface Shown {
  readonly way: CitizenWay;
  readonly contacts: { readonly phone?: string; readonly email?: string; readonly idNumber?: string };
}

export async function openCitizenSession(context: Context, tx: Tx, { way, contacts }: Shown): Promise<CitizenSignedIn> {
  const now = context.clock();
  const [id, token] = [context.newId(now), secretOf(context)];
  const sealed = sealFor(context, placeOf(id), contacts);
  const row: CitizenSessionRow = {
    id,
    tokenHash: sessionHash(context, token),
    way,
    sealed,
    createdAt: now,
    seenAt: now,
  };
  await tx.cases.citizens.insertSession(row);
  await audit(context, tx, { actor: 'citizen', action: 'citizen.sign-in', subject: subjectOf(id), data: { way } }, now);
  const citizen = citizenFrom(row, contacts);
  return { token, expiresAt: citizen.expiresAt, citizen };
}

export function session(context: Context): Citizens['session'] {
  return (token) => context.store.transaction((tx) => citizenByToken(context, tx, token));
}

/** Who holds this session; undefined where it is over. */
export async function citizenByToken(context: Context, tx: Tx, token: string): Promise<VerifiedCitizen | undefined> {
  const now = context.clock();
  const row = await tx.cases.citizens.session(sessionHash(context, token));
  if (row === undefined || isOver(row, now)) return undefined;
  // A way that is switched off is shut at once, also for who came in by it.
  if (!(await context.cities.current(tx)).city.signIn.citizens[row.way]) return undefined;
  const contacts = openFrom<Shown['contacts']>(context, placeOf(row.id), row.sealed);
  // The key was changed since: whoever it is signs in again.
  if (contacts === undefined) return undefined;
  if (now - row.seenAt >= seenEveryMs) await tx.cases.citizens.touchSession(row.id, now);
  return citizenFrom(row, contacts);
}

export function signOut(context: Context): Citizens['signOut'] {
  return (token) =>
    context.store.transaction(async (tx) => {
      const row = await tx.cases.citizens.session(sessionHash(context, token));
      if (row === undefined) return;
      await tx.cases.citizens.endSession(row.id);
      const event = { actor: 'citizen', action: 'citizen.sign-out', subject: subjectOf(row.id) };
      await audit(context, tx, event, context.clock());
    });
}

/** Ends every session of who has one of these contacts. */
export async function endSessionsOf(
  context: Pick<Context, 'secrets'>,
  tx: Tx,
  { phone, email, idNumber }: Readonly<Record<'phone' | 'email' | 'idNumber', string>>,
): Promise<void> {
  const theirs = [phone, email, idNumber].flatMap((contact) => personWord(context.secrets, contact) ?? []);
  for (const { id, sealed } of await tx.cases.citizens.sessions()) {
    const shown = Object.values(openFrom<Shown['contacts']>(context, placeOf(id), sealed) ?? {});
    const words = shown.map((contact) => personWord(context.secrets, contact));
    if (words.some((word) => word !== undefined && theirs.includes(word))) await tx.cases.citizens.endSession(id);
  }
}

function isOver({ createdAt, seenAt }: CitizenSessionRow, now: Instant): boolean {
  return now - createdAt >= citizenLifeMs || now - seenAt >= citizenIdleMs;
}

function citizenFrom(row: CitizenSessionRow, { phone, email, idNumber }: Shown['contacts']): VerifiedCitizen {
  return {
    sessionId: row.id,
    way: row.way,
    phone: phone ?? null,
    email: email ?? null,
    idNumber: idNumber ?? null,
    openedAt: row.createdAt,
    expiresAt: row.createdAt + citizenLifeMs,
  };
}

function sessionHash(context: Context, token: string): string {
  return hashed(context, 'citizen-session', token);
}

function placeOf(id: string): string {
  return `citizen_session/${id}`;
}

function subjectOf(id: string): string {
  return `citizen-session:${id}`;
}
