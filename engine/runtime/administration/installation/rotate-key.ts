/**
 * Changes the installation's secret: what is wrapped by another master key is wrapped by the one in force, a page at a
 * time. Both are read all the while, so that nobody notices; killed anywhere, it goes on where it was when run again.
 */
import type { Instant } from '#engine/core/values.ts';
import type { VaultKeyRow } from '../../ports/case-rows.ts';
import type { Store, Tx } from '../../ports.ts';
import { totpPlace } from '../../use-cases/accounts/totp-secret.ts';
import type { Secrets } from '../../use-cases/application.ts';
import { audit } from '../../use-cases/audit.ts';
import { createIds, type NewId } from '../../use-cases/ids.ts';
import { masterKeyId, openWithMaster, sealWithMaster, vaultKeyPlace } from '../../use-cases/vault.ts';
import { channelPlace } from '../channels/sealed.ts';
import { keepLookupKey } from './lookup-key.ts';

export interface Rotation {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly random: (bytes: number) => Uint8Array;
  readonly clock: () => Instant;
}

export interface Rotated {
  /** Keys of cases that were wrapped anew. */
  readonly done: number;
  /** Keys that no known secret opens; they are left as they are. */
  readonly closed: number;
}

const page = 200;
const beforeAll = '00000000-0000-0000-0000-000000000000';

export async function rotateKey({ store, secrets, random, clock }: Rotation): Promise<Rotated> {
  await store.transaction((tx) => keepLookupKey(tx, secrets, random, clock()));
  const newId = createIds(random);
  let [done, closed, after] = [0, 0, beforeAll];
  for (;;) {
    const some = await store.transaction((tx) => rewrapPage(tx, after, { secrets, random, newId, now: clock() }));
    done += some.done;
    closed += some.closed;
    if (some.last === undefined) break;
    after = some.last;
  }
  await store.transaction((tx) => rewrapApps(tx, { secrets, random }));
  await store.transaction((tx) => rewrapChannels(tx, { secrets, random }));
  return { done, closed };
}

/** Secrets of authenticator apps: one for a person at most, so all of them at once. */
async function rewrapApps(tx: Tx, { secrets, random }: Pick<Work, 'secrets' | 'random'>): Promise<void> {
  for (const row of await tx.cases.signIn.totp.ofOtherKeys(masterKeyId(secrets))) {
    const place = totpPlace(row.accountId);
    const secret = openedBy(secrets, row.sealed, place);
    if (secret === undefined) continue;
    const sealed = sealWithMaster(secrets, secret, place, random);
    await tx.cases.signIn.totp.rewrap(row, { sealed, masterKeyId: masterKeyId(secrets) });
  }
}

/** Passwords of the ways out: two at most. */
async function rewrapChannels(tx: Tx, { secrets, random }: Pick<Work, 'secrets' | 'random'>): Promise<void> {
  for (const row of await tx.cases.channelSettings.ofOtherKeys(masterKeyId(secrets))) {
    const place = channelPlace(row.channel);
    const secret = openedBy(secrets, row.sealed, place);
    if (secret === undefined) continue;
    const sealed = sealWithMaster(secrets, secret, place, random);
    await tx.cases.channelSettings.rewrap(row, { sealed, masterKeyId: masterKeyId(secrets) });
  }
}

interface Work {
  readonly secrets: Secrets;
  readonly random: (bytes: number) => Uint8Array;
  readonly newId: NewId;
  readonly now: Instant;
}

/** One page, and the line of the audit that tells of it. */
async function rewrapPage(tx: Tx, after: string, work: Work): Promise<Rotated & { readonly last: string | undefined }> {
  const keyId = masterKeyId(work.secrets);
  const rows = await tx.cases.vault.keysOfOthers(keyId, after, page);
  const counts = { done: 0, closed: 0 };
  for (const row of rows) counts[await rewrap(tx, row, work)] += 1;
  const event = { actor: '', action: 'secret.rotate', subject: 'installation', data: { keyId, ...counts } };
  if (counts.done > 0) await audit(work, tx, event, work.now);
  return { ...counts, last: rows.at(-1)?.caseId };
}

async function rewrap(tx: Tx, row: VaultKeyRow, { secrets, random }: Work): Promise<'done' | 'closed'> {
  const place = vaultKeyPlace(row.caseId);
  const key = openedBy(secrets, row.wrapped, place);
  if (key === undefined) return 'closed';
  const wrapped = sealWithMaster(secrets, key, place, random);
  await tx.cases.vault.rewrap(row, { wrapped, masterKeyId: masterKeyId(secrets) });
  return 'done';
}

function openedBy(secrets: Secrets, wrapped: Uint8Array, place: string): Uint8Array | undefined {
  try {
    return openWithMaster(secrets, wrapped, place);
  } catch {
    return undefined;
  }
}
