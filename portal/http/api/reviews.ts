import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import {
  here,
  newPlan,
  newRemark,
  presence,
  remarkChange,
  reviewDecision,
  reviewRequest,
  reviewView,
  savedState,
  saveNote,
  saves,
  waitingReviews,
} from '../schemas/reviews.ts';
import { serviceKey } from '../schemas/services.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const params = Type.Object({ key: serviceKey });
const versionParams = Type.Object({ key: serviceKey, version: Type.Integer({ minimum: 0 }) });
const idParams = Type.Object({ key: serviceKey, id: uuid });
const tags = ['services'];

export function registerReviews(api: Api, { application: { reviews } }: Doors): void {
  const waiting = {
    summary: 'Drafts that wait for the reader to look at them',
    tags,
    response: answers(waitingReviews),
  };
  api.get('/service-reviews', { schema: waiting }, async (request) => reviews.waiting(actorOf(request)));

  const read = {
    summary: 'Review, remarks and plan of a draft or version',
    tags,
    params: versionParams,
    response: answers(reviewView),
  };
  api.get('/services/:key/versions/:version/review', { schema: read }, async (request) =>
    reviews.of(actorOf(request), request.params.key, request.params.version),
  );

  const ask = { summary: 'Ask for a review of the draft', tags, params, body: reviewRequest, response: noContent };
  api.post('/services/:key/draft/review', { schema: ask }, async (request, reply) => {
    await reviews.ask(actorOf(request), request.params.key, request.body);
    return reply.status(204).send(null);
  });

  const decide = {
    summary: 'Approve the draft, or ask for changes',
    tags,
    params,
    body: reviewDecision,
    response: noContent,
  };
  api.post('/services/:key/draft/review/decision', { schema: decide }, async (request, reply) => {
    await reviews.decide(actorOf(request), request.params.key, request.body);
    return reply.status(204).send(null);
  });

  const withdraw = { summary: 'Withdraw the request for a review', tags, params, response: noContent };
  api.delete('/services/:key/draft/review', { schema: withdraw }, async (request, reply) => {
    await reviews.withdraw(actorOf(request), request.params.key);
    return reply.status(204).send(null);
  });

  const remark = { summary: 'A remark on an element of the draft', tags, params, body: newRemark, response: noContent };
  api.post('/services/:key/draft/remarks', { schema: remark }, async (request, reply) => {
    await reviews.remark(actorOf(request), request.params.key, request.body);
    return reply.status(204).send(null);
  });

  const resolve = {
    summary: 'A remark is settled, or open again',
    tags,
    params: idParams,
    body: remarkChange,
    response: noContent,
  };
  api.put('/services/:key/draft/remarks/:id', { schema: resolve }, async (request, reply) => {
    const { key, id } = request.params;
    await reviews.resolve(actorOf(request), key, id, request.body.resolved);
    return reply.status(204).send(null);
  });

  const plan = { summary: 'Have the draft published at a moment', tags, params, body: newPlan, response: noContent };
  api.put('/services/:key/draft/plan', { schema: plan }, async (request, reply) => {
    await reviews.plan(actorOf(request), request.params.key, request.body);
    return reply.status(204).send(null);
  });

  const cancel = { summary: 'Cancel what is planned', tags, params, response: noContent };
  api.delete('/services/:key/draft/plan', { schema: cancel }, async (request, reply) => {
    await reviews.cancelPlan(actorOf(request), request.params.key);
    return reply.status(204).send(null);
  });
}

export function registerSaves(api: Api, { application: { draftSaves } }: Doors): void {
  const list = {
    summary: 'Saves of the draft, the newest first',
    tags,
    params,
    querystring: Type.Object({ path: Type.String({ maxLength: 190, default: '' }) }),
    response: answers(saves),
  };
  api.get('/services/:key/draft/saves', { schema: list }, async (request) =>
    draftSaves.list(actorOf(request), request.params.key, request.query.path),
  );

  const read = { summary: 'What a file held at a save', tags, params: idParams, response: answers(savedState) };
  api.get('/services/:key/draft/saves/:id', { schema: read }, async (request) =>
    draftSaves.read(actorOf(request), request.params.key, request.params.id),
  );

  const note = { summary: 'What a save was for', tags, params: idParams, body: saveNote, response: noContent };
  api.put('/services/:key/draft/saves/:id', { schema: note }, async (request, reply) => {
    const { key, id } = request.params;
    await draftSaves.note(actorOf(request), key, id, request.body.note);
    return reply.status(204).send(null);
  });

  const at = {
    summary: 'Say that a tab has the service open, and who else has',
    tags,
    params,
    body: here,
    response: answers(presence),
  };
  api.put('/services/:key/presence', { schema: at }, async (request) =>
    draftSaves.here(actorOf(request), request.params.key, request.body),
  );
}
