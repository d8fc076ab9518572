/** Officials and the reporter of a case write to each other. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, submissionBody, uuid } from '../schemas/common.ts';
import { answerMessage, relayView, reporterRelay, seeMessages, writeMessage } from '../schemas/relay.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';
import { readApiSubmission } from './submission.ts';

const params = Type.Object({ id: uuid });
const response = answers(relayView);

export function registerRelay(api: Api, { application: { relay } }: Doors): void {
  const tags = ['tasks'];
  const all = { summary: 'Messages between officials and the reporter', tags, params, response };
  api.get('/tasks/:id/messages', { schema: all }, async (request) => relay.ofTask(actorOf(request), request.params.id));

  const write = { summary: 'Write to the reporter', tags, params, body: writeMessage, response };
  api.post('/tasks/:id/messages', { schema: write }, async (request) =>
    relay.write(actorOf(request), request.params.id, request.body),
  );

  const see = { summary: 'Take note of what the reporter has written', tags, params, body: seeMessages, response };
  api.post('/tasks/:id/messages/seen', { schema: see }, async (request) =>
    relay.see(actorOf(request), request.params.id, request.body.upTo),
  );
}

/** An answer may bring photos, so it lives where multipart is read. */
export function registerRelayAnswer(api: Api, { application: { relay }, limits }: Doors): void {
  const answer = {
    summary: 'Answer a message of the office',
    tags: ['reports'],
    params: Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }),
    body: submissionBody(answerMessage),
    response: answers(reporterRelay),
  };
  api.post('/reports/:code/messages', { schema: answer }, async (request) => {
    await limits.take('answer', request.ip);
    const { secret = '', values, submissionKey, files } = await readApiSubmission(request);
    const text = typeof values['text'] === 'string' ? values['text'] : '';
    return await relay.answer({ code: request.params.code, secret, text, submissionKey, files });
  });
}
