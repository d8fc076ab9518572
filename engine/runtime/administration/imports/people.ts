/** People out of a file: accounts for those who are new, posts for all that do not have them yet. */
import type { ImportedPerson } from '#engine/cases/imports/people.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import { insertAccount } from '../../use-cases/accounts/create-account.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { firstPassword } from '../people/first-password.ts';

export interface NewOne {
  readonly person: ImportedPerson;
  readonly password: string;
  readonly passwordHash: string;
}

/** Hashed before any transaction: it takes long. */
export async function withPasswords(context: Context, people: readonly ImportedPerson[]): Promise<readonly NewOne[]> {
  const made: NewOne[] = [];
  for (const person of people) made.push({ person, ...(await firstPassword(context)) });
  return made;
}

export async function addPeople(
  context: Context,
  tx: Tx,
  {
    actor,
    people,
    made,
  }: { readonly actor: Actor; readonly people: readonly ImportedPerson[]; readonly made: readonly NewOne[] },
): Promise<void> {
  const now = context.clock();
  const hashes = new Map(made.map(({ person, passwordHash }) => [person.username, passwordHash]));
  for (const { username, displayName, email, posts } of people) {
    const passwordHash = hashes.get(username);
    if (passwordHash !== undefined) {
      await insertAccount(context, tx, { username, displayName, email, posts, passwordHash, by: actor.username }, now);
      continue;
    }
    const person = await tx.cases.organisation.person(username);
    if (person === undefined) continue;
    const fresh = posts.filter(
      (post) =>
        !person.posts.some(({ role, unit, validTo }) => role === post.role && unit === post.unit && validTo === ''),
    );
    await tx.cases.organisation.insertPosts(
      fresh.map((post) => ({ ...post, id: context.newId(now), accountId: person.id })),
    );
    const data = { posts: fresh.map(({ role, unit }) => ({ role, unit })) };
    const event = { actor: actor.username, action: 'account.import', subject: `account:${person.id}`, data };
    await audit(context, tx, event, now);
  }
}
