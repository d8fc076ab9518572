import assert from 'node:assert/strict';
import { test } from 'node:test';
import Fastify from 'fastify';
import { registerHeaders } from './headers.ts';

async function headersOver(https: boolean) {
  const server = Fastify();
  await registerHeaders(server, https);
  server.get('/', async (_request, reply) => reply.send(reply.styleNonce));
  const [first, second] = [await server.inject('/'), await server.inject('/')];
  await server.close();
  return { first, second };
}

test('S05 the policy allows our own files and this answer’s nonce, and nothing else', async () => {
  const { first, second } = await headersOver(false);
  const policy = String(first.headers['content-security-policy']).replaceAll(';', '; ');
  assert.equal(
    policy,
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${first.body}'; img-src 'self' data: blob:; ` +
      "media-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; " +
      "frame-ancestors 'none'; base-uri 'none'",
  );
  assert.ok(first.body.length >= 22);
  assert.notEqual(first.body, second.body);
});

test('no sniffing, no framing, no referrer to others; https is kept only where it is used', async () => {
  const plain = (await headersOver(false)).first.headers;
  assert.equal(plain['x-content-type-options'], 'nosniff');
  assert.equal(plain['x-frame-options'], 'DENY');
  assert.equal(plain['referrer-policy'], 'same-origin');
  assert.equal(plain['strict-transport-security'], undefined);
  assert.match(String((await headersOver(true)).first.headers['strict-transport-security']), /max-age=31536000/);
});
