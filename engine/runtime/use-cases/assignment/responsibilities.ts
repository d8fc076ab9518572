/** Which official answers for which ward and category, as administrators keep it. */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { mustConfigure } from '../../administration/city/rights.ts';
import type { Answering, Assignments, PostView } from '../../application/assignments.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';

export function responsibilities(context: Context): Pick<Assignments, 'responsibilities' | 'saveResponsibilities'> {
  const { store, cities } = context;
  return {
    responsibilities: (actor) =>
      store.transaction(async (tx) => {
        await mustConfigure(context, tx, actor, 'routing');
        const { city } = await cities.current(tx);
        const staff = await tx.cases.assignments.staff(
          [...city.units.keys()],
          localDate(city.province.timeZone, context.clock()),
        );
        const rows = Map.groupBy(
          await tx.cases.assignments.responsibilities(staff.map(({ postId }) => postId)),
          ({ postId }) => postId,
        );
        const posts = staff.map(
          ({ postId, displayName, role, unit }): PostView => ({
            postId,
            displayName,
            role: namedIn(city.roles, role),
            unit: namedIn(city.units, unit),
            answers: (rows.get(postId) ?? []).map(({ ward, category }) => ({ ward, category })),
          }),
        );
        return { posts, wards: named(city.wards), categories: named(city.categories) };
      }),
    saveResponsibilities: (actor, postId, answers) =>
      store.transaction(async (tx) => {
        await mustConfigure(context, tx, actor, 'routing');
        const { city } = await cities.current(tx);
        const now = context.clock();
        const staff = await tx.cases.assignments.staff([...city.units.keys()], localDate(city.province.timeZone, now));
        const post = isUuid(postId) ? staff.find((one) => one.postId === postId) : undefined;
        if (post === undefined) throw refusal('NOT_FOUND');
        const faults = answers.flatMap((one, index) => faultOf(one, city, index));
        if (faults.length > 0) throw refusal('INVALID_FIELDS', {}, faults);
        const distinct = [...new Map(answers.map((one) => [`${one.ward}/${one.category}`, one])).values()];
        await tx.cases.assignments.replaceResponsibilities(
          postId,
          distinct.map(({ ward, category }) => ({ id: context.newId(now), postId, ward, category })),
        );
        const data = {
          post: postId,
          unit: post.unit,
          role: post.role,
          answers: distinct.map(({ ward, category }) => ({ ward, category })),
        };
        await audit(
          context,
          tx,
          { actor: actor.username, action: 'city.responsibility', subject: `post:${postId}`, data },
          now,
        );
      }),
  };
}

function faultOf({ ward, category }: Answering, city: City, index: number) {
  const at = (field: string, rule: string) => [{ path: `answers.${index}.${field}`, rule }];
  if (ward === '' && category === '') return at('ward', 'required');
  if (ward !== '' && !city.wards.has(ward)) return at('ward', 'option');
  if (category !== '' && !city.categories.has(category)) return at('category', 'option');
  return [];
}

function named(
  all: ReadonlyMap<string, { readonly code: string; readonly name: { readonly vi: string; readonly en: string } }>,
) {
  return [...all.values()].map(({ code, name }) => ({ code, name }));
}
