/**
 * First passwords for many at once, as after an import. None is kept anywhere in clear: what got lost on its way to the
 * person, or with a process that died before it could answer, is made anew, as often as needed until they have signed in.
 */
import type { HandedOut, People } from '../../application/people.ts';
import { audit } from '../../use-cases/audit.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { firstPassword } from './first-password.ts';
import { keeping } from './person.ts';

/** Hashing one takes some 40 ms. */
const atOnceMax = 50;

export function firstPasswords(context: Context): People['firstPasswords'] {
  return async (actor, usernames) => {
    if (usernames.length > atOnceMax) {
      throw refusal('INVALID_FIELDS', {}, [{ path: 'usernames', rule: 'maxLength', params: { max: atOnceMax } }]);
    }
    const wanted = [...new Set(usernames)];
    const waiting = await keeping(context, actor, async (tx) =>
      (await tx.cases.accounts.byUsernames(wanted)).filter((one) => one.active && one.firstPassword),
    );
    // Before any transaction: hashing takes long, and nobody should wait for it.
    const made = await Promise.all(waiting.map(async ({ id }) => ({ id, ...(await firstPassword(context)) })));
    const ofAccount = new Map(made.map(({ id, ...rest }) => [id, rest]));
    return await keeping(context, actor, async (tx) => {
      const handed: HandedOut[] = [];
      for (const { id, username, displayName } of waiting) {
        const { password = '', passwordHash = '' } = ofAccount.get(id) ?? {};
        if (!(await tx.cases.accounts.handOut(id, passwordHash))) continue;
        const event = { actor: actor.username, action: 'account.first-password', subject: `account:${id}` };
        await audit(context, tx, event, context.clock());
        handed.push({ username, displayName, password });
      }
      return handed;
    });
  };
}
