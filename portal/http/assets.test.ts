import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import Fastify from 'fastify';
import type { SessionActor } from '#engine/runtime/application/accounts.ts';
import { registerAssets } from './assets.ts';
import { createBundles } from './bundles.ts';
import { sendProblem, toRefusal } from './problems.ts';

const buildDir = await mkdtemp(join(tmpdir(), 'wardflow-build-'));
after(() => rm(buildDir, { recursive: true }));
await mkdir(join(buildDir, 'assets'));
await mkdir(join(buildDir, '.vite'));
await mkdir(join(buildDir, 'portal', 'office'), { recursive: true });
const script = 'export const answer = 42;'.repeat(100);
await writeFile(join(buildDir, 'assets', 'office-abc.js'), script);
await writeFile(join(buildDir, 'assets', 'office-abc.js.br'), brotliCompressSync(script));
await writeFile(
  join(buildDir, 'portal', 'office', 'index.html'),
  '<style nonce="__CSP_NONCE__"></style><meta content="__CSP_NONCE__"><meta content="__TIME_ZONE__">',
);
const manifest = {
  'portal/citizen/islands/map.ts': { file: 'assets/map-1.js', css: ['assets/map-2.css'], imports: ['_shared.js'] },
  '_shared.js': { file: 'assets/shared-3.js', css: ['assets/leaflet-4.css'], imports: ['_shared.js'] },
};
await writeFile(join(buildDir, '.vite', 'manifest.json'), JSON.stringify(manifest));

async function get(
  url: string,
  { signedIn = false, lacksFactor = false, built = Promise.resolve(), headers = {}, zone = 'Asia/Ho_Chi_Minh' } = {},
) {
  const server = Fastify();
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error)));
  server.decorateRequest('member', null);
  server.decorateRequest('actor', null);
  server.decorateReply('styleNonce', 'n0nce');
  server.addHook('onRequest', async (request) => {
    const member = { username: 'tiepnhan' } as SessionActor;
    request.member = signedIn ? member : null;
    request.actor = signedIn && !lacksFactor ? member : null;
  });
  await registerAssets(server, { buildDir, built, timeZone: () => zone });
  const answer = await server.inject({ url, headers });
  await server.close();
  return answer;
}

test('built files never change under their name, and travel compressed', async () => {
  const plain = await get('/assets/office-abc.js');
  assert.equal(plain.body, script);
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
  const small = await get('/assets/office-abc.js', { headers: { 'accept-encoding': 'gzip, br' } });
  assert.equal(small.headers['content-encoding'], 'br');
  assert.match(String(small.headers['content-type']), /javascript/);
});

test('nothing outside the folder is served', async () => {
  for (const url of [
    '/assets/../portal/office/index.html',
    '/assets/%2e%2e/.vite/manifest.json',
    '/assets/..%2f..%2fetc/passwd',
    '/assets/',
  ])
    assert.ok([403, 404].includes((await get(url)).statusCode), url);
});

test("an application's page is for signed-in people, with this answer's nonce and the city's zone in it, and is never kept", async () => {
  const stranger = await get('/office/tasks/1?x=2');
  assert.deepEqual(
    [stranger.statusCode, stranger.headers.location],
    [303, '/sign-in?next=%2Foffice%2Ftasks%2F1%3Fx%3D2'],
  );
  const lacking = { signedIn: true, lacksFactor: true };
  const sent = await get('/office/tasks/1', lacking);
  assert.deepEqual([sent.statusCode, sent.headers.location], [303, '/office/account'], 'a second factor comes first');
  assert.equal((await get('/office/account', lacking)).statusCode, 200);
  const page = await get('/office/tasks/1', { signedIn: true });
  assert.equal(page.body, '<style nonce="n0nce"></style><meta content="n0nce"><meta content="Asia/Ho_Chi_Minh">');
  assert.equal(page.headers['cache-control'], 'no-store');
});

test('a zone that is no name of one brings nothing into the page', async () => {
  const page = await get('/office', { signedIn: true, zone: 'Etc/GMT+7"><script>' });
  assert.ok(page.body.endsWith('<meta content="Etc/GMT+7script">'));
});

test('where the build failed, the applications say that they are not ready', async () => {
  const built = Promise.reject(new Error('no bundles'));
  built.catch(() => {});
  for (const url of ['/office', '/assets/office-abc.js'])
    assert.equal((await get(url, { signedIn: true, built })).statusCode, 503, url);
});

test('pages find the files of an island by its source, styles of what it imports first', async () => {
  const bundles = createBundles(buildDir, Promise.resolve());
  const source = 'portal/citizen/islands/map.ts';
  while (bundles(source) === undefined) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(bundles(source), {
    script: '/assets/map-1.js',
    styles: ['/assets/leaflet-4.css', '/assets/map-2.css'],
  });
  assert.equal(bundles('__proto__'), undefined);
  assert.equal(createBundles(buildDir, new Promise(() => {}))(source), undefined);
});
