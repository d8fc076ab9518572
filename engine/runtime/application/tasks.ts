import type { Instant } from '#engine/core/values.ts';
import type { FormDefinition } from '#forms/definition.ts';
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
}

export interface Worklist {
  readonly items: readonly WorklistItem[];
  readonly next: string | null;
  /** Count of each view, by the same conditions as the lists; 100 stands for "more than 99". */
  readonly counts: Readonly<Record<WorklistView, number>>;
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
  readonly step: string;
  readonly element: string;
  readonly clock: ClockView;
  readonly assignee: { readonly accountId: string; readonly displayName: string } | null;
  readonly urgent: boolean;
  readonly confidential: boolean;
  readonly openedAt: Instant;
}

export interface TaskDetail extends WorklistItem {
  readonly text: string;
  readonly address: string | null;
  readonly point: Point | null;
  readonly photos: readonly PhotoView[];
  readonly reporter: ReporterView;
  readonly receivedAt: Instant;
  readonly caseClock: ClockView;
  readonly stages: readonly StageView[];
  readonly timeline: readonly TimelineEntry[];
  readonly form: FormDefinition | null;
  /** Values the form starts with (mapped from the process's variables and the case). */
  readonly formData: Readonly<Record<string, unknown>>;
  readonly actions: readonly ('claim' | 'release' | 'complete')[];
}

/** Who reported, as far as the reader may know: a mask where not. */
export interface ReporterView {
  readonly anonymous: boolean;
  readonly hidden: boolean;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

export interface TimelineEntry {
  readonly at: Instant;
  readonly kind: 'received' | 'task' | 'stage' | 'notice' | 'published' | 'operation';
  readonly title: Localised;
  readonly by: string | null;
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
