import type { PartKind } from '#engine/cases/joint/part.ts';
import type { Instant } from '#engine/core/values.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { TransferKind } from '../ports/transfers.ts';
import type {
  Actor,
  ClockView,
  Language,
  Localised,
  Named,
  PhotoView,
  Point,
  StagedFile,
  StageView,
} from './common.ts';
import type { PartView } from './parts.ts';

/** The official's side: what now, and what is in danger. */
export interface Tasks {
  worklist(actor: Actor, query: WorklistQuery): Promise<Worklist>;
  /** One task with all that is needed to do it. @throws Refusal 404 where it is not the actor's to see */
  task(actor: Actor, taskId: string): Promise<TaskDetail>;
  claim(actor: Actor, taskId: string): Promise<TaskDetail>;
  release(actor: Actor, taskId: string): Promise<TaskDetail>;
  /**
   * Completes a task with its form. The form's `outcome` field, where it has one, says which way (approve, return, …).
   * @throws Refusal 422 by field; 409 `TASK_CHANGED` with who did what when somebody was faster
   */
  complete(actor: Actor, taskId: string, completion: TaskCompletion): Promise<{ readonly next: string | null }>;
  /** Earlier steps that a task may be sent back to, the last first. @throws Refusal as {@link Tasks.complete} */
  waysBack(actor: Actor, taskId: string): Promise<readonly WayBack[]>;
  /**
   * Sends a task back to an earlier step.
   * @throws Refusal 422 by field; 409 `TASK_CHANGED` when somebody was faster, `NO_WAY_BACK` when the step is no more there
   */
  sendBack(actor: Actor, taskId: string, back: SendBack): Promise<{ readonly next: string | null }>;
  /** What the actor has done lately, newest first. */
  recent(actor: Actor): Promise<readonly RecentTask[]>;
  /** What taking a completed step back would mean. @throws Refusal 409 with who has gone on with it */
  recallable(actor: Actor, taskId: string): Promise<WayBack>;
  /** Takes a completed step back. @returns its new task, unless something is undone first. @throws as recallable */
  recall(actor: Actor, taskId: string, recall: Recall): Promise<{ readonly next: string | null }>;
  /** The message the citizen would get if the task were completed with these values: what is sent is seen first. */
  noticePreview(
    actor: Actor,
    taskId: string,
    values: Readonly<Record<string, unknown>>,
  ): Promise<readonly NoticePreview[]>;
}

export type WorklistView = 'mine' | 'unit' | 'unclaimed' | 'late' | 'dueToday';

export interface WorklistQuery {
  readonly view: WorklistView;
  /** Register number, or words of the address and title, with or without diacritics. */
  readonly q?: string;
  readonly after?: string;
  /** What one person has of a unit and role, as {@link import('./assignments.ts').LoadView} counts it; '' is nobody. */
  readonly held?: { readonly unit: string; readonly role: string; readonly holder: string };
}

export interface Worklist {
  readonly items: readonly WorklistItem[];
  readonly next: string | null;
  /** Count of each view, by the same conditions as the lists; 100 stands for "more than 99". */
  readonly counts: Readonly<Record<WorklistView, number>>;
}

/** One earlier step, in plain words. */
export interface WayBack {
  /** Names it when it is chosen. */
  readonly step: string;
  readonly name: Localised;
  readonly unit: Named | null;
  /** Null: the reporter, or a machine. */
  readonly by: string | null;
  readonly at: Instant;
  /** Open steps beside this one that are given up. */
  readonly givenUp: readonly Localised[];
  /** What has gone out since and cannot be unsent. */
  readonly sent: readonly Localised[];
  /** What has been done since and can be undone. */
  readonly undoable: readonly Localised[];
}

export interface SendBack {
  readonly to: string;
  readonly reason: string;
  /** Whether what can be undone is undone first. */
  readonly undo: boolean;
  readonly submissionKey: string;
}

export interface Recall {
  /** May be ''. */
  readonly reason: string;
  readonly submissionKey: string;
}

/** Why a task is there again. */
export interface ReturnedView {
  readonly kind: 'sendBack' | 'recall';
  readonly by: string;
  readonly at: Instant;
  /** The step that it was sent back from. */
  readonly from: Localised;
  readonly reason: string | null;
}

export interface RecentTask {
  readonly taskId: string;
  readonly caseId: string;
  readonly registerNumber: string;
  readonly title: string;
  readonly step: Localised;
  readonly closedAt: Instant;
  /** Nobody seems to have gone on with it; whether it can be recalled is told when it is asked for. */
  readonly untouched: boolean;
}

