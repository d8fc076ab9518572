/** Processes of the product as an operator runs them, each of which may be killed, paused and started again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { freemem, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '#test/support/mariadb.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const readyMsMax = 120_000;

export interface Machine {
  readonly name: string;
  readonly url: string;
  running(): boolean;
  /** Starts the process. @returns milliseconds until it was ready */
  start(): Promise<number>;
  /** `kill -9`. */
  kill(): Promise<void>;
  /** SIGTERM, and waits for the end. @throws Error where the process had ended by itself */
  stop(): Promise<void>;
  /** Not scheduled any more, as a machine that swaps or a virtual one that is moved. */
  pause(): void;
  resume(): void;
  /** The end of what it has printed. */
  log(): string;
}

/** @param command `start` or `worker` @param settings environment variables of docs/configuration.md */
export async function newMachine(
  name: string,
  command: string,
  settings: Readonly<Record<string, string>>,
): Promise<Machine> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    TRUST_PROXY: '127.0.0.1',
    LOG_LEVEL: 'warn',
    // A worker answers nobody but its observers.
    ...(command === 'worker' && { OBSERVE_HOST: '127.0.0.1', OBSERVE_PORT: String(port) }),
    ...settings,
  };
  let child: ChildProcess | undefined;
  let log = '';
  const running = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  const send = async (signal: NodeJS.Signals) => {
    if (child === undefined || !running()) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    // One that is paused hears nothing else.
    if (signal !== 'SIGKILL') child.kill('SIGCONT');
    await ended;
  };
  return {
    name,
    url,
    running,
    async start() {
      const begun = Date.now();
      let said = '';
      log += `\n— ${name} is started —\n`;
      const started = spawn(process.execPath, ['portal/wardflow.mjs', command], {
        cwd: root,
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      const keep = (chunk: Buffer) => {
        log = (log + chunk.toString()).slice(-100_000);
      };
      started.stdout?.on('data', keep);
      started.stderr?.on('data', keep);
      while (Date.now() - begun < readyMsMax) {
        if (started.signalCode !== null) return Date.now() - begun;
        if (started.exitCode !== null)
          throw new Error(`${name} ended with code ${started.exitCode}:\n${log.slice(-3000)}`);
        said = await readiness(url);
        if (said === '') return Date.now() - begun;
        await wait(50);
      }
      throw new Error(`${name} was not ready in time: ${said}\n${stateOf(started.pid ?? 0)}\n${log.slice(-3000)}`);
    },
    kill: () => send('SIGKILL'),
    async stop() {
      if (child !== undefined && !running() && child.signalCode === null) {
        throw new Error(`${name} ended by itself with code ${child.exitCode}:\n${log.slice(-3000)}`);
      }
      await send('SIGTERM');
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    log: () => log,
  };
}

/** @returns '' where `/readyz` says that it is ready, else what it says */
async function readiness(url: string): Promise<string> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) });
    const text = await answer.text();
    return answer.ok ? '' : text;
  } catch (error) {
    return `${error} ${error instanceof Error && error.cause ? error.cause : ''}`;
  }
}

/** What a process that never got ready has been doing: hardly any time of the processor says that others had it all. */
function stateOf(pid: number): string {
  const told = spawnSync('ps', ['-o', 'stat=,etime=,time=,rss=,wchan=', '-p', String(pid)], { encoding: 'utf8' });
  const loads = loadavg().map((load) => load.toFixed(1));
  const free = Math.round(freemem() / 1024 / 1024);
  return `process ${pid}: ${told.stdout.trim()} (state, age, processor, KiB, waits in); load ${loads}, ${free} MiB free`;
}
