/** Routing that can be asked: by administrators at large, by an official about the case at hand. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, uuid } from '../schemas/common.ts';
import {
  coverageReport,
  routeAnswer,
  routedVersion,
  routeTrial,
  routingBook,
  routingChanges,
  unitReason,
} from '../schemas/routing.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
const serviceKey = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,99}$' });

export function registerRouting(api: Api, { application: { routing } }: Doors): void {
  const book = { summary: 'What routing can be asked about', tags, response: answers(routingBook) };
  api.get('/city/routing', { schema: book }, async (request) => routing.book(actorOf(request)));

  const trial = { summary: 'Who would get a report, and why', tags, body: routeTrial, response: answers(routeAnswer) };
  api.post('/city/routing/try', { schema: trial }, async (request) => routing.tryRoute(actorOf(request), request.body));

  const whole = {
    summary: 'Ask every place, category and time',
    tags,
    body: routedVersion,
    response: answers(coverageReport),
  };
  api.post('/city/routing/coverage', { schema: whole }, async (request) =>
    routing.coverage(actorOf(request), request.body),
  );

  const changes = {
    summary: 'What the draft’s rules would change',
    tags,
    params: Type.Object({ key: serviceKey }),
    response: answers(routingChanges),
  };
  api.post('/city/routing/:key/changes', { schema: changes }, async (request) =>
    routing.changes(actorOf(request), request.params.key),
  );

  const params = Type.Object({ id: uuid });
  const why = { summary: 'Why the case is with its unit', tags: ['tasks'], params, response: answers(unitReason) };
  api.get('/tasks/:id/route', { schema: why }, async (request) => routing.whyUnit(actorOf(request), request.params.id));
}
