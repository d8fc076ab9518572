/** Giving tasks to people, how much each of them has, and who answers for which area. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { toProblem } from '../problems.ts';
import {
  answeringFor,
  candidateList,
  givenList,
  giving,
  loadList,
  responsibilityList,
  transfer,
  transferPlaces,
  transferred,
} from '../schemas/assignments.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

export function registerAssignments(api: Api, { application: { assignments } }: Doors): void {
  const tags = ['tasks'];
  const querystring = Type.Object({ tasks: Type.String({ maxLength: 2_000, description: 'Ids, with commas.' }) });
  const who = { summary: 'Who may have these tasks', tags, querystring, response: answers(candidateList) };
  api.get('/tasks/candidates', { schema: who }, async (request) =>
    assignments.candidates(actorOf(request), request.query.tasks.split(',')),
  );

  const give = {
    summary: 'Give tasks to somebody, or back to the unit',
    tags,
    body: giving,
    response: answers(givenList),
  };
  api.post('/tasks/assign', { schema: give }, async (request) => {
    const given = await assignments.assign(actorOf(request), request.body);
    return given.map(({ taskId, refused }) => ({
      taskId,
      problem: refused === null ? null : toProblem(refused, request.language ?? 'vi', request.id),
    }));
  });

  const taskId = Type.Object({ id: uuid });
  const where = { summary: 'Units that a task may go to', tags, params: taskId, response: answers(transferPlaces) };
  api.get('/tasks/:id/transfer', { schema: where }, async (request) =>
    assignments.transferPlaces(actorOf(request), request.params.id),
  );

  const hand = {
    summary: 'Hand a task to another unit',
    tags,
    params: taskId,
    body: transfer,
    response: answers(transferred),
  };
  api.post('/tasks/:id/transfer', { schema: hand }, async (request) =>
    assignments.transfer(actorOf(request), request.params.id, request.body),
  );

  const load = { summary: 'How much each person of my units has', tags, response: answers(loadList) };
  api.get('/load', { schema: load }, async (request) => assignments.load(actorOf(request)));

  const all = { summary: 'Who answers for which area', tags: ['city'], response: answers(responsibilityList) };
  api.get('/city/responsibilities', { schema: all }, async (request) => assignments.responsibilities(actorOf(request)));

  const params = Type.Object({ id: uuid });
  const save = {
    summary: 'Say what a post answers for',
    tags: ['city'],
    params,
    body: answeringFor,
    response: noContent,
  };
  api.put('/city/responsibilities/:id', { schema: save }, async (request, reply) => {
    await assignments.saveResponsibilities(actorOf(request), request.params.id, request.body.answers);
    return reply.status(204).send(null);
  });
}
