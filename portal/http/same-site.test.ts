import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { sendProblem, toRefusal } from './problems.ts';
import { registerSameSite } from './same-site.ts';

async function answer(method: 'GET' | 'POST' | 'PUT' | 'DELETE', headers: Record<string, string>): Promise<number> {
  const server = Fastify();
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error)));
  registerSameSite(server, 'https://phananh.example.vn');
  server.route({ method: ['GET', 'POST', 'PUT', 'DELETE'], url: '/', handler: async () => 'done' });
  const { statusCode } = await server.inject({ method, url: '/', headers: { host: 'localhost:3000', ...headers } });
  await server.close();
  return statusCode;
}

const cookie = 'session=x';

test('our own pages may write', async () => {
  assert.equal(await answer('POST', { cookie, 'sec-fetch-site': 'same-origin' }), 200);
  assert.equal(await answer('POST', { cookie, origin: 'http://localhost:3000' }), 200);
  assert.equal(await answer('DELETE', { cookie, origin: 'https://phananh.example.vn' }), 200);
});

test('other sites may not, whatever they say beside it', async () => {
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    assert.equal(await answer(method, { cookie, 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await answer(method, { cookie, 'sec-fetch-site': 'same-site' }), 403);
    assert.equal(
      await answer(method, { cookie, 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }),
      403,
    );
    assert.equal(await answer(method, { cookie, origin: 'http://evil.example' }), 403);
    assert.equal(await answer(method, { cookie, origin: 'http://localhost:3000.evil.example' }), 403);
    assert.equal(await answer(method, { cookie, origin: 'null' }), 403);
  }
});

test("a citizen's form without any cookie is refused from another site too", async () => {
  assert.equal(await answer('POST', { origin: 'http://evil.example' }), 403);
});

test('a cookie without a word on where it comes from is refused; a program without cookies is not', async () => {
  assert.equal(await answer('POST', { cookie }), 403);
  assert.equal(await answer('POST', {}), 200);
});

test('reading is free', async () => {
  assert.equal(await answer('GET', { cookie, 'sec-fetch-site': 'cross-site' }), 200);
});