export interface WorklistItem {
  readonly taskId: string;
  readonly caseId: string;
  readonly registerNumber: string;
  /** First words of the report, or its register number where the reader may not see the text. */
  readonly title: string;
  readonly category: Named;
  readonly ward: Named | null;
  readonly unit: Named;
  readonly step: Localised;
  readonly element: string;
  readonly clock: ClockView;
  readonly assignee: { readonly accountId: string; readonly displayName: string } | null;
  readonly urgent: boolean;
  readonly confidential: boolean;
  /** The reporter has answered a message, and nobody has taken note. */
  readonly unread: boolean;
  /** How somebody was looked for: see {@link import('../ports/engine.ts').TaskRow.assignment}. */
  readonly assignment: string;
  /** The reader may give it to somebody. */
  readonly mayGive: boolean;
  readonly openedAt: Instant;
  /** It was sent back or recalled; null: it came the usual way. */
  readonly returned: ReturnedView | null;
  /** Another unit had it before; null: none had. */
  readonly transferred: TransferredView | null;
  /** The reporter has said that it is not solved; null: never. */
  readonly reopened: ReopenedView | null;
  /** It is what another unit, the lead of the case, asks of this one; null: the unit's own work. */
  readonly part: PartOf | null;
}

/** Why a case was opened again. */
export interface ReopenedView {
  readonly times: number;
  readonly at: Instant;
  readonly rating: number;
  readonly reasons: readonly Localised[];
  /** In a list it is left out (null). */
  readonly comment: string | null;
}

/** From whom a task came, and why. */
export interface TransferredView {
  readonly kind: TransferKind;
  readonly by: string;
  readonly fromUnit: Named;
  readonly at: Instant;
  /** In a list it is left out (null). */
  readonly reason: string | null;
}

export interface PartOf {
  readonly kind: PartKind;
  readonly required: boolean;
  readonly lead: Named;
}

/** A question of the category, and what the reporter answered. */
export interface CaseAnswer {
  readonly question: Localised;
  readonly answer: Localised;
}

export interface TaskDetail extends WorklistItem {
  /** The case is a dossier that the reader may see as one. */
  readonly dossier: boolean;
  readonly text: string;
  readonly answers: readonly CaseAnswer[];
  /** Categories that the text may be about, where the form asks for one; a person confirms. */
  readonly suggested: readonly Named[];
  readonly address: string | null;
  readonly point: Point | null;
  readonly photos: readonly PhotoView[];
  /** When photos were taken by their own word, which can be forged; only where the reporter has allowed to read it. */
  readonly photoTimes: readonly { readonly photo: string; readonly takenAt: Instant }[];
  readonly reporter: ReporterView;
  readonly receivedAt: Instant;
  readonly caseClock: ClockView;
  readonly stages: readonly StageView[];
  readonly timeline: readonly TimelineEntry[];
  /** Of another unit's case: what this one is asked, and all that it sees of it beside the report. */
  readonly ownPart: PartView | null;
  readonly form: FormDefinition | null;
  /** Values the form starts with (mapped from the process's variables and the case). */
  readonly formData: Readonly<Record<string, unknown>>;
  /** Somebody of the unit gave it to who has it now. */
  readonly given: { readonly by: string; readonly at: Instant; readonly reason: string | null } | null;
  readonly actions: readonly ('claim' | 'release' | 'complete' | 'sendBack' | 'transfer')[];
}

/** Who reported, as far as the reader may know: a mask where not. */
export interface ReporterView {
  readonly anonymous: boolean;
  readonly hidden: boolean;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** Seen by leave, up to then; null: by the rules, or not at all. */
  readonly until: Instant | null;
}

export interface TimelineEntry {
  readonly at: Instant;
  readonly kind:
    | 'received'
    | 'task'
    | 'stage'
    | 'notice'
    | 'published'
    | 'sentBack'
    | 'recalled'
    | 'operation'
    | 'assigned'
    | 'given'
    | 'clock'
    | 'escalation'
    | 'merged'
    | 'mergedHere'
    | 'split'
    | 'splitHere'
    /** A photo was taken out of the case because a scanner has found something in it. */
    | 'infected'
    /** Somebody asked to see who reported, or was let. */
    | 'reveal'
    | 'confidentiality'
    | 'part';
  readonly title: Localised;
  readonly by: string | null;
  /** For whom they did it: somebody who was away, or had delegated it. */
  readonly onBehalfOf: string | null;
  readonly unit: Named | null;
  readonly note: string | null;
}

export interface TaskCompletion {
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly StagedFile[];
  readonly submissionKey: string;
}

export interface NoticePreview {
  readonly channel: 'sms' | 'email';
  readonly language: Language;
  readonly subject: string | null;
  readonly text: string;
  /** GSM-7 or UCS-2 segments, for SMS. */
  readonly segments: number | null;
}
