/** Accounts and posts as those who keep them work on them. */

import { addDays } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { Actor } from '../../application/common.ts';
import type { People, PersonDetail } from '../../application/people.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import { insertAccount } from '../../use-cases/accounts/create-account.ts';
import { tell } from '../../use-cases/accounts/notices.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { isUuid } from '../../use-cases/ids.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { absences } from './absences.ts';
import { checkDescribed, checkPerson, checkPost, refuse } from './checks.ts';
import { deactivate } from './deactivate.ts';
import { firstPassword } from './first-password.ts';
import { firstPasswords } from './first-passwords.ts';
import { detailOf, keeping, known } from './person.ts';
import { peopleList, todayOf } from './views.ts';

export function people(context: Context): People {
  const change = changes(context);
  return {
    all: (actor) => keeping(context, actor, (tx, city) => peopleList(context, tx, city)),
    one: (actor, username) =>
      keeping(context, actor, async (tx, city) => detailOf(context, tx, city, await known(tx, username))),
    ...change,
    firstPasswords: firstPasswords(context),
    deactivate: deactivate(context),
    ...absences(context),
  };
}

function changes(
  context: Context,
): Pick<People, 'create' | 'change' | 'resetPassword' | 'givePost' | 'endPost' | 'activate'> {
  return {
    async create(actor, person) {
      const { password, passwordHash } = await firstPassword(context);
      const username = person.username.trim().toLowerCase();
      await keeping(context, actor, async (tx, city) => {
        checkPerson(city, { ...person, username }, todayOf(context, city));
        if ((await tx.cases.organisation.person(username)) !== undefined) {
          throw refusal('USERNAME_TAKEN', {}, [{ path: 'username', rule: 'USERNAME_TAKEN' }]);
        }
        const displayName = person.displayName.normalize('NFC').trim();
        await insertAccount(
          context,
          tx,
          { ...person, username, displayName, passwordHash, firstPassword: true, by: actor.username },
          context.clock(),
        );
      });
      return { username, password };
    },
    change: (actor, username, { displayName, email }) =>
      changing(context, actor, username, 'account.change', async (tx, _, person) => {
        checkDescribed({ displayName, email });
        const verified = await tx.cases.signIn.emails.ofAccount(person.id);
        if (verified !== undefined && verified.email === person.email && email !== person.email) {
          const told = { accountId: person.id, by: actor.username, to: verified.email };
          await tell(context, tx, { ...told, code: 'emailChanged' });
        }
        await tx.cases.organisation.describe(person.id, { displayName: displayName.normalize('NFC').trim(), email });
        return {};
      }),
    async resetPassword(actor, username) {
      const { password, passwordHash } = await firstPassword(context);
      await changing(context, actor, username, 'account.reset-password', async (tx, _, { id }) => {
        await tx.cases.accounts.setPassword(id, passwordHash);
        await tx.cases.organisation.describe(id, { firstPassword: true });
        await tx.cases.organisation.endSessions(id);
        await tell(context, tx, { accountId: id, code: 'passwordReset', by: actor.username });
        return {};
      });
      return { username, password };
    },
    givePost: (actor, username, post) =>
      changing(context, actor, username, 'account.give-post', async (tx, city, person) => {
        checkPost(city, post, todayOf(context, city));
        const { role, unit, validFrom, validTo } = post;
        const id = context.newId(context.clock());
        await tx.cases.organisation.insertPosts([{ id, accountId: person.id, role, unit, validFrom, validTo }]);
        return { role, unit, validFrom, validTo };
      }),
    endPost: (actor, username, { id, lastDay }) =>
      changing(context, actor, username, 'account.end-post', async (tx, city, person) => {
        const post = isUuid(id) ? person.posts.find((one) => one.id === id) : undefined;
        if (post === undefined) throw refusal('NOT_FOUND');
        const { role, unit, validFrom } = post;
        const today = todayOf(context, city);
        if (validFrom !== '' && lastDay < validFrom) await tx.cases.organisation.deletePost(id);
        else {
          // A post of today may end with yesterday: then it is over at once.
          refuse(lastDay < addDays(today, -1) ? [{ path: 'lastDay', rule: 'DATE_IN_PAST', params: { today } }] : []);
          await tx.cases.organisation.updatePost(id, { validTo: lastDay });
        }
        return { role, unit, lastDay };
      }),
    activate: (actor, username) =>
      changing(context, actor, username, 'account.activate', async (tx, _, { id }) => {
        await tx.cases.organisation.describe(id, { active: true });
        return {};
      }),
  };
}

type Change = (tx: Tx, city: City, person: PersonRow) => Promise<Readonly<Record<string, string>>>;

/** One change of one account, with its line in the audit. @throws Refusal 403, 404, and what the change throws */
async function changing(
  context: Context,
  actor: Actor,
  username: string,
  action: string,
  work: Change,
): Promise<PersonDetail> {
  return await keeping(context, actor, async (tx, city) => {
    const person = await known(tx, username);
    const data = await work(tx, city, person);
    const event = { actor: actor.username, action, subject: `account:${person.id}`, data };
    await audit(context, tx, event, context.clock());
    return await detailOf(context, tx, city, await known(tx, username));
  });
}
