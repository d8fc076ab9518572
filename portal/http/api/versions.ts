import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, list, orNull } from '../schemas/common.ts';
import { problems, publishedVersion, resourceSummary, serviceKey } from '../schemas/services.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const params = Type.Object({ key: serviceKey, version: Type.Integer({ minimum: 0 }) });
const tags = ['services'];
const changedResources = list(
  Type.Object(
    { ...resourceSummary, before: orNull(Type.String()), after: orNull(Type.String()) },
    { title: 'ChangedResource' },
  ),
);

export function registerVersions(api: Api, { application: { versions } }: Doors): void {
  const differences = {
    summary: 'Files that are others in another version; version 0 is the draft',
    tags,
    params,
    querystring: Type.Object({ to: Type.Integer({ minimum: 0, default: 0 }) }),
    response: answers(changedResources),
  };
  api.get('/services/:key/versions/:version/differences', { schema: differences }, async (request) => {
    const { key, version } = request.params;
    return await versions.differences(actorOf(request), key, { from: version, to: request.query.to });
  });

  const check = { summary: 'All that stands against using a version again', tags, params, response: answers(problems) };
  api.post('/services/:key/versions/:version/check', { schema: check }, async (request) =>
    versions.check(actorOf(request), request.params.key, request.params.version),
  );

  const body = Type.Object({ note: Type.String({ maxLength: 1000 }) }, { additionalProperties: false });
  const again = {
    summary: 'Publish what an earlier version holds as the newest version',
    tags,
    params,
    body,
    response: answers(publishedVersion),
  };
  api.post('/services/:key/versions/:version/use-again', { schema: again }, async (request) => {
    const { key, version } = request.params;
    return await versions.rollBack(actorOf(request), key, { version, note: request.body.note });
  });
}
