/** One's own account: sessions, password, second factors. Open also to who has to set up a second factor first. */
import { Type } from 'typebox';
import { qrPath } from '#engine/documents/codes.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import {
  askedPasskey,
  askedTotp,
  code,
  emailOrder,
  newPasskey,
  ownAccount,
  passkeyTitle,
  passwordChange,
  recoveryCodes,
} from '../schemas/account.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import { memberOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['account'];
const params = Type.Object({ id: uuid });

export function registerAccount(api: Api, doors: Doors): void {
  registerView(api, doors);
  registerTotp(api, doors);
  registerPasskeys(api, doors);
}

function registerView(api: Api, { application: { ownAccounts } }: Doors): void {
  const view = { summary: 'My account: how I sign in, and where I am signed in', tags, response: answers(ownAccount) };
  api.get('/account', { schema: view }, async (request) => ownAccounts.view(memberOf(request)));

  const seen = { summary: 'I have read the notices', tags, response: noContent };
  api.post('/account/notices/seen', { schema: seen }, async (request, reply) => {
    await ownAccounts.seen(memberOf(request));
    return reply.status(204).send(null);
  });

  const endOne = { summary: 'End one of my sessions', tags, params, response: noContent };
  api.delete('/account/sessions/:id', { schema: endOne }, async (request, reply) => {
    await ownAccounts.endSession(memberOf(request), request.params.id);
    return reply.status(204).send(null);
  });

  const endOthers = { summary: 'End all my sessions but this one', tags, response: noContent };
  api.delete('/account/sessions', { schema: endOthers }, async (request, reply) => {
    await ownAccounts.endOthers(memberOf(request));
    return reply.status(204).send(null);
  });

  const password = {
    summary: 'Change my password; every other session ends',
    tags,
    body: passwordChange,
    response: noContent,
  };
  api.put('/account/password', { schema: password }, async (request, reply) => {
    await ownAccounts.changePassword(memberOf(request), request.body);
    return reply.status(204).send(null);
  });

  const askEmail = { summary: 'Send a code to my address', tags, body: emailOrder, response: noContent };
  api.post('/account/email', { schema: askEmail }, async (request, reply) => {
    await ownAccounts.askEmail(memberOf(request), request.body.email);
    return reply.status(204).send(null);
  });

  const keepEmail = {
    summary: 'The address is mine: the code that was sent there',
    tags,
    body: code,
    response: noContent,
  };
  api.put('/account/email', { schema: keepEmail }, async (request, reply) => {
    await ownAccounts.keepEmail(memberOf(request), request.body.code);
    return reply.status(204).send(null);
  });

  const unlink = { summary: 'Take away a link to an identity provider', tags, params, response: noContent };
  api.delete('/account/links/:id', { schema: unlink }, async (request, reply) => {
    await ownAccounts.unlink(memberOf(request), request.params.id);
    return reply.status(204).send(null);
  });
}

function registerTotp(api: Api, { application: { ownAccounts } }: Doors): void {
  const ask = {
    summary: 'A secret for the authenticator app; in force with its first code',
    tags,
    response: answers(askedTotp),
  };
  api.post('/account/totp', { schema: ask }, async (request) => {
    const asked = await ownAccounts.askTotp(memberOf(request));
    return { ...asked, qr: qrPath(asked.uri) };
  });

  const keep = {
    summary: 'The first code of the authenticator app',
    tags,
    body: code,
    response: answers(recoveryCodes),
  };
  api.put('/account/totp', { schema: keep }, async (request, reply) => {
    const { session, recoveryCodes: codes } = await ownAccounts.keepTotp(memberOf(request), request.body.code);
    await reply.startSession(session);
    return { recoveryCodes: codes };
  });

  const remove = { summary: 'Take the authenticator app away', tags, response: noContent };
  api.delete('/account/totp', { schema: remove }, async (request, reply) => {
    await ownAccounts.removeTotp(memberOf(request));
    return reply.status(204).send(null);
  });

  const renew = { summary: 'New recovery codes in place of the old ones', tags, response: answers(recoveryCodes) };
  api.post('/account/recovery-codes', { schema: renew }, async (request) => ({
    recoveryCodes: await ownAccounts.newRecoveryCodes(memberOf(request)),
  }));
}

function registerPasskeys(api: Api, { application: { ownAccounts } }: Doors): void {
  const ask = { summary: 'What the browser needs to make a passkey', tags, response: answers(askedPasskey) };
  api.post('/account/passkeys/challenge', { schema: ask }, async (request, reply) => {
    const { options, ...secret } = await ownAccounts.askPasskey(memberOf(request));
    reply.keepStep('register', secret);
    return { options: options as Record<string, unknown> };
  });

  const keep = { summary: 'Keep a passkey under a name', tags, body: newPasskey, response: answers(recoveryCodes) };
  api.post('/account/passkeys', { schema: keep }, async (request, reply) => {
    const member = memberOf(request);
    const token = request.stepToken('register');
    if (token === undefined) throw new Refusal('PASSKEY_REFUSED', 422);
    const { session, recoveryCodes: codes } = await ownAccounts.keepPasskey(member, {
      ...request.body,
      token,
    });
    await reply.startSession(session);
    return { recoveryCodes: codes };
  });

  const rename = { summary: 'Give a passkey another name', tags, params, body: passkeyTitle, response: noContent };
  api.put('/account/passkeys/:id', { schema: rename }, async (request, reply) => {
    await ownAccounts.renamePasskey(memberOf(request), request.params.id, request.body.name);
    return reply.status(204).send(null);
  });

  const remove = { summary: 'Take a passkey away', tags, params, response: noContent };
  api.delete('/account/passkeys/:id', { schema: remove }, async (request, reply) => {
    await ownAccounts.removePasskey(memberOf(request), request.params.id);
    return reply.status(204).send(null);
  });
}
