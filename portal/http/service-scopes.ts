/**
 * Which operations each scope of a token opens. What stands here nowhere is for people alone: accounts, policies,
 * publishing, designing, signing in, and every page. A new operation is closed to tokens until it is written here.
 */
import type { FastifyRequest } from 'fastify';
import type { ServiceScope } from '#engine/runtime/application/service-accounts.ts';

const operations: Readonly<Record<ServiceScope, readonly string[]>> = {
  'reports:submit': [
    'GET /intake',
    'POST /intake/places',
    'POST /intake/suggestions',
    'POST /intake/preview',
    'POST /intake/duplicates',
    'POST /reports',
  ],
  'reports:follow': ['GET /reports/:code'],
  'results:read': ['GET /results', 'GET /results/:slug'],
  'tasks:read': [
    'GET /tasks',
    'GET /tasks/recent',
    'GET /tasks/:id',
    'GET /tasks/:id/parts',
    'GET /tasks/:id/route',
    'GET /tasks/:id/ways-back',
    'GET /tasks/:id/duplicates',
    'GET /load',
  ],
  'tasks:write': [
    'POST /tasks/:id/claim',
    'POST /tasks/:id/release',
    'POST /tasks/:id/complete',
    'POST /tasks/:id/send-back',
  ],
  'dossiers:read': [
    'GET /dossiers/procedures',
    'GET /dossiers/register',
    'GET /dossiers/:id',
    'GET /dossiers/:id/documents',
  ],
  'dossiers:receive': ['GET /dossiers/procedures', 'POST /dossiers'],
  'deadlines:read': ['GET /deadlines', 'GET /cases/:id/deadlines'],
  'history:read': ['GET /cases/:id/steps', 'GET /cases/:id/holdings'],
  'figures:read': [
    'GET /figures/services',
    'GET /figures/ratings',
    'GET /figures/rating-comments',
    'GET /services/:key/figures',
  ],
  'files:read': ['GET /files/:id'],
  'city:read': [
    'GET /city/units',
    'GET /city/units/:code',
    'GET /city/categories',
    'GET /city/calendars',
    'GET /city/procedures',
    'GET /city/procedures/:code',
    'GET /city/responsibilities',
  ],
  'operations:read': ['GET /operations/instances', 'GET /operations/instances/:id', 'GET /operations/services'],
  'installation:read': ['GET /installation'],
};

/** Any of them opens the operation. */
const scopesOf: ReadonlyMap<string, readonly ServiceScope[]> = scopesByOperation();

/** The scopes that open what is asked for; none where it is not for tokens. */
export function scopesFor({
  method,
  routeOptions,
}: Pick<FastifyRequest, 'method' | 'routeOptions'>): readonly string[] {
  const path = (routeOptions.url ?? '').replace(/^\/api\/v1(?=\/)/, '');
  return path === routeOptions.url ? [] : scopesOfOperation(`${method === 'HEAD' ? 'GET' : method} ${path}`);
}

/** @param operation e.g. `GET /tasks/:id` */
export function scopesOfOperation(operation: string): readonly ServiceScope[] {
  return scopesOf.get(operation) ?? [];
}

export function tokenOperations(): readonly string[] {
  return [...scopesOf.keys()];
}

function scopesByOperation(): ReadonlyMap<string, readonly ServiceScope[]> {
  const pairs = Object.entries(operations).flatMap(([scope, list]) =>
    list.map((operation) => ({ operation, scope: scope as ServiceScope })),
  );
  const grouped = Map.groupBy(pairs, ({ operation }) => operation);
  return new Map([...grouped].map(([operation, found]) => [operation, found.map(({ scope }) => scope)]));
}
