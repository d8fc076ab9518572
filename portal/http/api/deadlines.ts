/** Deadlines of cases: their account, pauses, and more time. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, uuid } from '../schemas/common.ts';
import {
  askExtension,
  caseDeadlines,
  decideExtension,
  myDeadlines,
  pauseClock,
  resumeClock,
} from '../schemas/deadlines.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['deadlines'];
const params = Type.Object({ id: uuid });
const response = answers(caseDeadlines);

export function registerDeadlines(api: Api, { application: { deadlines } }: Doors): void {
  const mine = {
    summary: 'What waits for me: requests for more time, clocks I answer for',
    tags,
    response: answers(myDeadlines),
  };
  api.get('/deadlines', { schema: mine }, async (request) => deadlines.mine(actorOf(request)));

  const one = { summary: 'The clocks of a case with every interval that counted and did not', tags, params, response };
  api.get('/cases/:id/deadlines', { schema: one }, async (request) =>
    deadlines.ofCase(actorOf(request), request.params.id),
  );

  const pause = { summary: 'Pause the clocks of a case', tags, params, body: pauseClock, response };
  api.post('/cases/:id/deadlines/pause', { schema: pause }, async (request) =>
    deadlines.pause(actorOf(request), request.params.id, request.body),
  );

  const resume = { summary: 'Let the clocks of a case go on', tags, params, body: resumeClock, response };
  api.post('/cases/:id/deadlines/resume', { schema: resume }, async (request) =>
    deadlines.resume(actorOf(request), request.params.id, request.body),
  );

  const ask = { summary: 'Ask for more time', tags, params, body: askExtension, response };
  api.post('/cases/:id/deadlines/extensions', { schema: ask }, async (request) =>
    deadlines.ask(actorOf(request), request.params.id, request.body),
  );

  const decide = { summary: 'Grant or refuse more time', tags, params, body: decideExtension, response };
  api.post('/extensions/:id/decision', { schema: decide }, async (request) =>
    deadlines.decide(actorOf(request), request.params.id, request.body),
  );
}
