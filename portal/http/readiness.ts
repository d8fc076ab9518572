/**
 * What `/readyz` checks: whether this process can do what it is there for at this moment. The database must take a write,
 * because one that only answers (its disk is full, it has become read only) serves nobody.
 */
import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { isHeld } from '#engine/runtime/duties/held.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { Refusal } from '#engine/runtime/refusal.ts';
import type { Observed } from './observe.ts';

export interface ReadinessDeps {
  readonly store: Store;
  readonly dataDir: string;
  readonly worker: ObservedWorker;
  readonly clock: () => number;
}

/** The worker of this process. */
export interface ObservedWorker {
  /** Whether it ended a round lately; undefined where there is none here. */
  alive(): boolean | undefined;
}

/** A photo of every size that is taken fits many times. */
const freeBytesMin = 32 * 1024 * 1024;
/** A database that takes a single row no sooner serves nobody. */
const writeMsMax = 3_000;
/** However often it is asked, so often it looks. */
const lookMs = 1_000;

export function readinessOf(deps: ReadinessDeps): Observed['ready'] {
  let last: { readonly at: number; readonly checks: ReturnType<Observed['ready']> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at > lookMs) last = { at: now, checks: look(deps) };
    return last.checks;
  };
}

async function look({ store, dataDir, worker, clock }: ReadinessDeps): ReturnType<Observed['ready']> {
  const alive = worker.alive();
  const [database, disk] = await Promise.all([write(store, clock()), room(dataDir)]);
  // Where the database does not answer, nobody knows whether something is held.
  const held = database === true && (await isHeld(store).catch(() => false));
  return {
    database,
    disk,
    ...(held && { held: 'restored from a backup: timers and notices wait for "wardflow release"' }),
    ...(alive !== undefined && { worker: alive || 'has not ended a round for 30 seconds' }),
  };
}

async function write(store: Store, at: number): Promise<true | string> {
  let timer: NodeJS.Timeout | undefined;
  // Whoever asks wants to know now: what comes later than that comes too late for everybody else, too.
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('answers too slowly'), writeMsMax);
  });
  const written = store
    .transaction((tx) => tx.engine.marks.put({ name: 'written', content: '', at }))
    .then((): true => true)
    .catch((error: unknown) => (error instanceof Refusal && reasons[error.code]) || 'does not answer');
  try {
    return await Promise.race([written, late]);
  } finally {
    clearTimeout(timer);
  }
}

const reasons: Readonly<Record<string, string>> = {
  STORAGE_FULL: 'its disk is full',
  STORAGE_READ_ONLY: 'takes no writes',
  DATABASE_BUSY: 'has no connection left',
};

async function room(dataDir: string): Promise<true | string> {
  try {
    await access(dataDir, constants.W_OK);
    const { bavail, bsize } = await statfs(dataDir);
    return bavail * bsize >= freeBytesMin || 'less than 32 MiB are left in DATA_DIR';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'EROFS' ? 'DATA_DIR is on a read-only file system' : 'DATA_DIR cannot be written';
  }
}
