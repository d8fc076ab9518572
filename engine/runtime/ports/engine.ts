/**
 * What the runtime keeps of processes: service versions, instances, tasks, jobs, incidents, journal and history.
 * Small tables with named methods; implemented by `engine/store`. Ids are UUIDv7 as text, instants epoch
 * milliseconds; a text that may be missing is '' where conditions of the access rules speak of it.
 */
import type { Command } from '#engine/core/commands.ts';
import type { NodeHistory, TaskState } from '#engine/core/effects.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { Scope } from '../access.ts';
import type { Localised } from '../application/common.ts';
import type { ResourceSummary } from '../application/services.ts';
import type { WorklistView } from '../application/tasks.ts';
import type { DraftTables } from './drafts.ts';
import type { DutyTable, MarkTable } from './duties.ts';
import type { MessageTable, SubscriptionTable } from './exchange.ts';
import type { FigureTable } from './figures.ts';
import type { CrewTable, JobTable, WorkerTokenTable } from './jobs.ts';
import type { OperationTables } from './operations.ts';
import type { ReturnTable } from './returns.ts';

export interface EngineTables {
  readonly services: ServiceTable;
  readonly drafts: DraftTables;
  readonly instances: InstanceTable;
  readonly tasks: TaskTable;
  readonly jobs: JobTable;
  readonly incidents: IncidentTable;
  readonly journal: JournalTable;
  readonly history: HistoryTable;
  readonly receipts: ReceiptTable;
  readonly returns: ReturnTable;
  readonly subscriptions: SubscriptionTable;
  readonly messages: MessageTable;
  readonly duties: DutyTable;
  readonly marks: MarkTable;
  readonly operations: OperationTables;
  readonly crew: CrewTable;
  readonly workerTokens: WorkerTokenTable;
  readonly figures: FigureTable;
}

/** One version of a service; version 0 is the draft, which becomes the next version when it is published. */
export interface ServiceVersionRow {
  readonly id: string;
  readonly service: string;
  readonly version: number;
  readonly state: 'draft' | 'published' | 'retired';
  /** Grows with every save of a draft; editors save against the one they started from. */
  readonly revision: number;
  /** Version that a draft was made from; 0 for none. */
  readonly basedOn: number;
  readonly name: Localised;
  readonly note: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly publishedAt: Instant | null;
  readonly publishedBy: string;
  /** Since when nothing begins on it; left out or null: it is open. */
  readonly heldAt?: Instant | null;
  /** User names of everybody who has changed it as a draft; left out: who made and who saved it. */
  readonly authors?: readonly string[];
}

export interface ServiceResourceSummary {
  readonly path: string;
  readonly kind: ResourceSummary['kind'];
  readonly title: string;
}

export interface ServiceResourceRow extends ServiceResourceSummary {
  readonly content: string;
}

export interface ServiceTable {
  /** The newest published version. */
  newest(service: string): Promise<ServiceVersionRow | undefined>;
  draft(service: string): Promise<ServiceVersionRow | undefined>;
  /** One version by its number; 0 is the draft. */
  version(service: string, version: number): Promise<ServiceVersionRow | undefined>;
  byId(id: string): Promise<ServiceVersionRow | undefined>;
  /** Published versions, newest first. */
  versions(service: string): Promise<readonly ServiceVersionRow[]>;
  /** Every version and draft of every service, by service, newest first, drafts last. */
  all(): Promise<readonly ServiceVersionRow[]>;
  /** @throws a conflict (replayed by the store) where the service has this version already */
  insert(version: ServiceVersionRow, resources: readonly ServiceResourceRow[]): Promise<void>;
  /** Summaries without the contents, by path. */
  summaries(versionId: string): Promise<readonly ServiceResourceSummary[]>;
  resources(versionId: string): Promise<readonly ServiceResourceRow[]>;
  resource(versionId: string, path: string): Promise<ServiceResourceRow | undefined>;
  /** Saves one resource of a draft and raises its revision. @returns false where the draft has another revision by now */
  saveResource(draft: DraftChange, resource: ServiceResourceRow): Promise<boolean>;
  /** Removes one resource of a draft and raises its revision. @returns as {@link saveResource} */
  removeResource(draft: DraftChange, path: string): Promise<boolean>;
  /** Sets the draft's names. @returns as {@link saveResource} */
  rename(draft: DraftChange, name: Localised): Promise<boolean>;
  /** Turns the draft into a published version under its own id. @returns false where it changed meanwhile */
  publish(draft: DraftChange, version: number, note: string): Promise<boolean>;
  /** Puts a published version on hold, or opens it again. @returns false where there is none */
  hold(id: string, heldAt: Instant | null): Promise<boolean>;
  /** Removes a draft with its resources; published versions cannot be removed. */
  discard(draftId: string): Promise<boolean>;
  /** How many instances run, by id of the service version. */
  liveInstances(): Promise<ReadonlyMap<string, number>>;
  /** Where the running instances of a version stand, by element. */
  live(versionId: string, now: Instant): Promise<readonly LiveElement[]>;
}

