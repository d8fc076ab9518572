/** What becomes public of a case: texts with what looks personal in them, covered photos, versions. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import {
  correction,
  coveredPhoto,
  covering,
  decision,
  foundInTexts,
  publicationDesk,
  publicResults,
  publicTexts,
  waitingCorrections,
  withdrawal,
} from '../schemas/publications.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['publications'];
const params = Type.Object({ id: uuid });

export function registerPublications(api: Api, { application: { publications } }: Doors): void {
  const desk = { summary: 'What there is to publish of a case, and every version', tags, params };
  api.get('/cases/:id/publication', { schema: { ...desk, response: answers(publicationDesk) } }, async (request) =>
    publications.ofCase(actorOf(request), request.params.id),
  );

  const find = { summary: 'What looks like personal data in texts', tags, params, body: publicTexts };
  api.post(
    '/cases/:id/publication/findings',
    { schema: { ...find, response: answers(foundInTexts) } },
    async (request) => publications.findings(actorOf(request), request.params.id, request.body),
  );

  const one = Type.Object({ id: uuid, photo: uuid });
  const cover = { summary: 'Burn boxes into a copy of a photo', tags, params: one, body: covering };
  api.put(
    '/cases/:id/publication/photos/:photo',
    { schema: { ...cover, response: answers(coveredPhoto) } },
    async (request) => publications.cover(actorOf(request), request.params.id, request.params.photo, request.body),
  );
  registerVersions(api, publications);
}

/** Sửa, duyệt, gỡ. */
function registerVersions(api: Api, publications: Doors['application']['publications']): void {
  const correct = { summary: 'Prepare a correction', tags, params, body: correction, response: noContent };
  api.post('/cases/:id/publication/corrections', { schema: correct }, async (request, reply) => {
    await publications.correct(actorOf(request), request.params.id, request.body);
    return reply.status(204).send(null);
  });

  const decide = { summary: 'Approve or refuse a correction', tags, params, body: decision, response: noContent };
  api.post('/cases/:id/publication/decision', { schema: decide }, async (request, reply) => {
    await publications.decide(actorOf(request), request.params.id, request.body);
    return reply.status(204).send(null);
  });

  const withdraw = { summary: 'Take off what is public', tags, params, body: withdrawal, response: noContent };
  api.post('/cases/:id/publication/withdrawal', { schema: withdraw }, async (request, reply) => {
    await publications.withdraw(actorOf(request), request.params.id, request.body);
    return reply.status(204).send(null);
  });

  const querystring = Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })) });
  const found = { summary: 'Public results that one may correct', tags, querystring, response: answers(publicResults) };
  api.get('/publications', { schema: found }, async (request) =>
    publications.find(actorOf(request), request.query.q ?? ''),
  );

  const waiting = { summary: 'Corrections that wait for approval', tags, response: answers(waitingCorrections) };
  api.get('/publications/waiting', { schema: waiting }, async (request) => publications.waiting(actorOf(request)));
}
