import { categoriesInOrder, groupPath } from '#engine/cases/categories/category-tree.ts';
import { radiusOf } from '#engine/cases/duplicates/settings.ts';
import { questionPrefix } from '#forms/questions.ts';
import { formFor } from '../../administration/categories/questions.ts';
import type { CategoryChoice, Intake, Reports } from '../../application/reports.ts';
import type { Context } from '../context.ts';
import { choicesOf, fillSources } from '../form-context.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';
import { openService } from './open-services.ts';

export function intake(context: Context): Reports['intake'] {
  return async ({ service: wanted, category } = {}) =>
    await context.store.transaction(async (tx): Promise<Intake> => {
      const { city } = await context.cities.current(tx);
      const service = await openService(context, tx, wanted);
      const form = service.forms.get(service.pack.startForm);
      if (!form) throw refusal('NO_SERVICE');
      const categories = categoriesInOrder(city).map(
        ({ code, name, group, keywords, synonyms, stops, confidential, ...rest }): CategoryChoice => ({
          code,
          name,
          group: namedIn(city.groups, group),
          path: groupPath(city.groups, group).map((one) => ({ code: one.code, name: one.name })),
          keywords,
          synonyms,
          asksMore: rest.questions !== null || confidential || !rest.anonymous,
          confidential,
          stops: stops.map(({ question, answer, call, text }) => ({
            field: question === null ? null : `${questionPrefix}${question}`,
            answer,
            call,
            text,
          })),
          keepOriginals: rest.keepOriginals,
          radiusMetres: radiusOf(city.duplicates, code),
        }),
      );
      const { photosMax, photoBytesMax } = context.config;
      const asked = city.categories.get(category ?? '');
      return {
        service: service.pack.key,
        name: service.pack.name,
        description: service.pack.description,
        form: fillSources(formFor(form, asked?.active === true ? asked : undefined), choicesOf(city, context.clock())),
        categories,
        limits: { photosMax, photoBytesMax },
      };
    });
}
