import type { CategoryChoice, Intake, Reports } from '../../application/reports.ts';
import type { Context } from '../context.ts';
import { choicesOf, fillSources } from '../form-context.ts';
import { namedIn } from '../names.ts';
import { refusal } from '../refuse.ts';
import { openService } from './open-services.ts';

export function intake(context: Context): Reports['intake'] {
  return async (wanted) =>
    await context.store.transaction(async (tx): Promise<Intake> => {
      const { city } = await context.cities.current(tx);
      const service = await openService(context, tx, wanted);
      const form = service.forms.get(service.pack.startForm);
      if (!form) throw refusal('NO_SERVICE');
      const categories = [...city.categories.values()].map(
        ({ code, name, group, keywords }): CategoryChoice => ({
          code,
          name,
          group: namedIn(city.groups, group),
          keywords,
        }),
      );
      const { photosMax, photoBytesMax } = context.config;
      return {
        service: service.pack.key,
        name: service.pack.name,
        form: fillSources(form, choicesOf(city, context.clock())),
        categories,
        limits: { photosMax, photoBytesMax },
      };
    });
}
