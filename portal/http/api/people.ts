/** People, their accounts and posts for who keeps them; absences for everybody. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import {
  deactivation,
  firstPassword,
  handedOut,
  newAbsence,
  newPerson,
  newPost,
  ownAbsences,
  peopleList,
  personChange,
  personDetail,
  postEnd,
  username,
  usernames,
} from '../schemas/people.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['people'];
const params = Type.Object({ username });

export function registerPeople(api: Api, doors: Doors): void {
  registerAccounts(api, doors);
  registerPosts(api, doors);
  registerAbsences(api, doors);
}

function registerAccounts(api: Api, { application: { people } }: Doors): void {
  const all = { summary: 'Everybody with an account', tags, response: answers(peopleList) };
  api.get('/city/people', { schema: all }, async (request) => people.all(actorOf(request)));

  const create = {
    summary: 'Make an account; its first password is shown this once',
    tags,
    body: newPerson,
    response: answers(firstPassword),
  };
  api.post('/city/people', { schema: create }, async (request) => people.create(actorOf(request), request.body));

  const one = { summary: 'One person with what hangs on the account', tags, params, response: answers(personDetail) };
  api.get('/city/people/:username', { schema: one }, async (request) =>
    people.one(actorOf(request), request.params.username),
  );

  const change = { summary: 'Name and address', tags, params, body: personChange, response: answers(personDetail) };
  api.put('/city/people/:username', { schema: change }, async (request) =>
    people.change(actorOf(request), request.params.username, request.body),
  );

  const reset = { summary: 'A new first password, shown this once', tags, params, response: answers(firstPassword) };
  api.post('/city/people/:username/password', { schema: reset }, async (request) =>
    people.resetPassword(actorOf(request), request.params.username),
  );

  const handOut = {
    summary: 'First passwords for those of them who have not signed in yet, shown this once',
    tags,
    body: usernames,
    response: answers(handedOut),
  };
  api.post('/city/people/first-passwords', { schema: handOut }, async (request) =>
    people.firstPasswords(actorOf(request), request.body.usernames),
  );

  const deactivate = {
    summary: 'Close an account; its tasks go back to their units or to somebody',
    tags,
    params,
    body: deactivation,
    response: answers(personDetail),
  };
  api.post('/city/people/:username/deactivate', { schema: deactivate }, async (request) =>
    people.deactivate(actorOf(request), request.params.username, request.body),
  );

  const activate = { summary: 'Open an account again', tags, params, response: answers(personDetail) };
  api.post('/city/people/:username/activate', { schema: activate }, async (request) =>
    people.activate(actorOf(request), request.params.username),
  );
}

function registerPosts(api: Api, { application: { people } }: Doors): void {
  const give = { summary: 'Give a post', tags, params, body: newPost, response: answers(personDetail) };
  api.post('/city/people/:username/posts', { schema: give }, async (request) =>
    people.givePost(actorOf(request), request.params.username, request.body),
  );

  const end = {
    summary: 'A post ends',
    tags,
    params: Type.Object({ username, id: uuid }),
    body: postEnd,
    response: answers(personDetail),
  };
  api.post('/city/people/:username/posts/:id/end', { schema: end }, async (request) =>
    people.endPost(actorOf(request), request.params.username, { id: request.params.id, ...request.body }),
  );
}

function registerAbsences(api: Api, { application: { people } }: Doors): void {
  const own = { summary: 'When I am away, and for whom I stand in', tags, response: answers(ownAbsences) };
  api.get('/absences', { schema: own }, async (request) => people.ownAbsences(actorOf(request)));

  const set = { summary: 'Somebody is away, and who stands in', tags, body: newAbsence, response: noContent };
  api.post('/absences', { schema: set }, async (request, reply) => {
    await people.beAway(actorOf(request), request.body);
    return reply.status(204).send(null);
  });

  const end = {
    summary: 'Take an absence back, or end it early',
    tags,
    params: Type.Object({ id: uuid }),
    response: noContent,
  };
  api.delete('/absences/:id', { schema: end }, async (request, reply) => {
    await people.endAbsence(actorOf(request), request.params.id);
    return reply.status(204).send(null);
  });
}
