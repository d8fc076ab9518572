import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './mariadb.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const metricsToken = 'a-token-of-the-tests';
const startTimeoutMs = 120_000;

/** With these a product does not start on the data that another one has left. */
const ofAnotherData: ReadonlySet<string> = new Set(['DATABASE_URL', 'DATA_DIR', 'WARDFLOW_DEMO']);

/** The product as an administrator runs it: a process of its own, which a test may kill and start again. */
export interface Product {
  readonly url: string;
  readonly dataDir: string;
  /** The text of `/metrics`. */
  metrics(): Promise<string>;
  /** All that the process has printed so far. */
  log(): string;
  /** `kill -9`, at once. */
  kill(): Promise<void>;
  /** Starts it again on the same port, folder and database; resolves when it is ready. */
  start(): Promise<void>;
  /** Graceful stop, and the folder is removed, or kept as `keepAs`. Throws where the product had ended by itself. */
  stop(keepAs?: string): Promise<void>;
}

/**
 * A data folder in which the product was started once, with the demo in it. `npm test` makes one, so that not every
 * test waits until the demo is loaded.
 */
export const seededFolder = 'WARDFLOW_TEST_SEEDED';

/** Starts Wardflow in a temporary folder. `settings` are environment variables of docs/configuration.md. */
export async function startProduct(settings: Readonly<Record<string, string>> = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-product-'));
  const seeded = process.env[seededFolder];
  if (seeded && Object.keys(settings).every((name) => !ofAnotherData.has(name))) {
    await cp(seeded, dataDir, { recursive: true });
  }
  const port = Number(settings['PORT'] ?? (await freePort()));
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    PUBLIC_URL: url,
    METRICS_TOKEN: metricsToken,
    ...settings,
  };
  let log = '';
  let child: ChildProcess | undefined;

  const product: Product = {
    url,
    dataDir,
    log: () => log,
    async metrics() {
      return await (await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } })).text();
    },
    async start() {
      const started = spawn(process.execPath, ['portal/wardflow.mjs', 'start'], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const keep = (chunk: Buffer) => {
        log = (log + chunk.toString()).slice(-4_000_000);
      };
      started.stdout?.on('data', keep);
      started.stderr?.on('data', keep);
      await untilReady(
        url,
        () => started.exitCode,
        () => log,
      );
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    async stop(keepAs) {
      let fault: Error | undefined;
      if (child !== undefined && child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        await ended;
      } else if (child !== undefined && child.exitCode !== null) {
        fault = new Error(`the product ended by itself with code ${child.exitCode}:\n${log.slice(-5000)}`);
      }
      if (keepAs !== undefined) await cp(dataDir, keepAs, { recursive: true });
      await rm(dataDir, { recursive: true, force: true });
      if (fault !== undefined) throw fault;
    },
  };
  await product.start();
  return product;
}

async function untilReady(url: string, exitCode: () => number | null, log: () => string): Promise<void> {
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (exitCode() !== null) throw new Error(`the product ended with code ${exitCode()}:\n${log()}`);
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`the product was not ready in time:\n${log()}`);
}
