/** The API's description, made from the routes' schemas; portal/openapi.json is its checked-in copy. */
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import Fastify, { type FastifyInstance } from 'fastify';
import { apiRoutes } from './api/routes.ts';
import type { Doors } from './doors.ts';
import { scopesOfOperation } from './service-scopes.ts';

const securitySchemes = {
  workerToken: { type: 'http', scheme: 'bearer', description: 'Of a program outside: docs/external-workers.md.' },
  serviceToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'wfk_…',
    description: 'Of another system: docs/service-accounts.md. Each operation names the scopes of which one is needed.',
  },
} as const;

export async function registerOpenapi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    transform: withScopes,
    transformObject: (document) => ('openapiObject' in document ? withComponents(document.openapiObject) : {}),
    openapi: {
      openapi: '3.1.0',
      components: { securitySchemes },
      info: {
        title: 'Wardflow',
        version: '1',
        description: 'Reports of citizens, tasks of officials, services of administrators. Problems follow RFC 9457.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      tags: [
        { name: 'reports', description: 'For citizens, without an account.' },
        { name: 'results', description: 'What everybody may read.' },
        { name: 'session', description: 'Officials and administrators signing in.' },
        { name: 'account', description: 'One’s own account: sessions, password, second factors.' },
        { name: 'tasks', description: 'The work of officials.' },
        { name: 'services', description: 'The work of administrators.' },
        { name: 'operations', description: 'Operating what runs: instances, versions, batches.' },
        { name: 'files', description: 'Photos.' },
        { name: 'external jobs', description: 'The work of programs outside, with a token.' },
        { name: 'messages', description: 'What programs outside, or administrators, tell processes.' },
        { name: 'worker tokens', description: 'Who of them is let in.' },
        { name: 'service accounts', description: 'Other systems that call the API: docs/service-accounts.md.' },
      ],
    },
  });
}

/** What is open to tokens says with which scope; without a token it is what it was. */
const withScopes: NonNullable<FastifyDynamicSwaggerOptions['transform']> = ({ schema, url, route: { method } }) => {
  const methods = [method].flat().map((one) => scopesOfOperation(`${one} ${url.replace(/^\/api\/v1/, '')}`));
  const scopes = methods.flat();
  if (scopes.length === 0) return { schema, url };
  const security = [{}, ...scopes.map((scope) => ({ serviceToken: [scope] }))];
  return { schema: { ...schema, security }, url };
};

/** The description without an application behind it: routes are declared, none is called. */
export async function describeApi(): Promise<string> {
  const server = Fastify();
  server.setValidatorCompiler(TypeBoxValidatorCompiler);
  await registerOpenapi(server);
  await server.register(apiRoutes({ application: {} } as Doors), { prefix: '/api/v1' });
  await server.ready();
  const description = `${JSON.stringify(server.swagger(), null, 2)}\n`;
  await server.close();
  return description;
}

/** Schemas with a title become components, written once and referred to by name. */
function withComponents<T extends object>(document: T): T {
  const schemas: Record<string, unknown> = {};
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    const walked = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, walk(value)]));
    const { title } = walked;
    if (typeof title !== 'string' || !('type' in walked)) return walked;
    schemas[title] = walked;
    return { $ref: `#/components/schemas/${title}` };
  };
  const walked = walk(document) as T & { readonly paths?: Readonly<Record<string, Operations>> };
  const paths = Object.entries(walked.paths ?? {}).map(([path, operations]) => namedRest(path, operations));
  return { ...walked, paths: Object.fromEntries(paths), components: { schemas, securitySchemes } };
}

type Operations = Readonly<Record<string, { readonly parameters?: readonly object[] }>>;

/** OpenAPI has no `*`: the rest of a path is a parameter named `path`. */
function namedRest(path: string, operations: Operations): readonly [string, Operations] {
  if (!path.endsWith('{*}')) return [path, operations];
  const rest = { in: 'path', name: 'path', required: true, schema: { type: 'string' } };
  const named = Object.entries(operations).map(([method, operation]) => {
    return [method, { ...operation, parameters: [...(operation.parameters ?? []), rest] }];
  });
  return [path.replace('{*}', '{path}'), Object.fromEntries(named)];
}
