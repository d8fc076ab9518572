import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, oneOf, uuid } from '../schemas/common.ts';
import { caseSteps, draftTrials, figureServices, figures, holdings } from '../schemas/history.ts';
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
