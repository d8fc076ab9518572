/** What operators look at and what they have set going: instances by where they stand, and batches of operations. */
import type { Instant, Json } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { Operation } from '../application/operations.ts';
import type { InstanceRow, InstanceState, TaskRow } from './engine.ts';

export interface OperationTables {
  readonly instances: InstanceQueries;
  readonly batches: BatchTable;
}

/** An instance with what a list of many shows of it. */
export interface ListedRow extends Omit<InstanceRow, 'snapshot'> {
  /** '' where it works on no case. */
  readonly registerNumber: string;
  readonly openIncidents: number;
}

export interface InstanceFilter {
  /** The access rules; an empty scope gives no rows. */
  readonly scope: Scope;
  /** Of these versions alone; an empty list gives no rows. */
  readonly versions: readonly string[];
  readonly states: readonly InstanceState[];
  /** Something of it waits, or is stuck, at this element; `isCall`: it is a call activity. */
  readonly element?: { readonly id: string; readonly isCall: boolean };
  /** Only with an open incident. */
  readonly incident?: boolean;
  readonly registerNumber?: string;
  /** Only of these. */
  readonly ids?: readonly string[];
}

export type OpenStep = Pick<TaskRow, 'serviceVersionId' | 'element' | 'name'>;

export interface InstanceQueries {
  /** Newest first, after the one with id `after`. */
  page(filter: InstanceFilter, after: string | undefined, limit: number): Promise<readonly ListedRow[]>;
  /** How many there are, counted no further than `max`. */
  count(filter: InstanceFilter, max: number): Promise<number>;
  /** One that is within the scope, whatever its state. */
  find(scope: Scope, id: string): Promise<InstanceRow | undefined>;
  /** The open tasks of each of these, as far as it takes to name them. */
  openSteps(ids: readonly string[]): Promise<ReadonlyMap<string, readonly OpenStep[]>>;
  /** Instances that this one has called, oldest first, no more than `max`. */
  calledBy(id: string, max: number): Promise<readonly InstanceRow[]>;
}

export type BatchState = 'running' | 'paused' | 'cancelled' | 'done';

export interface BatchRow {
  readonly id: string;
  readonly operation: Operation;
  /** How the instances were chosen, for who reads it later. */
  readonly selection: Json;
  readonly reason: string;
  readonly dryRun: boolean;
  readonly state: BatchState;
  readonly total: number;
  readonly createdAt: Instant;
  /** Account name: it is carried out with the rights that this account has then. */
  readonly createdBy: string;
  readonly endedAt: Instant | null;
  /** The batch that this one undoes. */
  readonly undoes: string | null;
}

/** `refused`: the instance or the rules do not allow it; `failed`: a fault of ours; `skipped`: the batch was cancelled. */
export type BatchItemState = 'pending' | 'done' | 'refused' | 'failed' | 'skipped';

export interface BatchItemRow {
  readonly batchId: string;
  /** 1, 2, 3, …: the order in which they are carried out. */
  readonly number: number;
  readonly instanceId: string;
  readonly state: BatchItemState;
  /** A code of the catalogue; '' where there is nothing to say. */
  readonly code: string;
  readonly params: { readonly [name: string]: Json };
  readonly at: Instant | null;
}

export type BatchItemResult = Pick<BatchItemRow, 'state' | 'code' | 'params' | 'at'>;

export interface BatchTable {
  insert(batch: BatchRow, instanceIds: readonly string[]): Promise<void>;
  byId(id: string): Promise<BatchRow | undefined>;
  /** The batch that undoes another one. */
  undoneBy(id: string): Promise<BatchRow | undefined>;
  /** Newest first. */
  page(query: BatchQuery): Promise<readonly BatchRow[]>;
  /** Those that are under way, oldest first. */
  running(limit: number): Promise<readonly BatchRow[]>;
  /** @returns false where it is in another state by now */
  move(id: string, from: readonly BatchState[], to: BatchState, endedAt: Instant | null): Promise<boolean>;
  counts(id: string): Promise<Readonly<Record<BatchItemState, number>>>;
  items(id: string, query: BatchItemQuery): Promise<readonly (BatchItemRow & { readonly registerNumber: string })[]>;
  /** Instances of the items in this state. */
  instancesIn(id: string, state: BatchItemState): Promise<readonly string[]>;
  /** The next items that wait. */
  pending(id: string, limit: number): Promise<readonly BatchItemRow[]>;
  /** Writes what became of an item that waits. @returns false where somebody else did already */
  settle(id: string, number: number, result: BatchItemResult): Promise<boolean>;
  /** Adds to what became of an item in the transaction that has just settled it. */
  note(id: string, number: number, result: BatchItemResult): Promise<void>;
  /** All that still wait are left out. */
  skipRest(id: string, at: Instant): Promise<void>;
}

export interface BatchQuery {
  /** Undefined: of everybody. */
  readonly createdBy: string | undefined;
  readonly after: string | undefined;
  readonly limit: number;
}

export interface BatchItemQuery {
  readonly state?: BatchItemState;
  readonly after: number;
  readonly limit: number;
}
