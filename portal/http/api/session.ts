import { Type } from 'typebox';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers, list, localised, noContent } from '../schemas/common.ts';
import { actorOf, sessionToken } from '../session.ts';
import type { Api } from './api.ts';

const person = {
  accountId: Type.String(),
  username: Type.String(),
  displayName: Type.String(),
  posts: list(
    Type.Object({
      role: Type.String(),
      unit: Type.String(),
      unitName: Type.Optional(localised),
      onBehalfOf: Type.Optional(
        Type.Object(
          {
            username: Type.String(),
            displayName: Type.String(),
            until: Type.String(),
            delegated: Type.Boolean(),
            categories: list(Type.String()),
          },
          { title: 'Absent', description: 'Held for somebody who is away, or has delegated it, up to this day.' },
        ),
      ),
    }),
  ),
};
const actor = Type.Object(person, { title: 'Actor' });
const reader = Type.Object(
  {
    ...person,
    mayConnect: Type.Boolean({ description: 'Lets programs outside in and out.' }),
    maySeeInstallation: Type.Boolean({ description: 'Sees how the audit and the background duties stand.' }),
    configures: list(Type.String({ description: 'Parts of the city that they keep, e.g. `organisation`.' })),
    mayGive: Type.Boolean({ description: 'Gives the work of a unit to its people.' }),
    mayReceive: Type.Boolean({ description: 'Receives dossiers at a desk.' }),
    mayReadRegister: Type.Boolean({ description: 'Sees dossiers in the register.' }),
    mayReadFigures: Type.Boolean({ description: 'Sees how much is done and how long it takes.' }),
  },
  { title: 'Me' },
);

const credentials = Type.Object(
  { username: Type.String({ minLength: 1, maxLength: 100 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

export function registerSession(api: Api, { application, site }: Doors): void {
  const tags = ['session'];

  const me = { summary: 'Who is signed in', tags, response: answers(reader) };
  api.get('/me', { schema: me }, async (request) => {
    const signedIn = actorOf(request);
    const { assignments, documents, dossiers, external, history, installation, organisation } = application;
    const [mayConnect, mayReceive, mayReadRegister, mayReadFigures, maySeeInstallation, configures, mayGive] =
      await Promise.all([
        external.mayConnect(signedIn),
        dossiers.mayReceive(signedIn),
        documents.mayReadRegister(signedIn),
        history.mayReadFigures(signedIn),
        installation.maySee(signedIn),
        organisation.configures(signedIn),
        assignments.mayGive(signedIn),
      ]);
    return {
      ...signedIn,
      mayConnect,
      mayReceive,
      mayReadRegister,
      mayReadFigures,
      maySeeInstallation,
      mayGive,
      configures,
    };
  });

  const signIn = { summary: 'Sign in', tags, body: credentials, response: answers(actor) };
  api.post('/session', { schema: signIn }, async (request, reply) => {
    const session = await application.accounts.signIn(request.body, request.ip);
    if (session === undefined) throw new Refusal('WRONG_CREDENTIALS', 401);
    reply.startSession(session);
    return session.actor;
  });

  const signOut = { summary: 'Sign out', tags, response: noContent };
  api.delete('/session', { schema: signOut }, async (request, reply) => {
    const token = sessionToken(request, site.publicUrl.startsWith('https:'));
    if (token !== undefined) await application.accounts.signOut(token);
    return reply.endSession().status(204).send(null);
  });
}
