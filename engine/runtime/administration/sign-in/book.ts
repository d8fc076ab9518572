/** `sign-in.json` on a screen, and help for people who cannot get in. */

import type { City } from '#engine/cases/city/city.ts';
import { demandOf, readSignIn, signInFile } from '#engine/cases/organisation/sign-in.ts';
import type { Actor } from '../../application/common.ts';
import type { SignInBook, SignInPolicyView } from '../../application/sign-in-book.ts';
import type { Tx } from '../../ports.ts';
import { isValidOn } from '../../use-cases/accounts/actor.ts';
import { reachableWays } from '../../use-cases/citizens/ways.ts';
import type { Context } from '../../use-cases/context.ts';
import { keepersOf } from '../city/rights.ts';
import { saveTexts } from '../city/save-texts.ts';
import { todayOf } from '../people/views.ts';
import { help } from './help.ts';
import { confirm, pendingOf, propose, weakens, withdraw } from './second-person.ts';

const part = 'accounts';

export function signInBook(context: Context): SignInBook {
  const allowed = keepersOf(context, part);
  return {
    policy: (actor) => allowed(actor, (tx) => viewOf(context, tx, actor)),
    savePolicy: (actor, { revision, note, roles, publishing, citizens }) =>
      allowed(actor, async (tx) => {
        const secondFactor = roles.filter(({ demand }) => demand !== 'none');
        const changed = { secondFactor, ...(publishing && { publishing }), ...(citizens && { citizens }) };
        const content = `${JSON.stringify({ ...(await contentOf(tx)), ...changed }, null, 2)}\n`;
        const { city } = await context.cities.current(tx);
        if (weakens(city.signIn, readSignIn(content, city.roles, []))) {
          await propose(context, tx, actor, { content, revision, note });
          return await viewOf(context, tx, actor);
        }
        const texts = [{ file: signInFile, content, revision }] as const;
        return await viewOf(context, tx, actor, await saveTexts(context, tx, actor, { part, texts, note }));
      }),
    // The city of a transaction is the one that it began with: what was confirmed is looked at in the next.
    confirmChange: async (actor, id) => {
      await allowed(actor, (tx) => confirm(context, tx, actor, id));
      return await allowed(actor, (tx) => viewOf(context, tx, actor));
    },
    withdrawChange: (actor, id) =>
      allowed(actor, async (tx) => {
        await withdraw(context, tx, actor, id);
        return await viewOf(context, tx, actor);
      }),
    ...help(context),
  };
}

/** What nobody touches here stays in the text as it was. */
async function contentOf(tx: Tx): Promise<object> {
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === signInFile);
  return row === undefined || row.content === '' ? {} : (JSON.parse(row.content) as object);
}

/** @param after what the city has become in this transaction; left out: it is as it was */
async function viewOf(context: Context, tx: Tx, actor: Actor, after?: City): Promise<SignInPolicyView> {
  const city = after ?? (await context.cities.current(tx)).city;
  const row = (await tx.cases.reference.all()).find(({ kind }) => kind === signInFile);
  const today = todayOf(context, city);
  const owners = await tx.cases.signIn.owners();
  const people = (await tx.cases.organisation.people()).filter(({ active }) => active);
  return {
    revision: row?.revision ?? 0,
    waiting: await pendingOf(context, tx, actor),
    publishing: city.signIn.publishing,
    citizens: city.signIn.citizens,
    reachable: reachableWays(context),
    roles: [...city.roles.values()].map(({ code: role, name }) => {
      const holders = people.filter(({ posts }) => posts.some((post) => post.role === role && isValidOn(post, today)));
      const withPasskey = holders.filter(({ id }) => owners.passkeys.has(id)).length;
      const withFactor = holders.filter(({ id }) => owners.passkeys.has(id) || owners.totp.has(id)).length;
      return { role, name, demand: demandOf(city.signIn, [role]), people: holders.length, withFactor, withPasskey };
    }),
  };
}
