/** Reorganisations and what they have moved, a row each. */
import type { Instant, Json } from '#engine/core/values.ts';
import type { ReorganisationState } from '../application/reorganisations.ts';

export interface ReorganisationRow {
  readonly id: string;
  readonly state: ReorganisationState;
  /** How far it is: `''`, `cases`, `cases <id>` (up to which case it was looked), `tasks`. */
  readonly phase: string;
  readonly effectiveDay: string;
  readonly content: Json;
  readonly note: string;
  readonly report: Json;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
}

export interface ReorganisationItemRow {
  readonly reorganisationId: string;
  readonly kind: 'case' | 'task' | 'post';
  /** Id of the case, task or post. */
  readonly subject: string;
  readonly fromUnit: string;
  readonly toUnit: string;
  /** '' where it moved, else the code of what stood against it. */
  readonly outcome: string;
  readonly movedAt: Instant;
}

export interface ReorganisationTables {
  insert(row: ReorganisationRow): Promise<void>;
  byId(id: string): Promise<ReorganisationRow | undefined>;
  /** The newest first. */
  all(limit: number): Promise<readonly ReorganisationRow[]>;
  /** Those that are under way, and those whose day has come, the oldest first. */
  due(day: string): Promise<readonly ReorganisationRow[]>;
  /** @returns whether it was in the state and phase that it is taken from */
  move(row: Pick<ReorganisationRow, 'id' | 'state' | 'phase'>, to: Partial<ReorganisationRow>): Promise<boolean>;
  /** Notes that something moved. @returns false where it was noted as moved before: then nothing may be done again */
  note(row: ReorganisationItemRow): Promise<boolean>;
  counts(
    id: string,
  ): Promise<readonly (Pick<ReorganisationItemRow, 'kind' | 'fromUnit' | 'toUnit'> & { readonly count: number })[]>;
  stays(id: string, limit: number): Promise<readonly ReorganisationItemRow[]>;
  /** Open cases of these units or wards after an id, in order of id. */
  openCasesOf(where: Places, after: string, limit: number): Promise<readonly string[]>;
  /** Ids of open tasks of these units. */
  openTasksOf(units: readonly string[], limit: number): Promise<readonly string[]>;
  /** A task goes to another unit; nothing else about it changes. @returns whether it was open and there */
  moveTask(id: string, from: string, to: string): Promise<boolean>;
  /** How many open and closed cases, and open tasks, by what decides where they go. */
  casesBy(units: readonly string[]): Promise<readonly CasesBy[]>;
  tasksBy(units: readonly string[]): Promise<readonly Omit<CasesBy, 'state'>[]>;
  openCasesInWard(ward: string): Promise<number>;
  /** What an official answers for goes with the post, and to the ward that follows. */
  moveResponsibilities(fromPost: string, toPost: string): Promise<void>;
  moveResponsibilityWard(from: string, to: string): Promise<void>;
}

export interface Places {
  readonly units: readonly string[];
  readonly wards: readonly string[];
}

export interface CasesBy {
  readonly unit: string;
  readonly ward: string;
  readonly category: string;
  readonly state: string;
  readonly count: number;
}
