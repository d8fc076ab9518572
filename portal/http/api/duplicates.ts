/** Several reports about one matter: told before another is sent, merged while verifying, followed by everybody. */
import { Type } from 'typebox';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers, list, noContent, uuid } from '../schemas/common.ts';
import {
  candidate,
  followerReceipt,
  joining,
  nearbyCases,
  nearbyQuestion,
  splitting,
  stopping,
  together,
} from '../schemas/duplicates.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const params = Type.Object({ id: uuid });

export function registerDuplicates(api: Api, { application: { duplicates }, limits }: Doors): void {
  const tags = ['reports'];
  const nearby = {
    summary: 'Reports near a place that may be the same',
    tags,
    body: nearbyQuestion,
    response: answers(nearbyCases),
  };
  api.post('/intake/duplicates', { schema: nearby }, async (request) => {
    await limits.take('preview', request.ip);
    return await duplicates.nearby(request.body);
  });

  const join = { summary: 'This is mine too', tags, body: joining, response: answers(followerReceipt) };
  api.post('/followers', { schema: join }, async (request) => {
    await limits.take('join', request.ip);
    const { phone = '', email = '', language = request.language ?? 'vi', ...rest } = request.body;
    return await duplicates.join({ ...rest, phone, email, language });
  });

  const stop = { summary: 'Stop following', tags, body: stopping, response: noContent };
  api.post('/followers/stop', { schema: stop }, async (request, reply) => {
    await limits.take('follow', request.ip);
    if (!(await duplicates.stop(request.body.code))) throw new Refusal('NOT_FOUND', 404);
    return reply.status(204).send(null);
  });
  registerMerging(api, duplicates);
}

/** Trùng, gộp, tách. */
function registerMerging(api: Api, duplicates: Doors['application']['duplicates']): void {
  const tags = ['tasks'];
  const found = {
    summary: 'What may be the same matter as a task’s case',
    tags,
    params,
    response: answers(list(candidate)),
  };
  api.get('/tasks/:id/duplicates', { schema: found }, async (request) =>
    duplicates.candidates(actorOf(request), request.params.id),
  );

  const named = Type.Object({ id: uuid, number: Type.String({ minLength: 1, maxLength: 40 }) });
  const one = { summary: 'One case beside the task’s', tags, params: named, response: answers(candidate) };
  api.get('/tasks/:id/duplicates/:number', { schema: one }, async (request) =>
    duplicates.compare(actorOf(request), request.params.id, request.params.number),
  );

  const others = { summary: 'Who else has met the matter of a case', tags, params, response: answers(together) };
  api.get('/cases/:id/together', { schema: others }, async (request) =>
    duplicates.together(actorOf(request), request.params.id),
  );

  const split = { summary: 'Split off what was merged by mistake', tags, params, body: splitting, response: noContent };
  api.post('/cases/:id/split', { schema: split }, async (request, reply) => {
    await duplicates.split(actorOf(request), request.params.id, request.body);
    return reply.status(204).send(null);
  });
}
