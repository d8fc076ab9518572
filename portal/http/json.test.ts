import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { depthOf, jsonDepthMax, registerJson } from './json.ts';
import { sendProblem, toRefusal } from './problems.ts';

async function status(payload: string, contentType = 'application/json'): Promise<number> {
  const server = Fastify({ bodyLimit: 100_000 });
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error)));
  registerJson(server);
  server.post('/', async () => 'taken');
  const answer = await server.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': contentType } });
  await server.close();
  return answer.statusCode;
}

test('depth counts brackets outside of texts', () => {
  assert.equal(depthOf('{"a":[{"b":"]]]{{{"}]}'), 3);
  assert.equal(depthOf('"\\"[[["'), 0);
  assert.equal(depthOf('['.repeat(500)), 500);
});

test('S08 S12 JSON that is too deep, too large, broken or aims at the prototype is refused', async () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  assert.equal(await status(nested(jsonDepthMax)), 200);
  assert.equal(await status(nested(jsonDepthMax + 1)), 400);
  assert.equal(await status(nested(40_000)), 400);
  assert.equal(await status(`"${'x'.repeat(100_001)}"`), 413);
  assert.equal(await status('{"a":'), 400);
  assert.equal(await status('{"a":"text \\u0000"}'), 400);
  assert.equal(await status(JSON.stringify({ content: '{"title":"within a text: \\u0000"}' })), 400);
  assert.equal(await status('{"__proto__":{"x":1}}'), 400);
  assert.equal(await status('{"constructor":{"prototype":{"x":1}}}'), 400);
});

test('no other content type gets a body past the schemas', async () => {
  const types = [
    'text/plain',
    'application/json-patch+json',
    'application/x-www-form-urlencoded',
    'text/json',
    'application/xml',
    'application/jsonx',
    'application',
  ];
  for (const type of types) assert.equal(await status('{}', type), 415, type);
});
