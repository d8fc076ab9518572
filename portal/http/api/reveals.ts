/** Seeing who reported, for who does not by the rules. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import { askReveal, decideReveal, revealDesk, revealOverview } from '../schemas/reveals.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['reveals'];
const params = Type.Object({ id: uuid });

export function registerReveals(api: Api, { application: { reveals } }: Doors): void {
  const response = answers(revealDesk);
  const desk = { summary: 'Whether one may ask to see who reported a case, and what one has asked', tags, params };
  api.get('/cases/:id/reveals', { schema: { ...desk, response } }, async (request) =>
    reveals.ofCase(actorOf(request), request.params.id),
  );

  const ask = { summary: 'Ask to see who reported a case, with a reason', tags, params, body: askReveal, response };
  api.post('/cases/:id/reveals', { schema: ask }, async (request) =>
    reveals.ask(actorOf(request), request.params.id, request.body),
  );

  const all = { summary: 'What waits for a decision, and who was let see whom', tags };
  api.get('/reveals', { schema: { ...all, response: answers(revealOverview) } }, async (request) =>
    reveals.overview(actorOf(request)),
  );

  const decide = { summary: 'Let somebody see who reported a case, or not', tags, params, body: decideReveal };
  api.post('/reveals/:id/decide', { schema: { ...decide, response: noContent } }, async (request, reply) => {
    await reveals.decide(actorOf(request), request.params.id, request.body);
    return reply.status(204).send(null);
  });
}
