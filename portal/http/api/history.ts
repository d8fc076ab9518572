import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, oneOf, uuid } from '../schemas/common.ts';
import {
  caseSteps,
  draftTrials,
  figureServices,
  figures,
  holdings,
  ratingComments,
  ratingFigures,
} from '../schemas/history.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const key = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' });
const day = Type.String({ format: 'date' });
const tags = ['history'];

export function registerHistory(api: Api, { application: { history } }: Doors): void {
  const query = Type.Object({
    from: day,
    to: day,
    version: Type.Optional(Type.Integer({ minimum: 1 })),
    unit: Type.Optional(Type.String({ minLength: 1, maxLength: 190 })),
    element: Type.Optional(Type.String({ maxLength: 190 })),
    by: Type.Optional(oneOf('element', 'unit', 'day')),
  });
  const sums = {
    summary: 'How often, how long it waited and how long somebody had it, by element, unit or day',
    tags,
    params: Type.Object({ key }),
    querystring: query,
    response: answers(figures),
  };
  api.get('/services/:key/figures', { schema: sums }, async (request) => {
    const { by = 'element', ...rest } = request.query;
    return await history.figures(actorOf(request), { service: request.params.key, by, ...rest });
  });

  const choice = {
    summary: 'Services whose figures the reader may ask for',
    tags,
    response: answers(figureServices),
  };
  api.get('/figures/services', { schema: choice }, async (request) => history.figureServices(actorOf(request)));

  registerRatings(api, history);

  const steps = {
    summary: 'Who did what of a case, when, and how long it took',
    tags,
    params: Type.Object({ id: uuid }),
    response: answers(caseSteps),
  };
  api.get('/cases/:id/steps', { schema: steps }, async (request) => history.steps(actorOf(request), request.params.id));

  const held = {
    summary: 'Who has held a case and how long',
    tags,
    params: Type.Object({ id: uuid }),
    response: answers(holdings),
  };
  api.get('/cases/:id/holdings', { schema: held }, async (request) =>
    history.holdings(actorOf(request), request.params.id),
  );

  const trials = {
    summary: 'Past cases run through the draft, the newest first',
    tags,
    params: Type.Object({ key }),
    querystring: Type.Object({ after: Type.Optional(uuid) }),
    response: answers(draftTrials),
  };
  api.get('/services/:key/draft/trials', { schema: trials }, async (request) =>
    history.tryDraft(actorOf(request), request.params.key, request.query),
  );
}

function registerRatings(api: Api, history: Doors['application']['history']): void {
  const month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
  const code = Type.Optional(Type.String({ minLength: 1, maxLength: 190 }));
  const sums = {
    summary: 'What reporters say of results, by month, unit or category; never of fewer than five ratings',
    tags,
    querystring: Type.Object({
      from: month,
      to: month,
      unit: code,
      category: code,
      by: Type.Optional(oneOf('month', 'unit', 'category')),
    }),
    response: answers(ratingFigures),
  };
  api.get('/figures/ratings', { schema: sums }, async (request) => {
    const { by = 'month', ...rest } = request.query;
    return await history.ratings(actorOf(request), { by, ...rest });
  });

  const words = {
    summary: 'The newest ratings with what was written, of cases that the reader may see',
    tags,
    querystring: Type.Object({ unit: code }),
    response: answers(ratingComments),
  };
  api.get('/figures/rating-comments', { schema: words }, async (request) =>
    history.ratingComments(actorOf(request), request.query),
  );
}
