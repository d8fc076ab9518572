/** The product as a process: starts, refuses a second one, stops when told, and starts again where it was. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-start-'));
after(() => rm(dataDir, { recursive: true, force: true }));

interface Process {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
}

function start(settings: Readonly<Record<string, string>> = {}): Process {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'wardflow.mjs'), 'start'], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return { child, ended, output: () => output };
}

async function started(run: Process): Promise<string> {
  const until = Date.now() + 60_000;
  for (;;) {
    const url = /^Wardflow: (http:\S+)$/m.exec(run.output())?.[1];
    if (url !== undefined) return url;
    assert.ok(run.child.exitCode === null && Date.now() < until, run.output());
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('it says where to go and who may sign in, refuses a second process, and stops gracefully on SIGTERM', async () => {
  const first = start();
  const url = await started(first);
  assert.match(first.output(), /demo accounts.*lam-hai-demo-2026/);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);

  const second = start();
  assert.equal(await second.ended, 1);
  assert.match(second.output(), new RegExp(`Process ${first.child.pid} is using the database`));
  assert.doesNotMatch(second.output(), /\n\s+at /);

  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0, first.output());
});

test('a request under way when it is told to stop gets its answer', async () => {
  const run = start();
  const { hostname, port } = new URL(await started(run));
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  const body = '{"username":"nobody","password":"wrong"}';
  socket.write(
    `POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n`,
  );
  await once(socket, 'data');
  run.child.kill('SIGTERM');
  while (!run.output().includes('Stopping')) await new Promise((resolve) => setTimeout(resolve, 10));
  socket.write(body);
  await once(socket, 'close');
  assert.match(answer, /^HTTP\/1.1 100 Continue[\s\S]*HTTP\/1.1 401[\s\S]*WRONG_CREDENTIALS/);
  assert.equal(await run.ended, 0, run.output());
});

test('the log names no code, no person and no word of a report, whatever goes wrong', async () => {
  const run = start({ LOG_LEVEL: 'debug' });
  const url = await started(run);
  const canaries = ['7KQ2-XW7M-3HTD', 'canary-person', '0912345678', 'canary-word', 'canary-password'];
  const [code, person, phone, word, password] = canaries;
  const json = { 'content-type': 'application/json' };
  const report = { values: { name: person, phone, description: word }, submissionKey: 'canary-word-key' };
  await fetch(`${url}/api/v1/reports/${code}`);
  await fetch(`${url}/follow?code=${code}&secret=${phone}`);
  await fetch(`${url}/nowhere/${code}?q=${word}`);
  await fetch(`${url}/api/v1/reports`, { method: 'POST', headers: json, body: JSON.stringify(report) });
  await fetch(`${url}/api/v1/reports`, { method: 'POST', headers: json, body: `{"${word}` });
  await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ username: person, password }),
  });
  run.child.kill('SIGTERM');
  assert.equal(await run.ended, 0);
  assert.match(run.output(), /"route":"\/api\/v1\/reports\/:code"/);
  for (const canary of canaries) assert.ok(!run.output().includes(canary), canary);
});

test('killed, it starts again on what it had', async () => {
  const run = start();
  await started(run);
  run.child.kill('SIGKILL');
  await run.ended;
  const again = start();
  const url = await started(again);
  assert.equal((await fetch(`${url}/readyz`)).status, 200);
  again.child.kill('SIGINT');
  assert.equal(await again.ended, 0);
});

test('a port that is taken ends the start with the setting to change', async () => {
  const other = createServer();
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const run = start({ PORT: String(port) });
  assert.equal(await run.ended, 1);
  other.close();
  assert.match(
    run.output(),
    new RegExp(`^wardflow: port ${port} on 127.0.0.1 is used by another program. Set PORT`, 'm'),
  );
  assert.doesNotMatch(run.output(), /not open/);
});

test('a database that does not answer ends the start with its address and without its password', async () => {
  const run = start({ DATABASE_URL: 'mysql://someone:canary@127.0.0.1:1/wardflow' });
  assert.equal(await run.ended, 1);
  assert.match(run.output(), /^wardflow: the database of DATABASE_URL \(127.0.0.1:1\) cannot be opened/m);
  assert.doesNotMatch(run.output(), /canary/);
});
