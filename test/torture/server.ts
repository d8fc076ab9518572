/** A MariaDB server of one's own that may be killed, paused and started again on the same folder. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';

export interface Server {
  readonly name: string;
  /** `mysql://root@address:port`, as clients reach it. */
  readonly url: string;
  running(): boolean;
  /** @param extra options of this start alone @returns milliseconds until it answered and was whole */
  start(extra?: readonly string[]): Promise<number>;
  /** `kill -9`. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  pause(): void;
  resume(): void;
  /** How far it had come when it was killed: Galera's sequence number. */
  recoveredTo(): Promise<number>;
  /** Where its data lie. */
  readonly dataDir: string;
  /** Statements over its own socket, past the network. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface ServerOptions {
  readonly name: string;
  readonly folder: string;
  readonly address: string;
  readonly port: number;
  /** Network namespace that it lives in. */
  readonly namespace?: string;
  readonly options?: readonly string[];
}

const startMsMax = 90_000;

export function newServer({ name, folder, address, port, namespace, options = [] }: ServerOptions): Server {
  const user = process.getuid?.() === 0 ? ['--user=mysql'] : [];
  const own = join(folder, name);
  const socket = join(own, 'sock');
  install(own, user);
  const args = [
    '--no-defaults',
    `--datadir=${join(own, 'data')}`,
    `--socket=${socket}`,
    `--pid-file=${join(own, 'pid')}`,
    `--log-error=${join(own, 'log')}`,
    `--port=${port}`,
    '--bind-address=0.0.0.0',
    '--skip-name-resolve',
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-buffer-pool-size=96M',
    '--max-connections=300',
    '--character-set-server=utf8mb4',
    ...options,
    ...user,
  ];
  let child: ChildProcess | undefined;
  const running = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const send = async (signal: NodeJS.Signals) => {
    if (child === undefined || !running()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal !== 'SIGKILL') child.kill('SIGCONT');
    await ended;
  };
  const query: Server['query'] = async (sql) => {
    const connection = await createConnection({ socketPath: socket, user: 'root', connectTimeout: 2_000 });
    try {
      return (await connection.query(sql))[0] as Readonly<Record<string, unknown>>[];
    } finally {
      connection.destroy();
    }
  };
  return {
    name,
    url: `mysql://root@${address}:${port}`,
    running,
    async start(extra = []) {
      const begun = Date.now();
      const inside = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace];
      const [program = '', ...rest] = [...inside, 'mariadbd', ...args, ...extra];
      child = spawn(program, rest, { stdio: 'ignore' });
      while (Date.now() - begun < startMsMax) {
        if (!running()) throw new Error(`${name} ended while it started, see ${own}/log`);
        if (await isWhole(query)) return Date.now() - begun;
        await wait(100);
      }
      throw new Error(`${name} did not answer in time, see ${own}/log`);
    },
    kill: () => send('SIGKILL'),
    dataDir: join(own, 'data'),
    async recoveredTo() {
      const log = join(own, 'recovery.log');
      rmSync(log, { force: true });
      const looked = [...args.filter((arg) => !arg.startsWith('--log-error')), `--log-error=${log}`, '--wsrep-recover'];
      const looking = spawn('mariadbd', looked, { stdio: 'ignore' });
      const ended = once(looking, 'exit');
      try {
        return await positionIn(log, () => looking.exitCode !== null);
      } finally {
        // It should end by itself. MariaDB 10.11 was seen not to: it went on and took all the memory there was.
        looking.kill('SIGKILL');
        await ended;
      }
    },
    stop: () => send('SIGTERM'),
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    query,
  };
}

/** Lets root in from everywhere: these servers live on this machine's own networks, for minutes. */
export async function openToAll(server: Server): Promise<void> {
  await server.query(`create or replace user root@'%' identified by ''`);
  await server.query(`grant all on *.* to root@'%' with grant option`);
}

function install(folder: string, user: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  if (user.length > 0) spawnSync('chown', ['mysql', folder]);
  const options = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  const made = spawnSync(
    'mariadb-install-db',
    ['--no-defaults', `--datadir=${join(folder, 'data')}`, ...options, ...user],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stdout}${made.stderr}`);
}

const positionMsMax = 60_000;

async function positionIn(log: string, isOver: () => boolean): Promise<number> {
  const until = Date.now() + positionMsMax;
  for (;;) {
    const wasOver = isOver();
    const text = existsSync(log) ? readFileSync(log, 'utf8') : '';
    const number = /Recovered position: [0-9a-f-]+:(-?\d+)\s/.exec(text)?.[1];
    if (number !== undefined) return Number(number);
    if (wasOver || Date.now() > until) throw new Error(`it does not say how far it had come, see ${log}`);
    await wait(100);
  }
}

/** Answers, and on a cluster belongs to those who may write. */
async function isWhole(query: Server['query']): Promise<boolean> {
  try {
    const [row] = await query(`show status like 'wsrep_ready'`);
    const [on] = await query(`show variables like 'wsrep_on'`);
    return on?.['Value'] !== 'ON' || row?.['Value'] === 'ON';
  } catch {
    return false;
  }
}
