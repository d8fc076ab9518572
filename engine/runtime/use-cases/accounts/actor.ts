import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { Actor, Post } from '../../application/common.ts';
import type { AccountRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';

/**
 * An account as the doors and the access rules know it, by the posts that it has today: its own, and those of people
 * who are away, or have delegated, and have named it. Asked for anew with every request, so that nothing is left when it is over.
 * Only their own posts come from others, never what these have from somebody else: nothing is handed on in a chain.
 */
export async function actorOf(
  { cities }: { readonly cities: Pick<CityBook, 'last'> },
  tx: Tx,
  account: AccountRow,
  now: Instant,
): Promise<Actor> {
  const city = cities.last?.city;
  const day = localDate(city?.province.timeZone ?? 'UTC', now);
  const [own, standIns] = await Promise.all([
    tx.cases.accounts.posts(account.id),
    tx.cases.organisation.standIns(account.id, day),
  ]);
  const named = (post: Post): Post => {
    const known = city?.units.get(post.unit);
    return known === undefined ? post : { ...post, unitName: known.name };
  };
  const valid = own.filter((post) => isValidOn(post, day)).map(({ role, unit }) => named({ role, unit }));
  const others = standIns.map(({ role, unit, username, displayName, lastDay: until, kind, categories }) =>
    named({ role, unit, onBehalfOf: { username, displayName, until, delegated: kind === 'delegation', categories } }),
  );
  return {
    accountId: account.id,
    username: account.username,
    displayName: account.displayName,
    posts: [...valid, ...others],
  };
}

/** '' is no limit. */
export function isValidOn(post: { readonly validFrom: string; readonly validTo: string }, day: string): boolean {
  return (post.validFrom === '' || post.validFrom <= day) && (post.validTo === '' || post.validTo >= day);
}
