import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { Staging } from '../files/staging.ts';
import type { Submission } from './doors.ts';
import { registerJson } from './json.ts';
import { sendProblem, toRefusal } from './problems.ts';
import { fileBytesMax, registerMultipart, registerSubmissions, registerUrlencoded } from './submission.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-staging-'));
after(() => rm(dataDir, { recursive: true }));

async function serverWith(read: (submission: Submission) => Promise<unknown>): Promise<FastifyInstance> {
  const server = Fastify();
  server.setErrorHandler((error, request, reply) => sendProblem(request, reply, toRefusal(error)));
  registerJson(server);
  registerSubmissions(server, new Staging(dataDir));
  await registerMultipart(server);
  await registerUrlencoded(server);
  server.post('/', async (request) => read(await request.readSubmission()));
  return server;
}

async function post(
  payload: FormData | object | string,
  contentType?: string,
): Promise<{ status: number; body: Submission }> {
  const server = await serverWith(async (submission) => submission);
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  const answer = await server.inject({ method: 'POST', url: '/', payload: payload as never, headers });
  await server.close();
  return { status: answer.statusCode, body: answer.json() };
}

async function staged(): Promise<readonly string[]> {
  return await readdir(join(dataDir, 'staging'), { recursive: true }).catch(() => []);
}

/** The answer is out before the folder is removed. */
async function assertNothingStaged(): Promise<void> {
  const until = Date.now() + 5_000;
  while ((await staged()).length > 0 && Date.now() < until) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(await staged(), []);
}

function photo(bytes: number): Blob {
  return new Blob([Buffer.alloc(bytes, 7)]);
}

test('values and files arrive; the file waits under a random name and is gone after the answer', async () => {
  let seen: Submission | undefined;
  const server = await serverWith(async (submission) => {
    seen = submission;
    const [file] = submission.files;
    assert.equal((await readFile(file?.path ?? '')).length, 1000);
    assert.equal((await stat(file?.path ?? '')).mode & 0o077, 0);
    assert.ok(!file?.path.includes('..') && !file?.path.includes('passwd'));
    return {};
  });
  const form = new FormData();
  form.append('category', 'rac');
  form.append('tags', 'a');
  form.append('tags', 'b');
  form.append('photos', photo(1000), '../../etc/passwd');
  await server.inject({ method: 'POST', url: '/', payload: form });
  await server.close();
  assert.deepEqual(seen?.values, { category: 'rac', tags: ['a', 'b'] });
  assert.equal(seen?.files[0]?.originalName, 'passwd');
  await assertNothingStaged();
});

test('a field left empty is no file', async () => {
  const form = new FormData();
  form.append('photos', new Blob([]), '');
  assert.deepEqual((await post(form)).body, { values: {}, files: [], faults: [] });
});

test('a photo that is too large is left out and named at its field; the others and the text are kept', async () => {
  const form = new FormData();
  form.append('text', 'Ổ gà');
  form.append('photos', photo(fileBytesMax + 1), 'large.jpg');
  form.append('photos', photo(fileBytesMax), 'fits.jpg');
  const { body } = await post(form);
  assert.equal(body.values['text'], 'Ổ gà');
  assert.deepEqual(
    body.files.map(({ originalName }) => originalName),
    ['fits.jpg'],
  );
  assert.deepEqual(body.faults, [{ path: 'photos', rule: 'FILE_TOO_LARGE', params: { megabytes: 10 } }]);
});

test('a photo of 50 MB is read to its end and refused, not stored', async () => {
  const form = new FormData();
  form.append('photos', photo(50_000_000), 'huge.jpg');
  const { status, body } = await post(form);
  assert.equal(status, 200);
  assert.deepEqual([body.files, body.faults.map(({ rule }) => rule)], [[], ['FILE_TOO_LARGE']]);
  await assertNothingStaged();
});

test('the sixth photo is one too many; the twenty-first ends the request', async () => {
  const form = new FormData();
  for (let count = 1; count <= 6; count++) form.append('photos', photo(10), `${count}.jpg`);
  const { body } = await post(form);
  assert.equal(body.files.length, 5);
  assert.deepEqual(
    body.faults.map(({ rule }) => rule),
    ['TOO_MANY_FILES'],
  );
  for (let count = 7; count <= 21; count++) form.append('photos', photo(10), `${count}.jpg`);
  assert.equal((await post(form)).status, 413);
  await assertNothingStaged();
});

test('S14 a body that describes files brings none', async () => {
  const forged = {
    files: [{ field: 'photos', path: '/etc/passwd', bytes: 1, originalName: 'x' }],
    photos: { path: '/etc/passwd' },
  };
  const { body } = await post(forged);
  assert.deepEqual(body.files, []);
  assert.deepEqual(body.values, forged);
  const encoded = await post('photos[path]=/etc/passwd&files=x', 'application/x-www-form-urlencoded');
  assert.deepEqual(encoded.body.files, []);
});

test('a list, a number or a text is no form', async () => {
  for (const payload of ['[1]', '7', '"text"']) assert.equal((await post(payload, 'application/json')).status, 400);
});

test('a form that is cut off, has no boundary or makes no sense is refused', async () => {
  const type = 'multipart/form-data; boundary=x';
  const part = '--x\r\nContent-Disposition: form-data; name="a"; filename="a.jpg"\r\n\r\nhalf';
  for (const [payload, contentType] of [
    [part, type],
    ['nonsense', type],
    [part, 'multipart/form-data'],
    [part, 'multipart/form-data; boundary='],
  ] as const) {
    const { status } = await post(payload, contentType);
    assert.equal(status, 400, `${contentType}: ${payload}`);
  }
  await assertNothingStaged();
});

test('S12 names of the prototype are plain field names', async () => {
  const form = new FormData();
  form.append('constructor', 'x');
  const { status, body } = await post(form);
  if (status === 200) assert.ok(Object.hasOwn(body.values, 'constructor'));
  assert.equal(Object.keys(Object.prototype).length, 0);
});

test('a line that breaks in the middle of a photo leaves nothing behind', async () => {
  const server = await serverWith(async (submission) => submission);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  const head = '--x\r\nContent-Disposition: form-data; name="photos"; filename="a.jpg"\r\n\r\n';
  socket.write(
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9999\r\n\r\n${head}begin`,
  );
  while ((await staged()).length === 0) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  await assertNothingStaged();
  await server.close();
});
