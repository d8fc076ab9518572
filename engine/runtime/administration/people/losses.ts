/** What would lose its handler if somebody's account were closed. */
import type { City } from '#engine/cases/city/city.ts';
import type { Localised } from '../../application/common.ts';
import type { Losses } from '../../application/people.ts';
import type { PostRow } from '../../ports/case-rows.ts';
import type { PersonRow } from '../../ports/organisation.ts';
import type { Tx } from '../../ports.ts';
import { isValidOn } from '../../use-cases/accounts/actor.ts';

export async function lossesOf(tx: Tx, city: City, person: PersonRow, today: string): Promise<Losses> {
  const { organisation } = tx.cases;
  const [people, absences, claimed] = [
    await organisation.people(),
    await organisation.absencesFrom(today),
    await organisation.claimed([person.username]),
  ];
  const others = people.filter(({ id, active }) => active && id !== person.id);
  const held = person.posts.filter((post) => isValidOn(post, today));
  const has = (one: PersonRow, post: PostRow) =>
    one.posts.some((other) => isSame(other, post) && isValidOn(other, today));
  const empty = held.filter((post) => !others.some((one) => has(one, post)));
  const byId = new Map(people.map((one) => [one.id, one]));
  return {
    tasks: claimed.get(person.username) ?? 0,
    posts: empty.map(({ role, unit }) => ({ role: nameIn(city.roles, role), unit: nameIn(city.units, unit) })),
    standsInFor: absences
      .filter(({ substituteId }) => substituteId === person.id)
      .map(({ accountId }) => byId.get(accountId)?.displayName ?? ''),
    steps: await stepsNaming(tx, person.username),
    peers: others
      .filter((one) => held.some((post) => has(one, post)))
      .map(({ username, displayName }) => ({ username, displayName })),
  };
}

function isSame(one: Pick<PostRow, 'role' | 'unit'>, other: Pick<PostRow, 'role' | 'unit'>): boolean {
  return one.role === other.role && one.unit === other.unit;
}

function nameIn(codes: ReadonlyMap<string, { readonly name: Localised }>, code: string): Localised {
  return codes.get(code)?.name ?? { vi: code, en: code };
}

/** Steps of the services in use that are always this person's. */
async function stepsNaming(tx: Tx, username: string): Promise<Losses['steps']> {
  const { services } = tx.engine;
  const versions = (await services.all()).filter(({ state }) => state === 'published');
  const newest = [...Map.groupBy(versions, ({ service }) => service).values()].flatMap((of) => of[0] ?? []);
  const found = await Promise.all(
    newest.map(async ({ id, name }) => {
      const diagrams = (await services.resources(id)).filter(({ path }) => path.endsWith('.bpmn'));
      return diagrams.flatMap(({ content }) =>
        [...content.matchAll(/<[^>]*\bname="([^"]*)"[^>]*>/g)]
          .filter(([tag]) => tag.includes(`:assignee="${username}"`))
          .map(([tag, vi = '']) => ({ service: name, step: { vi, en: /\bnameEn="([^"]+)"/.exec(tag)?.[1] ?? vi } })),
      );
    }),
  );
  return found.flat();
}
