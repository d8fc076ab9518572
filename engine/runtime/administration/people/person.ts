/** One person, for who keeps accounts. */
import type { City } from '#engine/cases/city/city.ts';
import type { Actor } from '../../application/common.ts';
import type { PersonDetail } from '../../application/people.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { mustConfigure } from '../city/rights.ts';
import { lossesOf } from './losses.ts';
import { mattersOf, personView, receivedViews, todayOf } from './views.ts';

/** Work of somebody who keeps accounts. @throws Refusal 403 */
export function keeping<T>(context: Context, actor: Actor, work: (tx: Tx, city: City) => Promise<T>): Promise<T> {
  return context.store.transaction(async (tx) => {
    await mustConfigure(context, tx, actor, 'accounts');
    return await work(tx, (await context.cities.current(tx)).city);
  });
}

/** @throws Refusal 404 */
export async function known(tx: Tx, username: string): Promise<PersonRow> {
  const person = await tx.cases.organisation.person(username);
  if (person === undefined) throw refusal('NOT_FOUND');
  return person;
}

export async function detailOf(context: Context, tx: Tx, city: City, person: PersonRow): Promise<PersonDetail> {
  const today = todayOf(context, city);
  const [absent, people] = [
    await tx.cases.organisation.absencesFrom(today),
    new Map((await tx.cases.organisation.people()).map((one) => [one.id, one])),
  ];
  const own = absent.filter(({ accountId }) => accountId === person.id);
  return {
    ...personView(city, person, own, people),
    today,
    received: receivedViews(city, absent, people, person.id),
    matters: mattersOf(city),
    losses: await lossesOf(tx, city, person, today),
  };
}
