/**
 * docs/deploy/ without containers: two processes that answer, two that work, on one MariaDB, with the nginx of the compose
 * file in front where nginx is installed (else requests go to one process and the other in turn).
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { databaseNames, newDatabase, stopOwn } from '#test/support/databases.ts';
import { eventually } from '#test/support/eventually.ts';
import { freePort } from '#test/support/mariadb.ts';
import { findTask, mainPath, officials, signedIn, startWalk, walkThrough } from '#test/support/path.ts';
import { type Providers, startProviders } from '#test/support/providers.ts';

const root = new URL('../../', import.meta.url).pathname;
const cleanUp: (() => unknown)[] = [];
after(async () => {
  for (const one of cleanUp.reverse()) await one();
  await stopOwn();
});

interface Running {
  readonly child: ChildProcess;
  readonly observed: string;
  readonly port: number;
}

if (databaseNames.includes('MariaDB')) {
  describe('two processes that answer and two that work, on one database', { concurrency: false }, () => {
    let providers: Providers;
    let apps: readonly Running[] = [];
    let workers: readonly Running[] = [];
    let url = '';

    test('a case goes its whole way though every request may go to another process', async () => {
      providers = await startProviders();
      cleanUp.push(() => providers.close());
      const database = await newDatabase('MariaDB');
      cleanUp.push(database.remove);
      const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-topology-'));
      cleanUp.push(() => rm(dataDir, { recursive: true, force: true }));
      const front = await freePort();
      url = `http://127.0.0.1:${front}`;
      const settings = {
        ...providers.settings,
        DATABASE_URL: database.url,
        DATA_DIR: dataDir,
        SECRET_KEY: randomBytes(32).toString('hex'),
        PUBLIC_URL: url,
        TRUST_PROXY: '127.0.0.1',
        LOG_LEVEL: 'error',
      };
      // The first one makes the schema and loads the demo; the others find both.
      const first = await run('start', ['--no-worker'], settings);
      const [second, ...both] = await Promise.all([
        run('start', ['--no-worker'], settings),
        run('worker', [], settings),
        run('worker', [], settings),
      ]);
      apps = [first, second];
      workers = both;
      await balance(apps, front, dataDir);
      const walk = startWalk(url);
      await walkThrough(walk, mainPath);
      await eventually(
        () => (providers.sms(walk.registerNumber).length >= 3 ? true : undefined),
        () => `three SMS: ${JSON.stringify(providers.twilio.sent)}`,
      );
      assert.equal(providers.sms(walk.registerNumber).length, 3, 'two workers send each notice once');
    });

    test('with one of each killed, the others go on, and readiness says who lives', async () => {
      // Until it is gone, a request may still come to it, and one that writes is not asked again elsewhere.
      for (const { child } of [...apps.slice(0, 1), ...workers.slice(0, 1)]) {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
      const operator = await eventually(
        () => signedIn(url, officials.operator).catch(() => undefined),
        () => 'a sign-in through the process that is left',
      );
      const walk = startWalk(url, '0987000009');
      await walkThrough(walk, mainPath.slice(0, 1));
      assert.ok(await findTask(operator, walk.registerNumber, 'verify'));
      await eventually(
        () => (providers.sms(walk.registerNumber).length >= 1 ? true : undefined),
        () => 'the first SMS by the worker that is left',
        60_000,
      );
      assert.equal((await fetch(`${workers[1]?.observed}/readyz`)).status, 200);
      await assert.rejects(fetch(`${workers[0]?.observed}/readyz`));
    });

    test('told to stop, a worker ends by itself', async () => {
      const child = workers[1]?.child ?? assert.fail();
      child.kill('SIGTERM');
      const [code] = await once(child, 'exit');
      assert.equal(code, 0);
    });
  });
}

async function run(
  command: string,
  args: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Running> {
  const [port, observer] = [await freePort(), await freePort()];
  const observed = `http://127.0.0.1:${observer}`;
  const env = {
    ...process.env,
    ...settings,
    PORT: String(port),
    HOST: '127.0.0.1',
    OBSERVE_PORT: String(observer),
    OBSERVE_HOST: '127.0.0.1',
  };
  const child = spawn(process.execPath, ['portal/wardflow.mjs', command, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  cleanUp.push(() => child.kill('SIGKILL'));
  for (let tries = 0; tries < 1_200; tries += 1) {
    assert.equal(child.exitCode, null, printed);
    if ((await fetch(`${observed}/readyz`).catch(() => undefined))?.ok === true) return { child, observed, port };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(printed);
}

/** nginx with the shipped settings, its names and port replaced; else a line to one and the other in turn. */
async function balance(apps: readonly Running[], front: number, folder: string): Promise<void> {
  if (spawnSync('nginx', ['-v']).status !== 0) return await inTurn(apps, front);
  const shipped = await readFile(join(root, 'docs/deploy/nginx.conf'), 'utf8');
  const conf = shipped
    .replace('app1:3000', `127.0.0.1:${apps[0]?.port}`)
    .replace('app2:3000', `127.0.0.1:${apps[1]?.port}`)
    .replace('listen 8080', `listen 127.0.0.1:${front}`)
    .replace('/tmp/wardflow-nginx.pid', join(folder, 'nginx.pid'));
  await writeFile(join(folder, 'nginx.conf'), conf);
  const nginx = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: 'ignore' });
  cleanUp.push(() => nginx.kill('SIGTERM'));
  await eventually(
    () => fetch(`http://127.0.0.1:${front}/healthz`).catch(() => undefined),
    () => 'nginx answers',
  );
}

async function inTurn(apps: readonly Running[], front: number): Promise<void> {
  const { createServer, request } = await import('node:http');
  let next = 0;
  const server = createServer((incoming, outgoing) => {
    const living = apps.filter(({ child }) => child.exitCode === null && child.signalCode === null);
    next += 1;
    const port = living[next % living.length]?.port;
    const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress ?? '' };
    const passed = request(
      { port, host: '127.0.0.1', path: incoming.url, method: incoming.method, headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  }).listen(front, '127.0.0.1');
  // Longer than any pause of a test: a line that is closed while it is taken up again fails the request.
  server.keepAliveTimeout = 120_000;
  cleanUp.push(() => server.close());
  await once(server, 'listening');
}
