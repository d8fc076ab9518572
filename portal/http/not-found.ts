/** Addresses that are not there: 404, or 405 where the address takes other methods. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '#engine/runtime/refusal.ts';

interface Known {
  readonly pattern: RegExp;
  readonly methods: Set<string>;
}

/** Register before the first route, so that it hears of all. @returns what to throw for a request without a route */
export function rememberRoutes(server: FastifyInstance): (request: FastifyRequest) => Refusal {
  const routes = new Map<string, Known>();
  server.addHook('onRoute', ({ url, method }) => {
    const known = routes.get(url) ?? { pattern: patternOf(url), methods: new Set() };
    routes.set(url, known);
    for (const name of [method].flat()) known.methods.add(name);
  });
  return (request) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = [...routes.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap((known) => [...known.methods]);
    const others = methods.filter((method) => method !== 'HEAD');
    if (others.length === 0 || methods.includes(request.method)) return new Refusal('NOT_FOUND', 404);
    return new Refusal('METHOD_NOT_ALLOWED', 405, { allowed: [...new Set(others)].sort().join(', ') });
  };
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.+';
    if (part.startsWith(':')) return '[^/]+';
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('/')}$`);
}
