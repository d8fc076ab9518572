/**
 * The processes that work at one database. Each has a row with a *beat* that grows; who sees another's beat stand still
 * for a while, by its own steady clock, takes that one for dead. So no wall clock decides who lives, and a clock that
 * jumps takes nothing from anybody. The living share the instances among themselves by the last byte of their ids; that
 * only keeps them out of each other's way, every write is guarded by itself (docs/decisions).
 *
 * *Lease time* is the time that leases of jobs are counted in: it runs steadily as long as anybody lives, and is kept in
 * the rows, so that all agree on it.
 */
import type { Instant } from '#engine/core/values.ts';
import type { CrewRow, Share } from '../ports/jobs.ts';
import type { Store, Tx } from '../ports.ts';
import type { NewId } from './uuid.ts';

export interface CrewSettings {
  /** Milliseconds that only ever go on, e.g. `performance.now`. */
  readonly steady: () => number;
  /** Nobody else can be at this database (SQLite): whoever has a row is dead. */
  readonly alone: boolean;
}

export interface Crew {
  /** Begins to be counted. @param works whether it does jobs; else it only shares the lease time */
  join(now: Instant, works: boolean): Promise<void>;
  /** Says that it lives and sees who else does. To be called every {@link beatMs}. */
  beat(now: Instant): Promise<void>;
  /** Is counted no longer: what it did is given to the others at once. */
  leave(): Promise<void>;
  /** Whose instances it does; null: all. */
  share(): Share | null;
  leaseTime(now: Instant): Instant;
  /** How many jobs are still to be done one by one, because one of them may have killed who did it. */
  careful: number;
  /** Says which job it does alone, before it begins; null: none any more. */
  note(jobId: string | null): Promise<void>;
}

export interface CrewOptions {
  readonly store: Store;
  readonly newId: NewId;
  /** Hears in a transaction of a job that has killed who did it. */
  readonly onLost: (tx: Tx, jobId: string, now: Instant) => Promise<void>;
}

export const beatMs = 2_000;
/** Where nobody else can be, the beat only keeps the lease time. */
export const beatAloneMs = 60_000;
const silentMsMax = 10_000;
/** What the dead one was doing is among the first of those that are due. */
const carefulJobs = 200;

/** @param settings left out: it works alone, lease time is the time of day (tests, commands) */
export function createCrew(options: CrewOptions, settings?: CrewSettings): Crew {
  return settings === undefined ? loner() : member(options, settings);
}

function loner(): Crew {
  return {
    join: async () => {},
    beat: async () => {},
    leave: async () => {},
    share: () => null,
    leaseTime: (now) => now,
    careful: 0,
    note: async () => {},
  };
}

interface Seen {
  readonly beat: number;
  /** When it was first seen with this beat, by the steady clock. */
  readonly since: number;
}

function member(options: CrewOptions, { steady, alone }: CrewSettings): Crew {
  const { store, newId } = options;
  const others = new Map<string, Seen>();
  let own: CrewRow | null = null;
  let share: Share | null = null;
  /** Lease time less the steady clock; null before anybody was asked. */
  let offset: number | null = null;
  const leaseTime = (now: Instant) => Math.round(steady() + (offset ?? now - steady()));

  /** Forgets who is dead. @returns those who live */
  const living = async (rows: readonly CrewRow[], now: Instant): Promise<readonly CrewRow[]> => {
    const alive: CrewRow[] = [];
    for (const row of rows) {
      if (row.id === own?.id) continue;
      const seen = others.get(row.id);
      if (seen?.beat !== row.beat) others.set(row.id, { beat: row.beat, since: steady() });
      const silent = seen?.beat === row.beat && steady() - seen.since > silentMsMax;
      if (silent || alone) await bury(row, now);
      else alive.push(row);
    }
    for (const id of others.keys()) if (!rows.some((row) => row.id === id)) others.delete(id);
    return alive;
  };
  const bury = async (row: CrewRow, now: Instant) => {
    others.delete(row.id);
    const removed = await store.transaction(async (tx) => {
      if (!(await tx.engine.crew.remove(row.id, row.beat))) return false;
      if (row.underWay !== null) await options.onLost(tx, row.underWay, now);
      return true;
    });
    if (removed) crew.careful = carefulJobs;
  };
  const lookAround = async (rows: readonly CrewRow[], now: Instant) => {
    const latest = Math.max(0, ...rows.map((row) => row.leaseTime));
    if (offset === null) offset = (latest || now) - steady();
    const alive = await living(rows, now);
    // Who is ahead leads: lease time never goes back, and all are soon at the same.
    const ahead = Math.max(0, ...alive.map((row) => row.leaseTime)) - leaseTime(now);
    if (ahead > 0) offset += ahead;
    if (own !== null) share = shareOf(own, alive);
  };
  const enter = async (now: Instant, works: boolean) => {
    const row = { id: newId(now), works, beat: 1, leaseTime: leaseTime(now), underWay: null, startedAt: now };
    await store.transaction((tx) => tx.engine.crew.insert(row));
    own = row;
  };
  const crew: Crew = {
    async join(now, works) {
      await lookAround(await store.transaction((tx) => tx.engine.crew.all()), now);
      await enter(now, works);
      await crew.beat(now);
    },
    async beat(now) {
      if (own === null) return;
      const { id, works } = own;
      const { kept, rows } = await store.transaction(async (tx) => ({
        kept: await tx.engine.crew.beat(id, leaseTime(now)),
        rows: await tx.engine.crew.all(),
      }));
      // The others took it for dead (it was paused): it comes back as a new one.
      if (!kept) await enter(now, works);
      await lookAround(rows, now);
    },
    async leave() {
      const row = own;
      own = null;
      if (row !== null) await store.transaction((tx) => tx.engine.crew.remove(row.id));
    },
    share: () => share,
    leaseTime,
    careful: 0,
    async note(jobId) {
      const row = own;
      if (row !== null) await store.transaction((tx) => tx.engine.crew.note(row.id, jobId));
    },
  };
  return crew;
}

/** In order of their ids, each has the same number of bytes, to one. */
function shareOf(own: CrewRow, others: readonly CrewRow[]): Share | null {
  const ids = [own.id, ...others.filter(({ works }) => works).map(({ id }) => id)].toSorted();
  if (!own.works || ids.length === 1) return null;
  const place = ids.indexOf(own.id);
  const first = (at: number) => Math.floor((at * 256) / ids.length);
  return { from: first(place), to: first(place + 1) - 1 };
}
