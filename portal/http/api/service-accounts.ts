/** Other systems that call the API: their accounts and tokens, for who keeps accounts. */
import { Type } from 'typebox';
import type { Doors } from '../doors.ts';
import { answers, noContent, uuid } from '../schemas/common.ts';
import {
  newServiceAccount,
  newServiceToken,
  serviceAccountList,
  serviceCode,
  serviceTokenMade,
} from '../schemas/service-accounts.ts';
import { actorOf, sessionActorOf } from '../session.ts';
import type { Api } from './api.ts';

const tags = ['service accounts'];
const params = Type.Object({ code: serviceCode });
const perMinuteDefault = 120;

export function registerServiceAccounts(api: Api, { application: { serviceAccounts } }: Doors): void {
  const all = { summary: 'Systems that call the API, and their tokens', tags, response: answers(serviceAccountList) };
  api.get('/city/service-accounts', { schema: all }, async (request) => serviceAccounts.all(actorOf(request)));

  const create = { summary: 'Let another system in', tags, body: newServiceAccount, response: noContent };
  api.post('/city/service-accounts', { schema: create }, async (request, reply) => {
    await serviceAccounts.create(sessionActorOf(request), request.body);
    return reply.status(204).send(null);
  });

  const close = { summary: 'Let it in no more: none of its tokens opens anything', tags, params, response: noContent };
  api.post('/city/service-accounts/:code/close', { schema: close }, async (request, reply) => {
    await serviceAccounts.close(sessionActorOf(request), request.params.code);
    return reply.status(204).send(null);
  });

  const token = {
    summary: 'A token for it, shown this once',
    tags,
    params,
    body: newServiceToken,
    response: answers(serviceTokenMade),
  };
  api.post('/city/service-accounts/:code/tokens', { schema: token }, async (request) => {
    const { addresses = [], perMinute = perMinuteDefault, ...rest } = request.body;
    const order = { ...rest, addresses, perMinute };
    return await serviceAccounts.createToken(sessionActorOf(request), request.params.code, order);
  });

  const revoke = {
    summary: 'Revoke a token: it opens nothing from now on',
    tags,
    params: Type.Object({ id: uuid }),
    response: noContent,
  };
  api.delete('/city/service-tokens/:id', { schema: revoke }, async (request, reply) => {
    await serviceAccounts.revokeToken(sessionActorOf(request), request.params.id);
    return reply.status(204).send(null);
  });
}
