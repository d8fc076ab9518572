import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, anyRecord, orNull, submissionBody, uuid } from '../schemas/common.ts';
import {
  completion,
  noticePreviews,
  recall,
  recentTasks,
  sendBack,
  taskDetail,
  wayBack,
  waysBack,
  worklist,
  worklistView,
} from '../schemas/tasks.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';
import { readApiSubmission } from './submission.ts';

const params = Type.Object({ id: uuid });
const tags = ['tasks'];

export function registerTasks(api: Api, { application: { tasks } }: Doors): void {
  const query = Type.Object({
    view: Type.Optional(worklistView),
    q: Type.Optional(Type.String({ maxLength: 200 })),
    after: Type.Optional(Type.String({ maxLength: 500 })),
    unit: Type.Optional(Type.String({ maxLength: 60, description: 'With `role`: a line of GET /load.' })),
    role: Type.Optional(Type.String({ maxLength: 60 })),
    holder: Type.Optional(Type.String({ maxLength: 60, description: 'Who has them; left out: nobody.' })),
  });
  const list = { summary: 'The worklist', tags, querystring: query, response: answers(worklist) };
  api.get('/tasks', { schema: list }, async (request) => {
    const { view = 'mine', unit, role, holder = '', ...rest } = request.query;
    const held = unit === undefined || role === undefined ? {} : { held: { unit, role, holder } };
    return await tasks.worklist(actorOf(request), { view, ...rest, ...held });
  });

  const detail = { summary: 'One task with all that is needed to do it', tags, params, response: answers(taskDetail) };
  api.get('/tasks/:id', { schema: detail }, async (request) => tasks.task(actorOf(request), request.params.id));

  const claim = { summary: 'Take a task', tags, params, response: answers(taskDetail) };
  api.post('/tasks/:id/claim', { schema: claim }, async (request) => tasks.claim(actorOf(request), request.params.id));

  const release = { summary: 'Give a task back', tags, params, response: answers(taskDetail) };
  api.post('/tasks/:id/release', { schema: release }, async (request) =>
    tasks.release(actorOf(request), request.params.id),
  );

  registerReturns(api, tasks);

  const body = Type.Object({ values: anyRecord }, { additionalProperties: false });
  const preview = { summary: 'What the citizen would get', tags, params, body, response: answers(noticePreviews) };
  api.post('/tasks/:id/notice-preview', { schema: preview }, async (request) =>
    tasks.noticePreview(actorOf(request), request.params.id, request.body.values),
  );
}

/** Trả lại, thu hồi. */
function registerReturns(api: Api, tasks: Doors['application']['tasks']): void {
  const ways = { summary: 'Steps that a task may be sent back to', tags, params, response: answers(waysBack) };
  api.get('/tasks/:id/ways-back', { schema: ways }, async (request) =>
    tasks.waysBack(actorOf(request), request.params.id),
  );

  const next = answers(Type.Object({ next: orNull(Type.String()) }));
  const back = { summary: 'Send a task back to an earlier step', tags, params, body: sendBack, response: next };
  api.post('/tasks/:id/send-back', { schema: back }, async (request) =>
    tasks.sendBack(actorOf(request), request.params.id, request.body),
  );

  const mine = { summary: 'What I have completed lately', tags, response: answers(recentTasks) };
  api.get('/tasks/recent', { schema: mine }, async (request) => tasks.recent(actorOf(request)));

  const ask = { summary: 'What taking a completed step back would mean', tags, params, response: answers(wayBack) };
  api.get('/tasks/:id/recall', { schema: ask }, async (request) =>
    tasks.recallable(actorOf(request), request.params.id),
  );

  const take = { summary: 'Take a completed step back', tags, params, body: recall, response: next };
  api.post('/tasks/:id/recall', { schema: take }, async (request) =>
    tasks.recall(actorOf(request), request.params.id, request.body),
  );
}

/** Completing takes files, so it lives where multipart is read. */
export function registerTaskCompletion(api: Api, { application: { tasks } }: Doors): void {
  const complete = {
    summary: 'Complete a task with its form',
    tags,
    params,
    body: submissionBody(completion),
    response: answers(Type.Object({ next: orNull(Type.String()) })),
  };
  api.post('/tasks/:id/complete', { schema: complete }, async (request) => {
    const actor = actorOf(request);
    const { values, submissionKey, files } = await readApiSubmission(request);
    return await tasks.complete(actor, request.params.id, { values, submissionKey, files });
  });
}
