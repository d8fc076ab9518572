/** What each role asks for at sign-in, and help for people who cannot get in. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, uuid } from '../schemas/common.ts';
import { username } from '../schemas/people.ts';
import {
  factorReset,
  linkCode,
  linkCodeOrder,
  personSignIn,
  signInPolicy,
  signInPolicyChange,
} from '../schemas/sign-in-book.ts';
import { actorOf, sessionActorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['people'];
const params = Type.Object({ username });

export function registerSignInBook(api: Api, { application: { signInBook } }: Doors): void {
  const policy = { summary: 'What each role asks for at sign-in', tags, response: answers(signInPolicy) };
  api.get('/city/sign-in', { schema: policy }, async (request) => signInBook.policy(actorOf(request)));

  const save = { summary: 'Change it', tags, body: signInPolicyChange, response: answers(signInPolicy) };
  api.put('/city/sign-in', { schema: save }, async (request) => signInBook.savePolicy(actorOf(request), request.body));

  const waiting = { tags, params: Type.Object({ id: uuid }), response: answers(signInPolicy) };
  const confirm = {
    ...waiting,
    summary: 'Confirm a change that weakens the policy: somebody else than who proposed it',
  };
  api.post('/city/sign-in/changes/:id/confirm', { schema: confirm }, async (request) =>
    signInBook.confirmChange(sessionActorOf(request), request.params.id),
  );

  const withdraw = { ...waiting, summary: 'Give up a change that waits' };
  api.delete('/city/sign-in/changes/:id', { schema: withdraw }, async (request) =>
    signInBook.withdrawChange(actorOf(request), request.params.id),
  );

  const person = { summary: 'How somebody signs in, and where', tags, params, response: answers(personSignIn) };
  api.get('/city/people/:username/sign-in', { schema: person }, async (request) =>
    signInBook.person(actorOf(request), request.params.username),
  );

  const signOut = { summary: 'End all sessions of somebody', tags, params, response: answers(personSignIn) };
  api.delete('/city/people/:username/sessions', { schema: signOut }, async (request) =>
    signInBook.signOut(actorOf(request), request.params.username),
  );

  const reset = {
    summary: 'Take the second factors of somebody away, with a reason; they are told',
    tags,
    params,
    body: factorReset,
    response: answers(personSignIn),
  };
  api.post('/city/people/:username/factors/reset', { schema: reset }, async (request) =>
    signInBook.resetFactors(sessionActorOf(request), request.params.username, request.body.reason),
  );

  const code = {
    summary: 'A code with which somebody links an identity of a provider',
    tags,
    params,
    body: linkCodeOrder,
    response: answers(linkCode),
  };
  api.post('/city/people/:username/link-code', { schema: code }, async (request) =>
    signInBook.linkCode(sessionActorOf(request), request.params.username, request.body.provider),
  );

  const unlink = {
    summary: 'Take a link to an identity provider away',
    tags,
    params: Type.Object({ username, id: uuid }),
    response: answers(personSignIn),
  };
  api.delete('/city/people/:username/links/:id', { schema: unlink }, async (request) =>
    signInBook.unlink(actorOf(request), request.params.username, request.params.id),
  );
}
