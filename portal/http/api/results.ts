import { Type } from 'typebox';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import { publishedResult, resultPage } from '../schemas/results.ts';
import type { Api } from './api.ts';

const word = Type.Optional(Type.String({ maxLength: 200 }));
const tags = ['results'];

export function registerResults(api: Api, { application: { results }, limits }: Doors): void {
  const querystring = Type.Object({
    category: word,
    ward: word,
    q: word,
    after: Type.Optional(Type.String({ maxLength: 500 })),
  });
  const list = { summary: 'Published results', tags, querystring, response: answers(resultPage) };
  api.get('/results', { schema: list }, async (request) => {
    // Leafing through is free; words cost a search.
    if (request.query.q !== undefined) await limits.take('search', request.ip);
    return await results.list(request.query);
  });

  const params = Type.Object({ slug: Type.String({ minLength: 1, maxLength: 200 }) });
  const one = { summary: 'A published result', tags, params, response: answers(publishedResult) };
  api.get('/results/:slug', { schema: one }, async (request) => {
    const result = await results.get(request.params.slug);
    if (result !== undefined) return result;
    if ((await results.withdrawn(request.params.slug)) !== undefined) throw new Refusal('RESULT_WITHDRAWN', 410);
    throw new Refusal('NOT_FOUND', 404);
  });
}
