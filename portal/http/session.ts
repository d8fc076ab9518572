/**
 * Who is asking. An official's session is an opaque secret in a cookie; a citizen's follow key is sealed in another.
 * Over https both carry the `__Host-` prefix: this host alone, secure, whole path.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts, SignedIn } from '#engine/runtime/application/accounts.ts';
import type { Actor } from '#engine/runtime/application/common.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { FollowKey } from './doors.ts';
import { seal, unseal } from './sealed.ts';

export interface SessionSettings {
  readonly accounts: Accounts;
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
  server.decorateRequest('follow', null);
  server.decorateReply('startSession', function (this: FastifyReply, session: SignedIn) {
    return this.setCookie(names.session, session.token, { ...attributes, expires: new Date(session.expiresAt) });
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
    const token = request.cookies[names.session];
    if (token !== undefined && !isAsset(request)) request.actor = (await settings.accounts.session(token)) ?? null;
    request.follow = readFollow(request.cookies[names.follow], settings);
  });
}

export function cookieNames(https: boolean): { readonly session: string; readonly follow: string } {
  const prefix = https ? '__Host-' : '';
  return { session: `${prefix}session`, follow: `${prefix}follow` };
}

/** @throws Refusal 401 where nobody is signed in */
export function actorOf(request: FastifyRequest): Actor {
  if (request.actor === null) throw new Refusal('NOT_SIGNED_IN', 401);
  return request.actor;
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
