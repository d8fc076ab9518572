/** Whether two people are one, as well as can be known: by what they can be reached by, kept as a keyed hash. */
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import type { Secrets } from '../application.ts';
import { keyedHash, type Vault } from '../vault.ts';
import { family } from './merged.ts';

export interface ContactDeps {
  readonly secrets: Secrets;
  readonly vault: Vault;
}

/** @returns '' where nothing is known; the telephone number counts before the e-mail address */
export function contactHash({ secrets }: Pick<ContactDeps, 'secrets'>, phone: string, email: string): string {
  const contact = phone === '' ? email.toLowerCase() : phone;
  return contact === '' ? '' : keyedHash(secrets, 'contact', contact);
}

/** Of who reported a case. */
export async function reporterHash(deps: ContactDeps, tx: Tx, { id, vault }: CaseRow): Promise<string> {
  const { phone = '', email = '' } = vault;
  const texts = await deps.vault.read(tx, id, [phone, email].filter(Boolean));
  return contactHash(deps, texts.get(phone) ?? '', texts.get(email) ?? '');
}

/** Whether somebody else who has met the matter of `main` is the same person. @param but the follower's own row */
export async function isCountedAlready(
  deps: ContactDeps,
  tx: Tx,
  main: CaseRow,
  { hash, but }: { readonly hash: string; readonly but: string },
): Promise<boolean> {
  if (hash === '') return false;
  if (hash === (await reporterHash(deps, tx, main))) return true;
  return await tx.cases.followers.isKnown(await family(tx, main.id), hash, but);
}
