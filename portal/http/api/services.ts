import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers, noContent } from '../schemas/common.ts';
import {
  gallery,
  liveCounts,
  newService,
  problems,
  publishedVersion,
  resource,
  resourceChange,
  resourceHistory,
  saved,
  serviceDetail,
  serviceKey,
  serviceList,
  tryBook,
  vocabulary,
  workGivees,
} from '../schemas/services.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const key = serviceKey;
const params = Type.Object({ key });
const versionParams = Type.Object({ key, version: Type.Integer({ minimum: 0 }) });
/** A process of 2 MiB, as JSON text. */
const resourceBytesMax = 5 * 1024 * 1024;
const pathLengthMax = 200;
const tags = ['services'];

export function registerServices(api: Api, { application: { services } }: Doors): void {
  const list = { summary: 'Services', tags, response: answers(serviceList) };
  api.get('/services', { schema: list }, async (request) => services.list(actorOf(request)));

  const detail = { summary: 'A service with its versions and draft', tags, params, response: answers(serviceDetail) };
  api.get('/services/:key', { schema: detail }, async (request) => services.get(actorOf(request), request.params.key));

  const read = {
    summary: 'A resource; version 0 is the draft',
    tags,
    params: versionParams,
    response: answers(resource),
  };
  api.get('/services/:key/versions/:version/resources/*', { schema: read }, async (request) => {
    const { key, version } = request.params;
    return await services.resource(actorOf(request), key, version, restOfPath(request));
  });

  const past = {
    summary: 'Versions in which a resource was changed',
    tags,
    params,
    response: answers(resourceHistory),
  };
  api.get('/services/:key/history/*', { schema: past }, async (request) =>
    services.history(actorOf(request), request.params.key, restOfPath(request)),
  );

  const words = { summary: 'What cells of decision tables may name', tags, response: answers(vocabulary) };
  api.get('/service-vocabulary', { schema: words }, async (request) => services.vocabulary(actorOf(request)));

  const live = { summary: 'Where the live cases stand', tags, params: versionParams, response: answers(liveCounts) };
  api.get('/services/:key/versions/:version/live', { schema: live }, async (request) =>
    services.live(actorOf(request), request.params.key, request.params.version),
  );
}

export function registerDrafts(api: Api, { application: { services } }: Doors): void {
  const save = {
    summary: 'Save into the draft',
    tags,
    params,
    body: resourceChange,
    response: answers(saved),
  };
  api.put('/services/:key/draft/resources/*', { schema: save, bodyLimit: resourceBytesMax }, async (request) => {
    const path = restOfPath(request);
    return await services.save(actorOf(request), request.params.key, { ...request.body, path });
  });

  const which = Type.Object({ revision: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false });
  const removed = Type.Object({ revision: Type.Integer() });
  const remove = {
    summary: 'Take a scenario out of the draft',
    tags,
    params,
    querystring: which,
    response: answers(removed),
  };
  api.delete('/services/:key/draft/resources/*', { schema: remove }, async (request) => {
    const { revision = null } = request.query;
    return await services.removeScenario(actorOf(request), request.params.key, { path: restOfPath(request), revision });
  });

  const book = { summary: 'All that running the draft in the browser asks', tags, params, response: answers(tryBook) };
  api.get('/services/:key/draft/trying', { schema: book }, async (request) =>
    services.trying(actorOf(request), request.params.key),
  );

  const check = { summary: 'All that stands against publishing', tags, params, response: answers(problems) };
  api.post('/services/:key/draft/check', { schema: check }, async (request) =>
    services.check(actorOf(request), request.params.key),
  );

  const body = Type.Object({ note: Type.String({ maxLength: 1000 }) }, { additionalProperties: false });
  const publish = {
    summary: 'Make the draft the newest version',
    tags,
    params,
    body,
    response: answers(publishedVersion),
  };
  api.post('/services/:key/draft/publish', { schema: publish }, async (request) =>
    services.publish(actorOf(request), request.params.key, request.body.note),
  );

  const create = { summary: 'A new service, as a draft', tags, body: newService, response: answers(saved) };
  api.post('/services', { schema: create, bodyLimit: resourceBytesMax }, async (request) =>
    services.create(actorOf(request), request.body),
  );

  const givees = { summary: 'Roles and units that work can be given to', tags, response: answers(workGivees) };
  api.get('/service-givees', { schema: givees }, async (request) => services.givees(actorOf(request)));

  const shipped = { summary: 'Services that come with the product', tags, response: answers(gallery) };
  api.get('/service-gallery', { schema: shipped }, async (request) => services.gallery(actorOf(request)));

  const discard = { summary: 'Throw the draft away', tags, params, response: noContent };
  api.delete('/services/:key/draft', { schema: discard }, async (request, reply) => {
    await services.discard(actorOf(request), request.params.key);
    return reply.status(204).send(null);
  });
}

/** What `*` stands for; kept out of the schema because TypeBox reads property names as patterns. */
function restOfPath({ params }: FastifyRequest): string {
  const path = (params as { readonly '*': string })['*'];
  if (path === '' || path.length > pathLengthMax || /\p{Cc}/u.test(path)) throw new Refusal('NOT_FOUND', 404);
  return path;
}
