/** What the designer runs a draft on in the browser: the service's files and the city's, and how many hold which post. */
import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import { parseForm } from '#forms/check.ts';
import type { Services, TryBook } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { type Choices, choicesOf, fillSources } from '../form-context.ts';
import { formName } from '../library.ts';
import { refusal } from '../refuse.ts';
import { requireDesign } from './allowed.ts';

/** What deadlines, units and messages ask of a city. */
const cityFilesAsked: ReadonlySet<string> = new Set([
  'city.json',
  'wards.geojson',
  'units.json',
  'categories.json',
  'sla.json',
  'calendars.json',
  'holidays.json',
  'roles.json',
  'stages.json',
  'procedures.json',
  'handling.json',
]);

export function trying(context: Context): Services['trying'] {
  return async (actor, service) =>
    await context.store.transaction(async (tx) => {
      await requireDesign(context, tx, actor, service);
      const version = (await tx.engine.services.draft(service)) ?? (await tx.engine.services.newest(service));
      if (!version) throw refusal('NOT_FOUND');
      const { city } = await context.cities.current(tx);
      const resources = await tx.engine.services.resources(version.id);
      const now = context.clock();
      const choices = choicesOf(city, now);
      const texts = (await tx.cases.reference.all()).filter(({ kind }) => cityFilesAsked.has(kind));
      return {
        files: resources.map(({ path, content }) => ({ path, content })),
        forms: formsIn(resources, choices),
        choices: Object.fromEntries(choices),
        city: Object.fromEntries(texts.map(({ kind, content }) => [kind, content])),
        holders: await holdersIn(tx, city, localDate(city.province.timeZone, now)),
        now,
      };
    });
}

function formsIn(resources: readonly ServiceResourceRow[], choices: Choices): TryBook['forms'] {
  return Object.fromEntries(
    resources.flatMap(({ path, content }) => {
      const name = formName(path);
      const { form } = name === undefined ? {} : parseForm(content, path);
      return name !== undefined && form ? [[name, fillSources(form, choices)]] : [];
    }),
  );
}

async function holdersIn(tx: Tx, { units }: City, day: string): Promise<TryBook['holders']> {
  const staff = await tx.cases.assignments.staff([...units.keys()], day);
  const posts = Map.groupBy(staff, ({ unit, role }) => JSON.stringify([unit, role]));
  return [...posts.values()].flatMap((held) => {
    const [first] = held;
    const people = new Set(held.map(({ username }) => username));
    return first === undefined ? [] : [{ unit: first.unit, role: first.role, count: people.size }];
  });
}
