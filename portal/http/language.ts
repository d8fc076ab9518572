/** Which language the reader gets: what was asked for in the address is remembered in the cookie `lang`. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Language } from '#engine/runtime/application/common.ts';

const yearSeconds = 365 * 24 * 3600;

export function registerLanguage(server: FastifyInstance): void {
  server.decorateRequest('language', 'vi');
  server.addHook('onRequest', async (request, reply) => {
    const asked = (request.query as { readonly lang?: unknown } | undefined)?.lang;
    request.language = isLanguage(asked) ? asked : remembered(request);
    if (isLanguage(asked)) reply.setCookie('lang', asked, { path: '/', maxAge: yearSeconds, sameSite: 'lax' });
    reply.header('content-language', request.language);
  });
}

/** Vietnamese unless the reader says otherwise: in the cookie, or in a browser that prefers English to Vietnamese. */
function remembered(request: FastifyRequest): Language {
  const cookie = request.cookies['lang'];
  if (isLanguage(cookie)) return cookie;
  const preferred = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((range) => range.trim().slice(0, 2).toLowerCase())
    .find(isLanguage);
  // A browser set to English says little about a reader in a Vietnamese city: pages stay Vietnamese, the API follows.
  return request.url.startsWith('/api/') && preferred !== undefined ? preferred : 'vi';
}

function isLanguage(value: unknown): value is Language {
  return value === 'vi' || value === 'en';
}
