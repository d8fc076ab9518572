/** What programs outside call: jobs under a lease, messages and signals with an idempotency key; and their tokens. */
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { External, Sender, WorkerCaller } from '#engine/runtime/application/external.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Doors } from '../doors.ts';
import { answers, list, noContent, uuid } from '../schemas/common.ts';
import {
  broadcast,
  completed,
  errorThrown,
  extended,
  externalJob,
  failed,
  fetchJobs,
  idempotency,
  messageSent,
  newToken,
  published,
  signalSent,
  tokenMade,
  tokenView,
} from '../schemas/external.ts';
import { actorOf } from '../session.ts';
import type { Api } from './api.ts';

const params = Type.Object({ id: uuid });
const security = [{ workerToken: [] }];
const jobTags = ['external jobs'];
const messageTags = ['messages'];
const tokenTags = ['worker tokens'];

const leaseMsDefault = 60_000;
const jobsMaxDefault = 10;
const timeToLiveMsDefault = 3_600_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** The program that has shown a token, on routes that take one. */
    caller: WorkerCaller | null;
  }
}

export function registerExternal(api: Api, doors: Doors): void {
  api.decorateRequest('caller', null);
  registerJobs(api, doors);
  registerMessages(api, doors);
  registerTokens(api, doors);
}

function registerJobs(api: Api, { application: { external } }: Doors): void {
  // Before the body is read: whoever has no token sends nothing here.
  const onRequest = async (request: FastifyRequest) => {
    request.caller = await callerOf(external, request);
  };
  const shared = { tags: jobTags, security };
  const fetch = {
    ...shared,
    summary: 'Take jobs of some topics, waiting for them if need be',
    body: fetchJobs,
    response: answers(Type.Object({ jobs: list(externalJob) })),
  };
  // It only asks: nothing that others wait for was written.
  api.post('/jobs/fetch', { schema: fetch, onRequest, config: { quiet: true } }, async (request, reply) => {
    const { leaseMs = leaseMsDefault, jobsMax = jobsMaxDefault, waitMs = 0, worker = '', topics } = request.body;
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const wanted = { topics, worker, leaseMs, jobsMax, waitMs };
    return { jobs: await external.fetch(shown(request), wanted, gone.signal) };
  });

  const complete = { ...shared, summary: 'The work is done', params, body: completed, response: noContent };
  api.post('/jobs/:id/complete', { schema: complete, onRequest }, async (request, reply) => {
    await external.complete(shown(request), leaseIn(request), request.body.variables ?? {});
    return reply.status(204).send(null);
  });

  const fail = { ...shared, summary: 'The work failed and is tried again', params, body: failed, response: noContent };
  api.post('/jobs/:id/fail', { schema: fail, onRequest }, async (request, reply) => {
    const { message, retryInMs, retries } = request.body;
    await external.fail(shown(request), leaseIn(request), { message, retryInMs, retries });
    return reply.status(204).send(null);
  });

  const extend = { ...shared, summary: 'Hold the job longer', params, body: extended, response: noContent };
  api.post('/jobs/:id/extend', { schema: extend, onRequest }, async (request, reply) => {
    await external.extend(shown(request), leaseIn(request), request.body.leaseMs);
    return reply.status(204).send(null);
  });

  const error = {
    ...shared,
    summary: 'The work ended in an error of the model',
    params,
    body: errorThrown,
    response: noContent,
  };
  api.post('/jobs/:id/error', { schema: error, onRequest }, async (request, reply) => {
    const { code, variables = {} } = request.body;
    await external.throwError(shown(request), leaseIn(request), { code, variables });
    return reply.status(204).send(null);
  });
}

function registerMessages(api: Api, { application: { external } }: Doors): void {
  const shared = { tags: messageTags, security, headers: idempotency };
  const message = {
    ...shared,
    summary: 'Send a message to who waits for it, or begin a process with it',
    body: messageSent,
    response: answers(published),
  };
  api.post('/messages', { schema: message }, async (request) => {
    const sender = await senderOf(external, request);
    const { name, correlation = '', caseId = null, variables = {}, timeToLiveMs } = request.body;
    const publication = { name, correlation, caseId, variables, timeToLiveMs: timeToLiveMs ?? timeToLiveMsDefault };
    return await external.message(sender, keyIn(request), publication);
  });

  const signal = { ...shared, summary: 'Tell everybody who listens', body: signalSent, response: answers(broadcast) };
  api.post('/signals', { schema: signal }, async (request) => {
    const sender = await senderOf(external, request);
    const { name, variables = {} } = request.body;
    return await external.signal(sender, keyIn(request), { name, variables });
  });
}

function registerTokens(api: Api, { application: { external } }: Doors): void {
  const all = { summary: 'Tokens of programs outside', tags: tokenTags, response: answers(list(tokenView)) };
  api.get('/worker-tokens', { schema: all }, async (request) => external.tokens(actorOf(request)));

  const create = {
    summary: 'Let a program in; its token is shown this once',
    tags: tokenTags,
    body: newToken,
    response: answers(tokenMade),
  };
  api.post('/worker-tokens', { schema: create }, async (request) => {
    const { name, topics = [], messages = [], signals = [] } = request.body;
    return await external.createToken(actorOf(request), { name, topics, messages, signals });
  });

  const revoke = { summary: 'Let a program in no more', tags: tokenTags, params, response: noContent };
  api.delete('/worker-tokens/:id', { schema: revoke }, async (request, reply) => {
    await external.revokeToken(actorOf(request), request.params.id);
    return reply.status(204).send(null);
  });
}

/** @throws Refusal 401 where there is no good token */
async function callerOf(external: External, request: FastifyRequest): Promise<WorkerCaller> {
  const token = /^Bearer ([\w-]{1,100})$/i.exec(request.headers.authorization ?? '')?.[1];
  const caller = token === undefined ? undefined : await external.caller(token);
  if (caller === undefined) throw new Refusal('TOKEN_NOT_VALID', 401);
  return caller;
}

/** By its token, else by its session. @throws Refusal 401 */
async function senderOf(external: External, request: FastifyRequest): Promise<Sender> {
  return request.headers.authorization === undefined ? actorOf(request) : await callerOf(external, request);
}

function shown({ caller }: FastifyRequest): WorkerCaller {
  if (caller === null) throw new Refusal('TOKEN_NOT_VALID', 401);
  return caller;
}

function leaseIn(request: { readonly params: { readonly id: string }; readonly body: { readonly lease: string } }) {
  return { id: request.params.id, lease: request.body.lease };
}

/** RFC 8941 has it in quotes; many send it without. */
function keyIn({ headers }: { readonly headers: { readonly 'idempotency-key': string } }): string {
  const key = headers['idempotency-key'];
  return /^"(.*)"$/.exec(key)?.[1] ?? key;
}
