/** What the runtime keeps of jobs (timers, work for connectors and external workers, deliveries) and of who does them. */
import type { Instant, Json } from '#engine/core/values.ts';

export interface JobRow {
  readonly id: string;
  readonly instanceId: string;
  readonly serviceVersionId: string;
  readonly caseId: string | null;
  /** `delivery`: something that this instance has said to others and that is on its way to them. */
  readonly kind: 'timer' | 'connector' | 'delivery';
  /** The core's id of the timer or job within its instance; of a delivery its place in the order of deliveries. */
  readonly key: string;
  readonly node: string;
  readonly element: string;
  /** Type of a connector job, or of a delivery; '' for a timer. */
  readonly type: string;
  /** Who does it: '' the engine by itself, else whoever fetches jobs of this topic. */
  readonly topic: string;
  /** Its place among the others, see `lanes.ts`: lanes of one priority take turns. */
  readonly lane: string;
  readonly dueAt: Instant;
  readonly state: 'ready' | 'leased' | 'incident';
  /** Names one lease of one worker, never two; '' where nobody holds it. */
  readonly leaseOwner: string;
  /** Another worker may take it from this lease time on (see `crew.ts`). 0: nobody holds it. */
  readonly leaseUntil: Instant;
  readonly retriesLeft: number;
  readonly attempts: number;
  /** Milliseconds before the second, third, … try; empty: the engine's own waits. */
  readonly waits: readonly number[];
  /** How often who worked at it died or never answered. */
  readonly lost: number;
  readonly inputs: { readonly [name: string]: Json };
  /** What went wrong last time; never personal data. */
  readonly lastError: string;
  readonly createdAt: Instant;
  /** The request that led to it, for the log; null: nobody asked for it, or it is from before this was kept. */
  readonly requestId: string | null;
}

/** Which due rows are asked for. */
export interface DueQuery {
  readonly topic: string;
  readonly now: Instant;
  /** Only those of these instances; left out: of all. */
  readonly share?: Share | null;
}

/** Instances by the last byte of their ids, which is random: from and to, both included. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

export interface DueLane {
  readonly lane: string;
  /** Of its first row. */
  readonly dueAt: Instant;
}

export interface JobTable {
  insert(jobs: readonly JobRow[]): Promise<void>;
  remove(instanceId: string, kind: JobRow['kind'], key: string): Promise<void>;
  /** All that an instance that has ended waits for; what it has said to others stays on its way. */
  removeAll(instanceId: string): Promise<void>;
  /** Removes the row of a delivery that is carried out now. @returns false where somebody was faster */
  take(id: string): Promise<boolean>;
  byId(id: string): Promise<JobRow | undefined>;
  find(instanceId: string, kind: JobRow['kind'], key: string): Promise<JobRow | undefined>;
  ofInstance(instanceId: string): Promise<readonly JobRow[]>;
  /** Whether the engine itself has anything to do: the first due date of its ready rows, and whether messages wait. */
  glance(): Promise<Glance>;
  /**
   * Ready rows that are due, the oldest first. Of the deliveries of one instance only the first, since what it said
   * first arrives first; for workers only those of instances that do not rest.
   */
  due(query: DueQuery, limit: number): Promise<readonly JobRow[]>;
  /** Lanes of a topic that have ready rows, in order, with the due date of each one's first. Cheap however many rows. */
  lanes(topic: string): Promise<readonly DueLane[]>;
  /** As {@link due}, at most `limit` of each lane. */
  dueInLanes(query: DueQuery, lanes: readonly string[], limit: number): Promise<readonly JobRow[]>;
  /** Deliveries of an instance after one of its own, in the order in which they were said. */
  deliveriesAfter(seen: JobRow, now: Instant, limit: number): Promise<readonly JobRow[]>;
  /** Rows of a topic whose lease has run out. */
  runOut(topic: string, leaseTime: Instant, limit: number): Promise<readonly JobRow[]>;
  /** Which of these topics have ready rows that are due, or leases that have run out. */
  topicsDue(topics: readonly string[], now: Instant, leaseTime: Instant): Promise<readonly string[]>;
  /** Takes those that still stand as they were seen. @returns them as they stand now */
  lease(seen: readonly JobRow[], owner: string, until: Instant): Promise<readonly JobRow[]>;
  /** Holds a job longer. @returns false where the lease was lost */
  extend(id: string, owner: string, until: Instant): Promise<boolean>;
  /** The element that a timer or job is of is called otherwise from now on. */
  rename(instanceId: string, kind: 'timer' | 'connector', key: string, element: string): Promise<void>;
  /** A row that waits for an operator is done again. */
  makeReady(id: string, change: Pick<JobRow, 'dueAt' | 'retriesLeft'>): Promise<void>;
  /** Built-in work of an instance that rested is due at once. */
  wake(instanceId: string, now: Instant): Promise<void>;
  /** Whoever worked at it has died. */
  noteLost(id: string): Promise<void>;
  /** Gives a job back after a failure, if it still stands as `seen`. @returns false where the lease was lost */
  giveBack(seen: JobRow, change: JobFailureChange): Promise<boolean>;
}

export interface Glance {
  readonly dueAt: Instant | null;
  readonly messages: boolean;
}

export interface JobFailureChange {
  readonly state: 'ready' | 'incident';
  readonly dueAt: Instant;
  readonly retriesLeft: number;
  readonly error: string;
}

/** A process that works at this database, as the others see it. */
export interface CrewRow {
  readonly id: string;
  /** False: it only watches leases (it has no loop that does jobs). */
  readonly works: boolean;
  /** Grows as long as it lives. */
  readonly beat: number;
  readonly leaseTime: Instant;
  /** The job that it does alone because it may kill who does it; null for none. */
  readonly underWay: string | null;
  readonly startedAt: Instant;
}

export interface CrewTable {
  /** By id. */
  all(): Promise<readonly CrewRow[]>;
  insert(row: CrewRow): Promise<void>;
  /** @returns false where the row is gone */
  beat(id: string, leaseTime: Instant): Promise<boolean>;
  note(id: string, underWay: string | null): Promise<void>;
  /** @param beat removes it only if it still stands at this beat @returns whether it was removed now */
  remove(id: string, beat?: number): Promise<boolean>;
}

/** What lets an external program in; the token itself is nowhere. */
export interface WorkerTokenRow {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  /** What it may do: fetch jobs of these topics, send these messages, throw these signals; nothing else. */
  readonly topics: readonly string[];
  readonly messages: readonly string[];
  readonly signals: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly revokedAt: Instant | null;
  readonly revokedBy: string;
}

export interface WorkerTokenTable {
  /** The newest first. */
  all(): Promise<readonly WorkerTokenRow[]>;
  byHash(hash: string): Promise<WorkerTokenRow | undefined>;
  insert(row: WorkerTokenRow): Promise<void>;
  /** @returns false where there is none, or it was revoked before */
  revoke(id: string, at: Instant, by: string): Promise<boolean>;
}
