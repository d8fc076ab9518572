/**
 * Writes come from our own pages only. Browsers say where a request comes from (Sec-Fetch-Site, else Origin); what
 * carries a cookie and says nothing is refused too, a program without a cookie is let through.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** @param publicUrl where our own pages are, besides the host that was asked */
export function registerSameSite(server: FastifyInstance, publicUrl: string): void {
  const ownHosts = new Set([new URL(publicUrl).host]);
  server.addHook('onRequest', async (request) => {
    if (!safeMethods.has(request.method) && !isOurs(request, ownHosts)) throw new Refusal('CROSS_SITE', 403);
  });
}

function isOurs(request: FastifyRequest, ownHosts: ReadonlySet<string>): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return request.headers.cookie === undefined;
  if (!URL.canParse(origin)) return false;
  const { host } = new URL(origin);
  return host === request.host || ownHosts.has(host);
}
