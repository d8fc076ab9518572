/** The posts of a unit that ends: which of them go over, and to whom they do by a plan. */

import { addDays } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import {
  type PlanFault,
  postFaults,
  postHeir,
  type ReorganisationPlan,
  type UnitMove,
} from '#engine/cases/organisation/reorganisation.ts';
import type { PlannedPost } from '../../application/reorganisations.ts';
import type { PostRow } from '../../ports/case-rows.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import { namedIn, unitOf } from '../../use-cases/names.ts';

export interface PersonWithPost {
  readonly person: PersonRow;
  readonly post: PostRow;
}

/** Whatever does not end with the unit, or before it, by itself; of closed accounts too: they may be opened again. */
export async function postsGoingOver(tx: Tx, unit: string, day: string): Promise<readonly PersonWithPost[]> {
  const last = addDays(day, -1);
  const all = await everyPost(tx, unit);
  return all.filter(({ post }) => post.validTo === '' || post.validTo > last);
}

/** @returns choices for posts that do not go over, e.g. of somebody who has left since */
export async function unknownPosts(tx: Tx, plan: ReorganisationPlan, day: string): Promise<readonly PlanFault[]> {
  const known = new Map<string, ReadonlySet<string>>();
  for (const { from, posts = [] } of plan.units) {
    if (posts.length === 0) continue;
    known.set(from, new Set((await postsGoingOver(tx, from, day)).map(({ post }) => post.id)));
  }
  return postFaults(plan, known);
}

/** @returns those of people at work, and those of closed accounts, which nobody need choose for */
export async function plannedPosts(
  tx: Tx,
  city: City,
  move: UnitMove,
  day: string,
): Promise<{ readonly posts: readonly PlannedPost[]; readonly closedPosts: readonly PlannedPost[] }> {
  const all = await postsGoingOver(tx, move.from, day);
  const of = (active: boolean) =>
    all.filter(({ person }) => person.active === active).map((one) => plannedPost(city, move, one));
  return { posts: of(true), closedPosts: of(false) };
}

/** What somebody chose, by name; what is no longer on record is left out. */
export async function chosenPosts(tx: Tx, city: City, plan: ReorganisationPlan): Promise<readonly PlannedPost[]> {
  const found: PlannedPost[] = [];
  for (const move of plan.units) {
    const { posts = [] } = move;
    if (posts.length === 0) continue;
    const chosen = (await everyPost(tx, move.from)).filter(({ post }) => posts.some((one) => one.post === post.id));
    found.push(...chosen.map((one) => plannedPost(city, move, one)));
  }
  return found;
}

async function everyPost(tx: Tx, unit: string): Promise<readonly PersonWithPost[]> {
  const people = await tx.cases.organisation.peopleIn(unit);
  return people.flatMap((person) =>
    person.posts.filter((post) => post.unit === unit).map((post) => ({ person, post })),
  );
}

function plannedPost(city: City, move: UnitMove, { person, post }: PersonWithPost): PlannedPost {
  const { username, displayName } = person;
  const role = namedIn(city.roles, post.role);
  return { post: post.id, username, displayName, role, to: unitOf(city, postHeir(move, post.id)) };
}
