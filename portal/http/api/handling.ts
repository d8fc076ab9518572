/** How tasks find their official, and what bounds their going from hand to hand, kept by administrators. */
import type { Doors } from '../doors.ts';
import { answers } from '../schemas/common.ts';
import { givingAnswer, givingTrial, handlingChange, handlingView } from '../schemas/handling.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['city'];

export function registerHandling(api: Api, { application: { handling } }: Doors): void {
  const book = { summary: 'How tasks find their official', tags, response: answers(handlingView) };
  api.get('/city/handling', { schema: book }, async (request) => handling.book(actorOf(request)));

  const save = { summary: 'Change it', tags, body: handlingChange, response: answers(handlingView) };
  api.put('/city/handling', { schema: save }, async (request) => handling.save(actorOf(request), request.body));

  const trial = { summary: 'Who would get the next task', tags, body: givingTrial, response: answers(givingAnswer) };
  api.post('/city/handling/try', { schema: trial }, async (request) =>
    handling.tryGiving(actorOf(request), request.body),
  );
}