/** A change of a draft: the revision it builds on, when and by whom. */
export interface DraftChange {
  readonly id: string;
  readonly revision: number;
  readonly at: Instant;
  readonly by: string;
  /** Of the draft from now on; left out: as they are. */
  readonly authors?: readonly string[];
}

export interface LiveElement {
  readonly element: string;
  readonly waiting: number;
  readonly late: number;
  readonly incidents: number;
}

export type InstanceState = 'active' | 'suspended' | 'completed' | 'terminated' | 'failed';

export interface InstanceRow {
  readonly id: string;
  readonly serviceVersionId: string;
  readonly processId: string;
  readonly caseId: string | null;
  readonly state: InstanceState;
  /** Number of commands applied; the compare-and-set runs over it. */
  readonly version: number;
  /** The core's state as JSON text. */
  readonly snapshot: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  /** The instance that called it, or whose message or signal began it. */
  readonly startedBy: string | null;
  /** The caller's id of its call; null where nobody waits for the answer. */
  readonly startedByCall: string | null;
}

export interface InstanceTable {
  /**
   * Whoever shares the transaction ({@link Store.step}) and asks for the same instance waits for who has it: what is
   * read after it stays true until the instance is advanced.
   */
  byId(id: string): Promise<InstanceRow | undefined>;
  ofCase(caseId: string): Promise<readonly InstanceRow[]>;
  /** The instance that does the work of a call. */
  called(callerId: string, call: string): Promise<InstanceRow | undefined>;
  insert(instance: InstanceRow): Promise<void>;
  /**
   * Saves an instance with the commands that led there, numbered on from `expected`.
   * @throws a conflict (replayed by the store) where the row no longer has version `expected`
   */
  advance(instance: InstanceRow, expected: number, commands: readonly JournalRow[]): Promise<void>;
  /** Puts an instance, and all that is open of it, under another version; what elements they are of is told beside. */
  carryOver(instanceId: string, to: ProcessPlace): Promise<void>;
  /** Ids of all instances after `after`, in order of id, for replay and checks. */
  page(after: string | null, limit: number): Promise<readonly string[]>;
  /**
   * Instances of these versions that nobody but who opened a case began, the newest first.
   * @param before only older ones
   */
  begunOn(versionIds: readonly string[], before: string | null, limit: number): Promise<readonly InstanceRow[]>;
  /** Id of the newest instance. */
  last(): Promise<string | undefined>;
}

export interface TaskRow extends TaskDescription {
  readonly id: string;
  readonly instanceId: string;
  readonly serviceVersionId: string;
  readonly caseId: string | null;
  /** The core's id of the task within its instance. */
  readonly key: string;
  readonly node: string;
  readonly element: string;
  readonly name: string;
  /** Name of the form; '' for none. */
  readonly form: string;
  readonly state: TaskState;
  readonly open: boolean;
  readonly unit: string;
  readonly role: string;
  /** Who has it; '' for nobody. */
  readonly assignee: string;
  readonly priority: number;
  readonly dueAt: Instant | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedBy: string;
  /** How somebody was looked for, e.g. `roundRobin`, or `roundRobin:nobody` where none was found; '' for not at all. */
  readonly assignment: string;
  /** The part of a jointly handled case that it is, by id; '': it is none. */
  readonly part: string;
}

/** What a task's row copies from its case, so that a worklist is one indexed query. */
export interface TaskDescription {
  readonly ward: string;
  readonly category: string;
  readonly confidentiality: string;
  readonly urgent: boolean;
}

export interface TaskTable {
  insert(tasks: readonly TaskRow[]): Promise<void>;
  update(instanceId: string, key: string, change: TaskChange): Promise<void>;
  /** Another due date for an open task; null: none for now. */
  setDue(instanceId: string, key: string, dueAt: Instant | null): Promise<void>;
  /** The element that a task is of is called otherwise from now on. */
  rename(instanceId: string, key: string, to: Pick<TaskRow, 'element' | 'name' | 'form'>): Promise<void>;
  /** Copies the case's facts to all its open tasks. */
  describe(caseId: string, description: TaskDescription): Promise<void>;
  byId(id: string): Promise<TaskRow | undefined>;
  /** The task if it is within the scope. */
  find(scope: Scope, id: string): Promise<TaskRow | undefined>;
  /** All tasks of an instance, open or not. */
  ofInstance(instanceId: string): Promise<readonly TaskRow[]>;
  /** Where the open tasks of cases lie, oldest first; those of reporters are not among them. */
  openOfCases(caseIds: readonly string[]): Promise<readonly OpenTaskOf[]>;
  /** All tasks of a case, oldest first. */
  ofCase(caseId: string): Promise<readonly TaskRow[]>;
  /** All tasks of several instances, oldest first. */
  ofInstances(instanceIds: readonly string[]): Promise<readonly TaskRow[]>;
  /** What somebody has completed lately within the scope, newest first. */
  closedBy(scope: Scope, username: string, limit: number): Promise<readonly TaskRow[]>;
  /** Open tasks in somebody's hands, those that rest left out, the oldest first. */
  heldBy(username: string, limit: number): Promise<readonly TaskRow[]>;
  /** One page of open tasks in order of due date (none last), then id. */
  list(query: TaskQuery): Promise<readonly TaskRow[]>;
  /**
   * How many tasks each view holds, by the same conditions as {@link list}; counted up to one more than
   * {@link worklistCountMax}, because nobody reads further and counting costs.
   */
  counts(query: Omit<TaskQuery, 'view' | 'after' | 'limit'>): Promise<Readonly<Record<WorklistView, number>>>;
}

