import { wardsInForce } from '#engine/cases/areas/areas.ts';
import { isByWard } from '#engine/cases/dossiers/desks.ts';
import type { Procedure } from '#engine/cases/dossiers/procedures.ts';
import type { Instant } from '#engine/core/values.ts';
import type { CityInForce } from '../../administration/city-book.ts';
import type { Named } from '../../application/common.ts';
import type { Dossiers, ReceivableProcedure } from '../../application/dossiers.ts';
import type { Context } from '../context.ts';
import { choicesOf, fillSources } from '../form-context.ts';
import { namedIn } from '../names.ts';
import { desksFor, receivingScope } from './desks-of.ts';

export function mayReceive(context: Context): Dossiers['mayReceive'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => (await receivingScope(context, tx, actor)).length > 0);
}

export function procedures(context: Context): Dossiers['procedures'] {
  return async (actor) =>
    await context.store.transaction(async (tx) => {
      const place = await context.cities.current(tx);
      const { city } = place;
      const now = context.clock();
      const scope = await receivingScope(context, tx, actor);
      const without = new Set<string>();
      const found = [...city.dossiers.procedures.values()].flatMap((procedure): ReceivableProcedure[] => {
        const { open, withoutCode } = desksFor(scope, procedure, { place, now });
        for (const code of withoutCode) without.add(code);
        return open.length === 0 ? [] : [receivable(procedure, open, place, now)];
      });
      const desks = [...new Set(found.flatMap((one) => one.desks))].map((code) => namedIn(city.units, code));
      const { photosMax, photoBytesMax } = context.config;
      const form = found.length === 0 ? null : await intakeForm();
      return {
        desks,
        withoutCode: [...without].map((code) => namedIn(city.units, code)),
        procedures: found,
        form,
        wards: wardsInForce(city, now).map(plain),
        limits: { photosMax, photoBytesMax },
      };

      async function intakeForm() {
        const service = await context.library.inForce(tx, city.dossiers.service);
        const own = service.forms.get(service.pack.startForm);
        return own === undefined ? null : fillSources(own, choicesOf(city, now));
      }
    });
}

function receivable(
  procedure: Procedure,
  desks: readonly string[],
  place: CityInForce,
  now: Instant,
): ReceivableProcedure {
  const { code, name, field, papers, fee, deadline, note } = procedure;
  const { resolve, calendar, dayCount } = deadline;
  return {
    code,
    name,
    field: namedIn(place.city.dossiers.fields, field),
    papers,
    fee,
    resolve,
    dueAt: place.workingTime.due(now, resolve, calendar, dayCount),
    desks,
    byWard: isByWard(procedure),
    note,
  };
}

function plain({ code, name }: Named): Named {
  return { code, name };
}
