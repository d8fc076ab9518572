import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { Actor, Localised } from './common.ts';

/**
 * What an operator does to cases that are under way: stop them, let them go on, take them elsewhere, mend what is
 * stuck, put them under another version; one by one or many at once. Everything needs the right to operate, a reason,
 * and leaves a line in the audit and in the case.
 */
export interface Operations {
  /** Instances that the actor may see, newest first. */
  list(actor: Actor, query: InstanceQuery): Promise<InstancePage>;
  /** @throws Refusal 404 where it is not the actor's to see */
  get(actor: Actor, instanceId: string): Promise<InstanceDetail>;
  /** The services that the actor may operate, with their versions and what stands where. */
  services(actor: Actor): Promise<readonly OperatedService[]>;
  /** The drawing of a process as it was published. */
  diagram(actor: Actor, service: string, version: number, process: string): Promise<{ readonly xml: string }>;
  /** What an operation would close and open; nothing is changed. @throws Refusal as {@link Operations.perform} */
  preview(actor: Actor, instanceId: string, operation: Operation): Promise<Outcome>;
  /**
   * Does it. The same key again gives the same answer and does nothing.
   * @throws Refusal 404, 403 without the right, 409 where the instance does not allow it, 422 without a reason
   */
  perform(actor: Actor, instanceId: string, request: OperationRequest): Promise<Outcome>;
  /** How the elements of a version go over into another one, and how many tokens wait at each. */
  plan(actor: Actor, service: string, request: PlanRequest): Promise<MigrationPlanView>;
  /** Nothing begins on a version while it is on hold. */
  hold(
    actor: Actor,
    service: string,
    version: number,
    request: HoldRequest,
  ): Promise<{ readonly batchId: string | null }>;
  /** Sets an operation going on many instances. @throws Refusal 422 `BATCH_EMPTY`, `BATCH_TOO_LARGE` */
  createBatch(actor: Actor, request: BatchRequest): Promise<{ readonly batchId: string }>;
  batches(actor: Actor, cursor?: string): Promise<BatchPage>;
  batch(actor: Actor, batchId: string): Promise<BatchView>;
  batchItems(actor: Actor, batchId: string, query: BatchItemsQuery): Promise<BatchItemPage>;
  /** @throws Refusal 409 `BATCH_STATE` where it is not in a state for that */
  controlBatch(actor: Actor, batchId: string, verb: 'pause' | 'resume' | 'cancel'): Promise<void>;
  /** A new batch that takes back what this one has done. @throws Refusal 409 `BATCH_NOT_UNDOABLE` */
  undoBatch(
    actor: Actor,
    batchId: string,
    request: { readonly reason: string; readonly key: string },
  ): Promise<{
    readonly batchId: string;
  }>;
}

export type Operation =
  | { readonly kind: 'suspend' | 'resume' | 'cancel' }
  /** `cancel`: elements or nodes; the others: elements. */
  | {
      readonly kind: 'move';
      readonly cancel: readonly string[];
      readonly startBefore: readonly string[];
      readonly startAfter: readonly string[];
      readonly variables: Variables;
    }
  /** `scope` left out: the outermost. */
  | { readonly kind: 'setVariables'; readonly scope?: string; readonly variables: Variables }
  /** `incident` left out: all that are open. The variables are set before it is tried again. */
  | { readonly kind: 'retry'; readonly incident?: string; readonly variables: Variables }
  /** To a version of the same service; `map` says the ids that nobody can find by themselves. */
  | { readonly kind: 'migrate'; readonly version: number; readonly map: { readonly [element: string]: string } }
  /** Back from the version that a migration has led to, if nothing has happened since. */
  | { readonly kind: 'undoMigration'; readonly version: number };

export type OperationKind = Operation['kind'];

export interface OperationRequest {
  readonly operation: Operation;
  readonly reason: string;
  /** Known again when it is sent twice. */
  readonly key: string;
}

/** What an operation did, or would do. */
export interface Outcome {
  readonly state: LifeOfInstance;
  readonly closes: readonly OutcomeLine[];
  readonly opens: readonly OutcomeLine[];
  /** What is stuck then: after a retry that met the same again, or what begins and cannot. */
  readonly stuck: readonly OutcomeLine[];
  /** Of a migration: whether it is proved that the instance can end from here; else there was too much to look at. */
  readonly proved: boolean;
}

export interface OutcomeLine {
  readonly element: string;
  readonly name: Localised;
  readonly waitsFor: Waiting;
}

/** What a token waits for: a person, a worker, a called process, an event; or it is stuck, or has tokens inside. */
export type Waiting = 'task' | 'job' | 'call' | 'event' | 'incident' | 'inside' | 'join';

export type LifeOfInstance = 'active' | 'suspended' | 'completed' | 'terminated' | 'failed';

export interface InstanceQuery {
  readonly service?: string;
  readonly version?: number;
  /** Left out: those that are not over. */
  readonly states?: readonly LifeOfInstance[];
  readonly element?: string;
  readonly incident?: boolean;
  readonly registerNumber?: string;
  readonly cursor?: string;
}

export interface InstancePage {
  readonly items: readonly InstanceSummary[];
  readonly next: string | null;
  /** How many meet the filter, counted up to {@link InstancePage.totalMax}. */
  readonly total: number;
  readonly totalMax: number;
}

export interface InstanceSummary {
  readonly id: string;
  readonly service: string;
  readonly serviceName: Localised;
  readonly version: number;
  readonly process: string;
  readonly state: LifeOfInstance;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly registerNumber: string | null;
  readonly openIncidents: number;
  readonly isCalled: boolean;
  /** Names of the open tasks. */
  readonly steps: readonly Localised[];
}

