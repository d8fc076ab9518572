/**
 * Other systems that show a token of a service account (RFC 6750, in the header alone). With one, cookies count for
 * nothing, and only the operations of its scopes are open; the rules of access say the rest, as for people.
 */
import type { FastifyRequest } from 'fastify';
import type { ServiceAccounts, ServiceActor } from '#engine/runtime/application/service-accounts.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import { scopesFor } from './service-scopes.ts';

type Callers = Pick<ServiceAccounts, 'caller' | 'count'>;

/** What a request shows; undefined where it shows none of ours. */
export function serviceTokenOf({ headers: { authorization } }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^Bearer +(wfk_\S*) *$/i.exec(authorization ?? '')?.[1];
}

/** @throws Refusal 401 for a token that is not good, 403 where it is not good for this, 429 */
export async function serviceActorOf(callers: Callers, request: FastifyRequest, token: string): Promise<ServiceActor> {
  const actor = await callers.caller(token, request.ip);
  const scopes = scopesFor(request);
  // What there is nowhere is not found, for a token as for everybody.
  if (scopes.length === 0 && !request.is404) throw new Refusal('NOT_FOR_TOKENS', 403);
  if (!request.is404 && !scopes.some((scope) => actor.service.scopes.includes(scope))) {
    throw new Refusal('SCOPE_MISSING', 403, { scope: scopes.join(', ') });
  }
  await callers.count(actor);
  return actor;
}
