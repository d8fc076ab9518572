/**
 * Refusals for want of a right, written down for whoever watches over the product (ASVS 5.0, 16.3.2): who (the account's
 * id), which operation (the route's pattern), why (the code) and in which request; no name, no address, nothing that was
 * sent. Whoever is refused over and over fills no disk: the same is one line a minute, all together so many a minute, and what
 * was left out is counted.
 */
import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Refusal } from '#engine/runtime/refusal.ts';

const windowMs = 60_000;
/** Lines a minute, of all callers together. */
export const refusedLinesMax = 60;

/** @param now milliseconds since the epoch */
export function refusalLog(
  log: Pick<FastifyBaseLogger, 'warn'>,
  now: () => number,
): (request: FastifyRequest, refusal: Refusal) => void {
  let began = 0;
  let leftOut = 0;
  const written = new Set<string>();
  return (request, { status, code }) => {
    const actor = request.member?.accountId ?? '';
    if (!wantsRight(status, actor)) return;
    if (now() - began >= windowMs) {
      if (leftOut > 0) log.warn({ leftOut }, 'refused more often');
      [began, leftOut] = [now(), 0];
      written.clear();
    }
    const route = `${request.method} ${request.routeOptions.url ?? 'none'}`;
    const key = `${actor} ${route} ${code}`;
    if (written.has(key) || written.size >= refusedLinesMax) {
      leftOut += 1;
      return;
    }
    written.add(key);
    log.warn({ actor, route, code, status, requestId: request.id }, 'refused');
  };
}

/** What is another's is not there for whoever is signed in, so that 404 is a refusal as well. */
function wantsRight(status: number, actor: string): boolean {
  return status === 403 || (status === 404 && actor !== '');
}