export type OpenTaskOf = Pick<TaskRow, 'instanceId' | 'key' | 'unit' | 'assignee' | 'part'> & {
  readonly caseId: string;
};

export interface TaskChange {
  readonly state: TaskState;
  /** Null: nobody has it. Left out: as it is. */
  readonly assignee?: string | null;
  /** Left out: as they are. */
  readonly unit?: string;
  readonly role?: string;
  readonly priority?: number;
  readonly assignment?: string;
  /** Set when the task is over. */
  readonly closed?: { readonly at: Instant; readonly by: string };
}

export interface TaskQuery {
  /** The access rules; an empty scope gives no rows. */
  readonly scope: Scope;
  readonly view: WorklistView;
  /** Who asks, as in {@link TaskRow.assignee}, for the view `mine`. */
  readonly assignee: string;
  readonly now: Instant;
  /** First instant of tomorrow in the installation's time zone, for `dueToday`. */
  readonly endOfDay: Instant;
  /** Beginnings of words, all of which must be among those of the case ({@link CaseRow.search}). */
  readonly search?: readonly string[];
  /** Cases that are found whatever their words are. */
  readonly cases?: readonly string[];
  /** Only tasks of cases: what lines of a list can be made of. */
  readonly ofCases?: true;
  /** Only what one person (or nobody, '') has of one unit and role. */
  readonly held?: Pick<TaskRow, 'unit' | 'role' | 'assignee'>;
  readonly after?: TaskCursor;
  readonly limit: number;
}

/** The last row of the page before. */
export interface TaskCursor {
  readonly dueAt: Instant | null;
  readonly id: string;
}

export interface IncidentRow {
  readonly id: string;
  readonly instanceId: string;
  readonly serviceVersionId: string;
  readonly caseId: string | null;
  /** The core's id of the incident within its instance; '' where the shell itself found it. */
  readonly key: string;
  readonly element: string;
  readonly code: string;
  readonly message: string;
  readonly open: boolean;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
}

export interface IncidentTable {
  insert(incidents: readonly IncidentRow[]): Promise<void>;
  close(instanceId: string, key: string, at: Instant): Promise<void>;
  closeAll(instanceId: string, at: Instant): Promise<void>;
  /** One incident, by the id of its row. */
  byId(id: string): Promise<IncidentRow | undefined>;
  closeById(id: string, at: Instant): Promise<void>;
  /** The element that an incident is at is called otherwise from now on. */
  rename(id: string, element: string): Promise<void>;
  ofInstance(instanceId: string): Promise<readonly IncidentRow[]>;
  open(limit: number): Promise<readonly IncidentRow[]>;
  /** How many are open, of one code or of all; it counts no further than `limit`. */
  countOpen(limit: number, code?: string): Promise<number>;
}

/** One command as it was applied: with it and the ones before, the core gives the same state again. */
export interface JournalRow {
  readonly instanceId: string;
  /** 1, 2, 3, … within the instance. */
  readonly number: number;
  readonly at: Instant;
  /** Names the calendars and other reference data in force, so that replay uses the same. */
  readonly environment: string;
  readonly command: Command | Migration;
}

/**
 * From here on the instance runs on another version: no command of the core, which knows one program at a time, but an
 * entry of its journal, so that a replay changes the program at the same place.
 */
export interface Migration {
  readonly kind: 'migrate';
  readonly from: ProcessPlace;
  readonly to: ProcessPlace;
  /** Ids of the old version in the new one; what stands in no map keeps its id. */
  readonly map: { readonly [element: string]: string };
}

/** A process of a service version. */
export interface ProcessPlace {
  readonly serviceVersionId: string;
  readonly processId: string;
}

export interface JournalTable {
  append(rows: readonly JournalRow[]): Promise<void>;
  ofInstance(instanceId: string): Promise<readonly JournalRow[]>;
}

export interface HistoryRow extends Omit<NodeHistory, 'kind'> {
  readonly instanceId: string;
  readonly caseId: string | null;
  /** Number of the journal's command that caused it. */
  readonly number: number;
  readonly position: number;
}

export interface HistoryTable {
  append(rows: readonly HistoryRow[]): Promise<void>;
  ofInstance(instanceId: string): Promise<readonly HistoryRow[]>;
}

/** What a command with an idempotency key gave the first time it was sent. */
export interface ReceiptTable {
  /** @param key purpose and the caller's key, e.g. `report:3f0c…` */
  find(key: string): Promise<Json | undefined>;
  /** @throws a conflict (replayed by the store) where the key was used meanwhile; the replay finds the receipt */
  insert(key: string, result: Json, at: Instant): Promise<void>;
  /** Forgets receipts older than `before`. @returns how many */
  prune(before: Instant): Promise<number>;
}
