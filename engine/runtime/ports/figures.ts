import type { Instant } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { Measure } from '../history/measures.ts';
import type { InstanceState } from './engine.ts';

/** Sums of one day, to be added to those that stand there. */
export interface FigureRow {
  readonly serviceVersionId: string;
  /** Day number in the installation's time zone (`engine/cases/calendars/civil-date.ts`). */
  readonly day: number;
  readonly element: string;
  /** Unit of a task when it ended; '' for all else. */
  readonly unit: string;
  readonly measure: Measure;
  readonly times: number;
  readonly totalMs: number;
  /** How many durations fell into each bucket (`history/buckets.ts`). */
  readonly buckets: readonly number[];
}

/** An instance whose journal has commands that are not counted yet. */
export interface UncountedInstance {
  readonly id: string;
  readonly serviceVersionId: string;
  readonly processId: string;
  readonly caseId: string | null;
  /** The instance that called or began it. */
  readonly startedBy: string | null;
  readonly state: InstanceState;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** Commands applied. */
  readonly version: number;
  /** Commands counted. */
  readonly rolled: number;
}

export interface CountedTask {
  readonly key: string;
  readonly node: string;
  readonly unit: string;
  readonly dueAt: Instant | null;
}

export interface FigureQuery {
  readonly scope: Scope;
  readonly serviceVersionIds: readonly string[];
  /** Day numbers, both included. */
  readonly from: number;
  readonly to: number;
  /** Only this unit's. */
  readonly unit?: string;
  /** Only this element's. */
  readonly element?: string;
  readonly by: 'element' | 'unit' | 'day';
}

export interface FigureSum {
  /** What units did; what no unit did (the system, reporters) is summed apart. */
  readonly ofUnits: boolean;
  /** The element, the unit, or the day number. */
  readonly key: string;
  readonly measure: Measure;
  readonly times: number;
  readonly totalMs: number;
  readonly buckets: readonly number[];
}

export interface FigureTable {
  /** In order of id. */
  uncounted(limit: number): Promise<readonly UncountedInstance[]>;
  /** Also one that is counted. */
  byId(id: string): Promise<UncountedInstance | undefined>;
  tasksOf(instanceId: string): Promise<readonly CountedTask[]>;
  add(rows: readonly FigureRow[]): Promise<void>;
  /** @throws a conflict (replayed by the store) where somebody counted this instance meanwhile */
  setCounted(id: string, from: number, to: number): Promise<void>;
  sums(query: FigureQuery): Promise<readonly FigureSum[]>;
  /** Units that have figures in the time, within the scope. */
  units(query: Omit<FigureQuery, 'by' | 'unit' | 'element'>): Promise<readonly string[]>;
  /** Takes these instances for not counted at all. */
  reset(ids: readonly string[]): Promise<void>;
  /** Forgets all sums. */
  clear(): Promise<void>;
}
