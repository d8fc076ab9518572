/**
 * Does the duties that are due. A duty's row holds when it is due and, while a process does it, that process's lease:
 * a killed process's lease runs out, and another one goes on. The lease saves work and is no lock; see {@link Duty}.
 */
import type { Instant } from '#engine/core/values.ts';
import { backoffMs } from '../kernel/backoff.ts';
import type { DutyRow } from '../ports/duties.ts';
import type { Store } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { Duty, DutyRun } from './duty.ts';

export interface DutyRunner {
  /** Does one slice of each duty that is due. @returns how many slices; 0 where nothing was due */
  runDue(now: Instant): Promise<number>;
}

export interface DutyRunnerDeps {
  readonly store: Store;
  readonly duties: readonly Duty[];
  /** This process, different from all others. */
  readonly owner: string;
  readonly clock: () => Instant;
  /** Hears of a run that failed: it is tried again, ever later. */
  readonly onFault: (error: unknown, duty: string) => void;
  /** Hears of each run that ended well. */
  readonly onRun?: (duty: string, run: DutyRun, ms: number) => void;
}

const leaseMs = 60_000;

export function createDutyRunner(deps: DutyRunnerDeps): DutyRunner {
  return {
    async runDue(now) {
      const rows = await rowsOf(deps, now);
      let slices = 0;
      for (const duty of deps.duties) {
        const row = rows.get(duty.name);
        if (row !== undefined && isDue(duty, row, now) && (await takeAndRun(deps, duty, row))) slices += 1;
      }
      return slices;
    },
  };
}

/** A new duty is due for the first time as if it had been done just now. */
async function rowsOf({ store, duties }: DutyRunnerDeps, now: Instant): Promise<ReadonlyMap<string, DutyRow>> {
  return await store.transaction(async (tx) => {
    const rows = new Map((await tx.engine.duties.all()).map((row) => [row.name, row]));
    for (const { name, next } of duties.filter((duty) => !rows.has(duty.name))) {
      const none = { leaseOwner: '', leaseUntil: 0, startedAt: null, endedAt: null, done: 0, faults: 0, fault: '' };
      const row = { name, dueAt: next(now), ...none };
      await tx.engine.duties.insert(row);
      rows.set(name, row);
    }
    return rows;
  });
}

/** What lies further ahead than it ever could was written before the clock was set back. */
function isDue({ next }: Duty, { dueAt, leaseUntil }: DutyRow, now: Instant): boolean {
  const held = leaseUntil > now && leaseUntil <= now + leaseMs;
  return !held && (dueAt <= now || dueAt > Math.max(next(now), now + longestBackoffMs));
}

/** See `backoffMs`: an hour and a fifth. */
const longestBackoffMs = 4_500_000;

async function takeAndRun(deps: DutyRunnerDeps, duty: Duty, row: DutyRow): Promise<boolean> {
  const { store, owner, clock } = deps;
  const started = clock();
  const lease = { owner, until: started + leaseMs };
  if (!(await store.transaction((tx) => tx.engine.duties.take(row, lease, started)))) return false;
  const outcome = await attempt(deps, duty, row, started);
  await store.transaction((tx) => tx.engine.duties.settle(duty.name, owner, outcome));
  return true;
}

async function attempt(deps: DutyRunnerDeps, duty: Duty, row: DutyRow, started: Instant) {
  const renewal = setInterval(() => renew(deps, duty.name), leaseMs / 3).unref();
  try {
    const run = await duty.run(started);
    const ended = deps.clock();
    deps.onRun?.(duty.name, run, ended - started);
    return { dueAt: run.more ? ended : duty.next(ended), endedAt: ended, done: run.done, faults: 0, fault: '' };
  } catch (error) {
    deps.onFault(error, duty.name);
    const ended = deps.clock();
    const faults = row.faults + 1;
    const dueAt = Math.min(duty.next(ended), ended + backoffMs(faults, Math.random()));
    return { dueAt, endedAt: null, done: 0, faults, fault: kindOf(error) };
  } finally {
    clearInterval(renewal);
  }
}

function renew({ store, owner, clock }: DutyRunnerDeps, name: string): void {
  const lease = { owner, until: clock() + leaseMs };
  // Where the database does not answer the lease runs out, as it should.
  store.transaction((tx) => tx.engine.duties.extend(name, lease)).catch(() => undefined);
}

/** Texts of unforeseen errors may hold anything; the operator gets their kind, the log has the rest. */
function kindOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
