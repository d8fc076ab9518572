import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

export interface RunningMariaDb {
  /** `mysql://root@127.0.0.1:port`: add a database's name. */
  readonly url: string;
  /** Number of its process. */
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts a real MariaDB of its own: a free loopback port, a temporary folder, durable commits. Stop it when done.
 * @param options of the server besides
 */
export async function startMariaDb(options: readonly string[] = []): Promise<RunningMariaDb> {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-mariadb-'));
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : [];
  if (user.length > 0) spawnSync('chown', ['mysql', folder]);
  const data = join(folder, 'data');
  const made = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stdout}${made.stderr}`);
  const server = spawn(
    'mariadbd',
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${join(folder, 'sock')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-buffer-pool-size=128M',
      '--max-connections=400',
      '--character-set-server=utf8mb4',
      ...options,
      ...user,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-4000);
  });
  const url = `mysql://root@127.0.0.1:${port}`;
  await untilAnswering(
    url,
    () => server.exitCode !== null,
    () => log,
  );
  return {
    url,
    pid: server.pid ?? 0,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilAnswering(url: string, dead: () => boolean, log: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && !dead()) {
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  throw new Error(`MariaDB did not answer at ${url}: ${log()}`);
}
