import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { HalfSignedIn, SignedIn } from '#engine/runtime/application/accounts.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers, anyRecord, list, localised, noContent, oneOf, orNull } from '../schemas/common.ts';
import { callerOf, memberOf, sessionToken } from '../session.ts';
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
    mayPublish: Type.Boolean({ description: 'Has to do with what becomes public.' }),
    mayReadOriginals: Type.Boolean({ description: 'Reads evidence as it was sent.' }),
    mayOversee: Type.Boolean({ description: 'Decides who may see a reporter, or oversees who did.' }),
    mayReadFigures: Type.Boolean({ description: 'Sees how much is done and how long it takes.' }),
    needs: orNull(oneOf('any', 'passkey')),
    news: Type.Integer({ description: 'Notices about their account that they have not read.' }),
  },
  { title: 'Me' },
);

const credentials = Type.Object(
  { username: Type.String({ minLength: 1, maxLength: 100 }), password: Type.String({ minLength: 1, maxLength: 200 }) },
  { additionalProperties: false },
);

const tags = ['session'];

export function registerSession(api: Api, { application, site }: Doors): void {
  const me = { summary: 'Who is signed in', tags, response: answers(reader) };
  api.get('/me', { schema: me }, async (request) => {
    const member = memberOf(request);
    const rights = request.actor === null ? noRights : await rightsOf(application, request.actor);
    const news = await application.ownAccounts.news(member);
    return { ...member, ...rights, needs: member.session.needs, news };
  });

  const signIn = {
    summary:
      'Sign in; where the account has a second factor the answer is 401 SECOND_FACTOR_ASKED, and the code follows',
    tags,
    body: credentials,
    response: answers(actor),
  };
  api.post('/session', { schema: signIn }, async (request, reply) => {
    const { from, agent } = callerOf(request);
    const outcome = await application.accounts.signIn(request.body, from, agent);
    if (outcome === undefined) throw new Refusal('WRONG_CREDENTIALS', 401);
    return await entered(reply, outcome);
  });

  const signOut = { summary: 'Sign out', tags, response: noContent };
  api.delete('/session', { schema: signOut }, async (request, reply) => {
    const token = sessionToken(request, site.publicUrl.startsWith('https:'));
    if (token !== undefined) await application.accounts.signOut(token);
    return reply.endSession().status(204).send(null);
  });
  registerSecondStep(api, application);
}

function registerSecondStep(api: Api, { accounts }: Doors['application']): void {
  const strict = { additionalProperties: false };
  const code = {
    summary: 'The second step of a sign-in: a code of the authenticator app, or a recovery code',
    tags,
    body: Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, strict),
    response: answers(actor),
  };
  api.post('/session/code', { schema: code }, async (request, reply) => {
    const token = stepOf(request, 'second');
    const outcome = await accounts.enterCode(token, request.body.code, callerOf(request));
    if (outcome === undefined) throw new Refusal('CODE_WRONG', 401);
    return await entered(reply, outcome);
  });

  const challenge = {
    summary: 'A challenge for a passkey, good once: of anybody, or as the second step of a sign-in',
    tags,
    body: Type.Object({ second: Type.Boolean() }, strict),
    response: answers(Type.Object({ options: anyRecord }, { title: 'PasskeyChallenge' })),
  };
  api.post('/session/passkey/challenge', { schema: challenge, config: { quiet: true } }, async (request, reply) => {
    const half = request.body.second ? stepOf(request, 'second') : undefined;
    const { options, ...secret } = await accounts.passkeyChallenge(half, request.ip);
    reply.keepStep('passkey', secret);
    return { options: options as Record<string, unknown> };
  });

  const passkey = {
    summary: 'Sign in with a passkey: the answer to the challenge',
    tags,
    body: Type.Object({ response: anyRecord }, strict),
    response: answers(actor),
  };
  api.post('/session/passkey', { schema: passkey }, async (request, reply) => {
    const token = stepOf(request, 'passkey');
    const outcome = await accounts.signInByPasskey(token, request.body.response, callerOf(request));
    if (outcome === undefined) throw new Refusal('PASSKEY_NOT_VALID', 401);
    return await entered(reply, outcome);
  });
}

function stepOf(request: FastifyRequest, step: 'second' | 'passkey'): string {
  const token = request.stepToken(step);
  if (token === undefined) throw new Refusal('SIGN_IN_OVER', 401);
  return token;
}

async function entered(reply: FastifyReply, outcome: SignedIn | HalfSignedIn) {
  if (outcome.actor === undefined) {
    reply.keepStep('second', outcome);
    throw new Refusal('SECOND_FACTOR_ASKED', 401, { factors: outcome.factors.join(', ') });
  }
  await reply.startSession(outcome);
  return outcome.actor;
}

const noRights = {
  mayConnect: false,
  mayReceive: false,
  mayReadRegister: false,
  mayReadFigures: false,
  mayPublish: false,
  mayReadOriginals: false,
  mayOversee: false,
  maySeeInstallation: false,
  mayGive: false,
  configures: [],
};

async function rightsOf(application: Doors['application'], who: Actor) {
  const { assignments, documents, dossiers, external, history, installation, organisation } = application;
  const { originals, publications, reveals } = application;
  const rights = {
    mayConnect: external.mayConnect(who),
    mayReceive: dossiers.mayReceive(who),
    mayReadRegister: documents.mayReadRegister(who),
    mayReadFigures: history.mayReadFigures(who),
    maySeeInstallation: installation.maySee(who),
    mayGive: assignments.mayGive(who),
    mayPublish: publications.mayPublish(who),
    mayReadOriginals: originals.mayRead(who),
    mayOversee: reveals.mayOversee(who),
  };
  const answered = Object.entries(rights).map(async ([name, may]) => [name, await may] as const);
  return {
    ...(Object.fromEntries(await Promise.all(answered)) as { readonly [right in keyof typeof rights]: boolean }),
    configures: await organisation.configures(who),
  };
}
