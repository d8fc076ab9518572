/**
 * People out of a file: accounts for those who are new, posts for all that do not have them yet. Nobody can sign in with
 * such an account before its first password was handed out (`people/first-passwords.ts`).
 */
import type { ImportedPerson } from '#engine/cases/imports/people.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import { insertAccount } from '../../use-cases/accounts/create-account.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';

/** No password fits it. */
const none = '';

export async function addPeople(
  context: Context,
  tx: Tx,
  { actor, people }: { readonly actor: Actor; readonly people: readonly ImportedPerson[] },
): Promise<void> {
  const now = context.clock();
  for (const { username, displayName, email, posts } of people) {
    const person = await tx.cases.organisation.person(username);
    if (person === undefined) {
      const account = { username, displayName, email, posts, passwordHash: none, firstPassword: true };
      await insertAccount(context, tx, { ...account, by: actor.username }, now);
      continue;
    }
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