export interface InstanceDetail extends InstanceSummary {
  /** Commands so far. */
  readonly commands: number;
  readonly mayOperate: boolean;
  readonly onHold: boolean;
  readonly tokens: readonly TokenView[];
  readonly scopes: readonly ScopeView[];
  readonly tasks: readonly TaskLine[];
  readonly jobs: readonly JobLine[];
  readonly subscriptions: readonly SubscriptionLine[];
  readonly incidents: readonly IncidentLine[];
  readonly called: readonly InstanceSummary[];
  readonly caller: InstanceSummary | null;
  /** The latest, newest first. */
  readonly history: readonly HistoryLine[];
  readonly journal: readonly JournalLine[];
  /** Elements a token may be taken to, in the order of the model. */
  readonly places: readonly PlaceView[];
  /** Newer and older versions it may be put under. */
  readonly versions: readonly number[];
  /** The last thing that happened was a migration from this version: it can be taken back. */
  readonly migratedFrom: number | null;
}

export interface TokenView {
  readonly node: string;
  readonly element: string;
  readonly name: Localised;
  readonly waitsFor: Waiting;
}

export interface ScopeView {
  readonly id: string;
  readonly element: string;
  readonly name: Localised;
  readonly variables: Variables;
}

export interface TaskLine {
  readonly element: string;
  readonly name: Localised;
  readonly state: string;
  readonly unit: string;
  readonly role: string;
  readonly assignee: string;
  readonly openedAt: Instant;
  readonly dueAt: Instant | null;
}

export interface JobLine {
  readonly element: string;
  readonly kind: 'timer' | 'connector' | 'delivery';
  readonly type: string;
  readonly state: 'ready' | 'leased' | 'incident';
  readonly dueAt: Instant;
  readonly retriesLeft: number;
  readonly lastError: string;
}

export interface SubscriptionLine {
  readonly element: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
}

export interface IncidentLine {
  readonly id: string;
  readonly element: string;
  readonly code: string;
  readonly message: string;
  readonly open: boolean;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

export interface HistoryLine {
  readonly at: Instant;
  readonly element: string;
  readonly event: string;
}

export interface JournalLine {
  readonly number: number;
  readonly at: Instant;
  readonly kind: string;
  /** What it was about, by element or id; '' where that says nothing. */
  readonly about: string;
}

export interface PlaceView {
  readonly element: string;
  readonly name: Localised;
  readonly type: string;
}

export interface OperatedService {
  readonly key: string;
  readonly name: Localised;
  readonly mayOperate: boolean;
  readonly versions: readonly OperatedVersion[];
}

export interface OperatedVersion {
  readonly version: number;
  readonly live: number;
  readonly onHold: boolean;
  readonly processes: readonly {
    readonly id: string;
    readonly name: Localised;
    readonly places: readonly PlaceView[];
  }[];
}

export interface PlanRequest {
  readonly from: number;
  readonly to: number;
  readonly process: string;
  readonly map: { readonly [element: string]: string };
}

export interface MigrationPlanView {
  readonly map: { readonly [element: string]: string };
  readonly elements: readonly PlannedElementView[];
  /** Elements of the new version that a person may choose. */
  readonly places: readonly PlaceView[];
  /** Instances that run on the old version. */
  readonly running: number;
}

export interface PlannedElementView {
  readonly element: string;
  readonly name: Localised;
  readonly type: string;
  readonly target: string | null;
  readonly kind: 'stays' | 'matched' | 'chosen' | 'open';
  readonly reason: string | null;
  /** Tokens that wait there now. */
  readonly waiting: number;
}

export interface HoldRequest {
  readonly hold: boolean;
  /** What runs rests, or goes on, too. */
  readonly running: boolean;
  readonly reason: string;
  readonly key: string;
}

export type Selection =
  | { readonly instances: readonly string[] }
  /** As the list is asked, without its cursor; what meets it now is meant, not what comes later. */
  | { readonly filter: Omit<InstanceQuery, 'cursor'> };

export interface BatchRequest {
  readonly selection: Selection;
  readonly operation: Operation;
  readonly reason: string;
  readonly dryRun: boolean;
  readonly key: string;
}

export type BatchLife = 'running' | 'paused' | 'cancelled' | 'done';
export type ItemState = 'pending' | 'done' | 'refused' | 'failed' | 'skipped';

export interface BatchSummary {
  readonly id: string;
  readonly operation: Operation;
  readonly dryRun: boolean;
  readonly state: BatchLife;
  readonly reason: string;
  readonly total: number;
  readonly counts: Readonly<Record<ItemState, number>>;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly endedAt: Instant | null;
}

export interface BatchPage {
  readonly items: readonly BatchSummary[];
  readonly next: string | null;
}

export interface BatchView extends BatchSummary {
  /** Of a dry run that is over: the instances that it has looked at, for doing it to the same. */
  readonly selection: { readonly instances: readonly string[] } | null;
  readonly undoes: string | null;
  readonly undoneBy: string | null;
  readonly mayUndo: boolean;
  readonly mayControl: boolean;
}

export interface BatchItemsQuery {
  readonly state?: ItemState;
  readonly cursor?: string;
}

export interface BatchItemPage {
  readonly items: readonly BatchItemView[];
  readonly next: string | null;
}

export interface BatchItemView {
  readonly instanceId: string;
  readonly registerNumber: string | null;
  readonly state: ItemState;
  readonly code: string;
  readonly params: { readonly [name: string]: Json };
  readonly at: Instant | null;
}
