/** A city under load: a database, providers, processes of the product, people who use it, and at the end the checker. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Providers, startProviders } from '#test/support/providers.ts';
import { check, type Evidence, type Verdict } from './check.ts';
import { openReader } from './checks/database.ts';
import { deliveredBy } from './delivered.ts';
import { type Machine, newMachine } from './fleet.ts';
import { readLedger } from './ledger.ts';
import { layOut, registering } from './versions.ts';

export interface World {
  readonly providers: Providers;
  readonly machines: readonly Machine[];
  readonly folder: string;
  /** People come. @param clients how many at once */
  startLoad(load: Load): Promise<void>;
  /** Nobody comes any more; resolves when every command under way is answered, with what the people say of it. */
  stopLoad(): Promise<Readonly<Record<string, number>>>;
  /** Commands accepted so far. */
  accepted(): number;
  /** Waits until nothing is left to be sent or done, stops the processes and lets the checker look. */
  verdict(): Promise<Verdict & { readonly evidence: Evidence }>;
  /** Ends and removes everything; the folder stays where something was found. */
  close(keep?: boolean): Promise<void>;
}

export interface Load {
  readonly clients: number;
  readonly seed: number;
  /** Ends by itself after so many cases. */
  readonly cases?: number;
}

export interface WorldOptions {
  /** Address of an empty database for each process, by turns; undefined: SQLite in the world's folder. */
  readonly databases?: readonly string[];
  /** What runs: `start` (pages, API and worker) or `worker`. */
  readonly commands: readonly string[];
  readonly settings?: Readonly<Record<string, string>>;
}

/** How long what is on its way may take to arrive once all processes are up; a sender that died holds its notice for a while. */
const quietMsMax = 240_000;

const plus = '+'.charCodeAt(0);

export async function newWorld({ databases, commands, settings = {} }: WorldOptions): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-torture-'));
  const ledgerFile = join(folder, 'ledger.jsonl');
  await writeFile(ledgerFile, '');
  const urls = databases ?? [`sqlite:${join(folder, 'wardflow.db')}`];
  const database = urls[0] ?? '';
  const providers = await startProviders();
  const common = {
    ...providers.settings,
    // As behind a load balancer. Words that differed from process to process would not be found at the provider again.
    PUBLIC_URL: 'http://city.example',
    DATA_DIR: folder,
    SECRET_KEY: randomBytes(32).toString('hex'),
    ...settings,
  };
  const machines: Machine[] = [];
  for (const [index, command] of commands.entries()) {
    const own = { ...common, DATABASE_URL: urls[index % urls.length] ?? database };
    machines.push(await newMachine(`${command} ${index + 1}`, command, own));
  }
  let load: ChildProcess | undefined;
  let said = '';
  let accepted = 0;
  const world: World = {
    providers,
    machines,
    folder,
    async startLoad({ clients, seed, cases = 0 }) {
      said = '';
      const doors = machines.filter(({ name }) => name.startsWith('start')).map(({ url }) => url);
      const token = await layOut(doors[0] ?? '');
      const options = { urls: doors.join(','), ledger: ledgerFile, clients, seed, cases, token };
      const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
      load = spawn(process.execPath, [join(import.meta.dirname, 'load.ts'), ...args], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      load.stdout?.on('data', (chunk: Buffer) => {
        said = (said + chunk.toString()).slice(-1_000);
        accepted += chunk.filter((byte) => byte === plus).length;
      });
    },
    async stopLoad() {
      if (load === undefined) return {};
      if (load.exitCode === null) {
        const ended = once(load, 'exit');
        load.kill('SIGTERM');
        await ended;
      }
      if (load.exitCode !== 0) throw new Error(`the load generator ended with code ${load.exitCode}: ${said}`);
      return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Readonly<Record<string, number>>;
    },
    accepted: () => accepted,
    async verdict() {
      await untilQuiet(database);
      for (const machine of machines) await machine.stop();
      const delivered = deliveredBy(providers);
      await writeFile(join(folder, 'providers.json'), JSON.stringify(delivered));
      const ledger = readLedger(ledgerFile);
      const evidence = { database, ledger, delivered, filesDir: join(folder, 'files') };
      return { ...(await check(evidence)), evidence };
    },
    async close(keep = false) {
      load?.kill('SIGKILL');
      for (const machine of machines) await machine.kill();
      await providers.close();
      if (!keep) await rm(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** Until nothing waits to be sent, delivered or done at once; timers of days may wait, and who works outside has gone. */
async function untilQuiet(database: string): Promise<void> {
  const until = Date.now() + quietMsMax;
  const sql = `select (select count(*) from notice where state in ('queued', 'sending', 'unknown'))
    + (select count(*) from job where kind <> 'timer' and state <> 'incident' and topic <> '${registering}') as n`;
  for (;;) {
    const reader = await openReader(database);
    const rows = await reader.rows(sql).finally(() => reader.close());
    if (Number(rows[0]?.['n']) === 0 || Date.now() > until) return;
    await wait(250);
  }
}
