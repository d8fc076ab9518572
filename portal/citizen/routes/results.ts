import { Refusal } from '#engine/runtime/refusal.ts';
import { resultPage, resultsPage, withdrawnPage } from '../pages/results.ts';
import { type Routes, show } from './reader.ts';

interface Query {
  readonly category?: string;
  readonly ward?: string;
  readonly q?: string;
  readonly after?: string;
}

export function resultRoutes(routes: Routes): void {
  const { scope, doors, site } = routes;
  const hide = { schema: { hide: true } };

  scope.get<{ Querystring: Query }>('/results', hide, async (request, reply) => {
    const query = wellFormed({ ...request.query });
    if (query.q !== undefined) await doors.limits.take('search', request.ip);
    const found = await doors.application.results.list(query);
    const city = site.city();
    const choices = { categories: [...(city?.categories.values() ?? [])], wards: [...(city?.wards.values() ?? [])] };
    return show(routes, request, reply, { make: (context) => resultsPage(context, query, found, choices) });
  });

  scope.get<{ Params: { slug: string } }>('/results/:slug', hide, async (request, reply) => {
    const result = await doors.application.results.get(request.params.slug);
    if (result === undefined) {
      const gone = await doors.application.results.withdrawn(request.params.slug);
      if (gone === undefined) throw new Refusal('NOT_FOUND', 404);
      return show(routes, request, reply, { status: 410, make: (context) => withdrawnPage(context, gone.at) });
    }
    // Handled, and yet not closed: who has met it too may follow it.
    const open = (await doors.application.duplicates.known(result.registerNumber)) !== undefined;
    return show(routes, request, reply, { make: (context) => resultPage(context, result, open) });
  });
}

/** Only texts count, each once, and an empty one is none. */
function wellFormed(query: Readonly<Record<string, unknown>>): Query {
  const entries = ['category', 'ward', 'q', 'after'].flatMap((name) => {
    const value = Object.hasOwn(query, name) ? query[name] : undefined;
    return typeof value === 'string' && value.trim() !== '' ? [[name, value.trim().slice(0, 200)]] : [];
  });
  return Object.fromEntries(entries) as Query;
}
