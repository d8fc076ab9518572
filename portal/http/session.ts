/**
 * Who is asking. An official's session is an opaque secret in a cookie; a citizen's follow key is sealed in another.
 * Over https both carry the `__Host-` prefix: this host alone, secure, whole path.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts, Caller, SessionActor, SignedIn, StepSecret } from '#engine/runtime/application/accounts.ts';
import type { CitizenSignedIn, Citizens } from '#engine/runtime/application/citizens.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { ServiceAccounts } from '#engine/runtime/application/service-accounts.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { FollowKey } from './doors.ts';
import { seal, unseal } from './sealed.ts';
import { serviceActorOf, serviceTokenOf } from './service-callers.ts';

export interface SessionSettings {
  readonly accounts: Pick<Accounts, 'session' | 'signOut'>;
  readonly serviceAccounts: Pick<ServiceAccounts, 'caller' | 'count'>;
  readonly citizens: Pick<Citizens, 'session' | 'signOut'>;
  readonly https: boolean;
  /** 32 bytes, for the follow cookie only. */
  readonly followKey: Uint8Array;
  readonly now: () => number;
}

const followMinutes = 30;

export function registerSessions(server: FastifyInstance, settings: SessionSettings): void {
  const names = cookieNames(settings.https);
  const attributes: CookieSerializeOptions = { path: '/', httpOnly: true, sameSite: 'lax', secure: settings.https };
  server.decorateRequest('actor', null);
  server.decorateRequest('member', null);
  server.decorateRequest('follow', null);
  registerCitizens(server, settings, { name: names.citizen, attributes });
  server.decorateReply('startSession', async function (this: FastifyReply, session: SignedIn) {
    const former = this.request.cookies[names.session];
    // Whoever signs in is somebody else from here on: what this browser was before is over.
    if (former !== undefined && former !== session.token) await settings.accounts.signOut(former);
    for (const step of stepNames.map(names.step)) if (step in this.request.cookies) this.clearCookie(step, attributes);
    this.setCookie(names.session, session.token, { ...attributes, expires: new Date(session.expiresAt) });
  });
  server.decorateReply('keepStep', function (this: FastifyReply, step: StepName, secret: StepSecret) {
    return this.setCookie(names.step(step), secret.token, { ...attributes, expires: new Date(secret.expiresAt) });
  });
  server.decorateReply('endStep', function (this: FastifyReply, step: StepName) {
    return this.clearCookie(names.step(step), attributes);
  });
  server.decorateRequest('stepToken', function (this: FastifyRequest, step: StepName) {
    return this.cookies[names.step(step)];
  });
  server.decorateReply('endSession', function (this: FastifyReply) {
    return this.clearCookie(names.session, attributes);
  });
  server.decorateReply('keepFollow', function (this: FastifyReply, key: FollowKey | null) {
    if (key === null) return this.clearCookie(names.follow, attributes);
    const until = settings.now() + followMinutes * 60_000;
    const text = seal(settings.followKey, JSON.stringify([key.code, key.secret]), until);
    return this.setCookie(names.follow, text, { ...attributes, maxAge: followMinutes * 60 });
  });
  server.addHook('onRequest', async (request) => {
    const shown = serviceTokenOf(request);
    if (shown !== undefined) {
      request.actor = await serviceActorOf(settings.serviceAccounts, request, shown);
      return;
    }
    const token = request.cookies[names.session];
    if (token !== undefined && !isAsset(request)) {
      request.member = (await settings.accounts.session(token, callerOf(request))) ?? null;
    }
    // Whose role asks for more than this sign-in has shown may set that up, and is nobody elsewhere.
    request.actor = request.member?.session.needs === null ? request.member : null;
    const citizen = request.citizenToken();
    if (citizen !== undefined && !isAsset(request)) {
      request.citizen = (await settings.citizens.session(citizen)) ?? null;
    }
    request.follow = readFollow(request.cookies[names.follow], settings);
  });
}

/** A citizen's session has a cookie of its own: it is no official's, and an official's is none of a citizen. */
function registerCitizens(
  server: FastifyInstance,
  { citizens }: SessionSettings,
  { name, attributes }: { readonly name: string; readonly attributes: CookieSerializeOptions },
): void {
  server.decorateRequest('citizen', null);
  server.decorateRequest('citizenToken', function (this: FastifyRequest) {
    return this.cookies[name];
  });
  server.decorateReply('startCitizen', async function (this: FastifyReply, session: CitizenSignedIn) {
    const former = this.request.cookies[name];
    if (former !== undefined) await citizens.signOut(former);
    this.keepFollow(null).setCookie(name, session.token, { ...attributes, expires: new Date(session.expiresAt) });
  });
  server.decorateReply('endCitizen', async function (this: FastifyReply) {
    const token = this.request.cookies[name];
    if (token !== undefined) await citizens.signOut(token);
    // What was opened by it is shut with it.
    this.keepFollow(null).clearCookie(name, attributes);
  });
}

/** Steps of a sign-in under way, each with a cookie of its own. */
const stepNames = [
  'second',
  'passkey',
  'register',
  'provider',
  'unlinked',
  'citizen-code',
  'citizen-provider',
] as const;
export type StepName = (typeof stepNames)[number];

export function cookieNames(https: boolean) {
  const prefix = https ? '__Host-' : '';
  return {
    session: `${prefix}session`,
    citizen: `${prefix}citizen`,
    follow: `${prefix}follow`,
    step: (name: StepName) => `${prefix}step-${name}`,
  };
}

/** @throws Refusal 401 where nobody is signed in, 403 where a second factor is to be set up first */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor !== null) return request.actor;
  throw request.member === null ? new Refusal('NOT_SIGNED_IN', 401) : new Refusal('SECOND_FACTOR_NEEDED', 403);
}

/** Who is signed in, be it only to set up what their role asks for. @throws Refusal 401 */
export function memberOf(request: FastifyRequest): SessionActor {
  if (request.member === null) throw new Refusal('NOT_SIGNED_IN', 401);
  return request.member;
}

/** Who is signed in, with the session. @throws as {@link actorOf} */
export function sessionActorOf(request: FastifyRequest): SessionActor {
  actorOf(request);
  return memberOf(request);
}

export function callerOf(request: FastifyRequest): Caller {
  return { from: request.ip, agent: request.headers['user-agent'] ?? '' };
}

/** The session's secret, for signing out. */
export function sessionToken(request: FastifyRequest, https: boolean): string | undefined {
  return request.cookies[cookieNames(https).session];
}

function isAsset(request: FastifyRequest): boolean {
  return request.url.startsWith('/assets/');
}

function readFollow(cookie: string | undefined, settings: SessionSettings): FollowKey | null {
  const text = cookie === undefined ? undefined : unseal(settings.followKey, cookie, settings.now());
  if (text === undefined) return null;
  const [code, secret] = JSON.parse(text) as [string, string];
  return { code, secret };
}
