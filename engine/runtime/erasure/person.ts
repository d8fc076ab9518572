/**
 * Who asks for their own record, in the words of their request; and what the city holds on them: cases that carry the same
 * telephone or identity number or e-mail address under the look-up key, those whose code and second factor they know, and
 * other people's cases that they follow.
 */
import type { Instant } from '#engine/core/values.ts';
import type { CaseRow } from '../ports/case-rows.ts';
import type { FollowerRow } from '../ports/followers.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Secrets } from '../use-cases/application.ts';
import { contactHash } from '../use-cases/duplicates/contact.ts';
import { caseBySecret } from '../use-cases/reports/second-factor.ts';
import { personWord } from '../use-cases/search-words.ts';
import type { Vault } from '../use-cases/vault.ts';

export interface PersonDeps {
  readonly secrets: Secrets;
  readonly vault: Vault;
  readonly clock: () => Instant;
}

export interface Person {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly idNumber: string;
  /** Codes with their second factor, as they were typed, one a line. */
  readonly codes: string;
}

export interface HeldOnPerson {
  readonly cases: readonly CaseRow[];
  readonly follows: readonly FollowerRow[];
}

const fields = ['name', 'phone', 'email', 'idNumber', 'codes'] as const;
/** More lines than anybody has; what comes after is not looked at. */
const codesMax = 20;

/** What a case says of who sent it; '' for what is not known. */
export async function personIn({ vault }: Pick<PersonDeps, 'vault'>, tx: Tx, record: CaseRow): Promise<Person> {
  const entries = fields.map((field) => [field, record.vault[field] ?? ''] as const);
  const texts = await vault.read(
    tx,
    record.id,
    entries.flatMap(([, entry]) => (entry === '' ? [] : entry)),
  );
  const known = Object.fromEntries(entries.map(([field, entry]) => [field, texts.get(entry) ?? '']));
  return known as Record<(typeof fields)[number], string>;
}

/** Everything held on a person but the request itself. What was erased before is no longer there. */
export async function heldOn(deps: PersonDeps, tx: Tx, person: Person, request: CaseRow): Promise<HeldOnPerson> {
  const ids = new Set<string>();
  for (const text of [person.phone, person.idNumber, person.email]) {
    const word = personWord(deps.secrets, text);
    if (word !== undefined) for (const id of await tx.cases.records.withContact(word)) ids.add(id);
  }
  for (const id of await casesByCodes(deps, tx, person.codes)) ids.add(id);
  ids.delete(request.id);
  const cases = (await tx.cases.records.byIds([...ids])).filter(({ state }) => state !== 'erased');
  return {
    cases: cases.toSorted((a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1)),
    follows: await followsOf(deps, tx, person),
  };
}

async function followsOf(deps: PersonDeps, tx: Tx, { phone, email }: Person): Promise<readonly FollowerRow[]> {
  // Of a follower one of both is kept, whichever they gave.
  const hashes = new Set([contactHash(deps, phone, ''), contactHash(deps, '', email)].filter(Boolean));
  const found: FollowerRow[] = [];
  for (const hash of hashes) found.push(...(await tx.cases.followers.byContact(hash)));
  // That the reporter of a merged case follows the main one belongs to their own case.
  return found.filter(({ reporterOf }) => reporterOf === null);
}

/** A code counts with its second factor alone, and wrong ones are counted as on the page for following. */
async function casesByCodes(deps: PersonDeps, tx: Tx, typed: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const line of typed.split('\n').slice(0, codesMax)) {
    const [, code = '', secret = ''] = /^\s*(.+?)[\s,;:/]+(\d{4,8})\s*$/.exec(line) ?? [];
    if (code === '') continue;
    try {
      const record = await caseBySecret(deps, tx, { code, secret });
      if (record !== undefined) ids.push(record.id);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return ids;
}
