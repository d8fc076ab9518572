/** Reorganisations: planned, looked at, confirmed, followed. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, list, noContent, uuid } from '../schemas/common.ts';
import { confirmed, draft, preview, reorganisation, reorganisationDetail } from '../schemas/reorganisations.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];
const params = Type.Object({ id: uuid });

export function registerReorganisations(api: Api, { application: { reorganisations } }: Doors): void {
  const all = { summary: 'Reorganisations, the newest first', tags, response: answers(list(reorganisation)) };
  api.get('/city/reorganisations', { schema: all }, async (request) => reorganisations.all(actorOf(request)));

  const look = { summary: 'What a plan would move; nothing is written', tags, body: draft, response: answers(preview) };
  api.post('/city/reorganisations/preview', { schema: look, config: { quiet: true } }, async (request) =>
    reorganisations.preview(actorOf(request), request.body),
  );

  const confirm = { summary: 'Confirm a plan', tags, body: confirmed, response: answers(reorganisation) };
  api.post('/city/reorganisations', { schema: confirm }, async (request) =>
    reorganisations.confirm(actorOf(request), request.body),
  );

  const one = { summary: 'How far it has come, and its report', tags, params, response: answers(reorganisationDetail) };
  api.get('/city/reorganisations/:id', { schema: one }, async (request) =>
    reorganisations.one(actorOf(request), request.params.id),
  );

  const cancel = { summary: 'Cancel it before its day', tags, params, response: noContent };
  api.post('/city/reorganisations/:id/cancel', { schema: cancel }, async (request, reply) => {
    await reorganisations.cancel(actorOf(request), request.params.id);
    return reply.status(204).send(null);
  });
}
