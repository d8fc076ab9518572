import type { Instant } from '#engine/core/values.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { ClockView, Language, Localised, Named, PhotoView, Point, StagedFile, StageView } from './common.ts';
import type { ReporterRelay } from './relay.ts';

/** The citizen's side: tell once, be told always. No account; a code and four digits open everything. */
export interface Reports {
  /**
   * What the report page needs: the form bound to the start event of the service in force, and the choices.
   * @param asked another service that takes cases from citizens; a category, whose questions are in the form then
   * @throws Refusal 404 for a service that does not
   */
  intake(asked?: { readonly service?: string; readonly category?: string }): Promise<Intake>;
  /** Other services that take cases from citizens. */
  offered(): Promise<readonly OfferedService[]>;
  /** An address as it was typed, looked for in the city's streets; the best first, none where nothing is alike. */
  places(typed: string): Promise<readonly FoundPlace[]>;
  /** Categories that a text may be about, for a person to confirm; the likeliest first. */
  suggest(text: string): Promise<readonly Named[]>;
  /** Where a point lies and who would get it, before anything is sent. */
  preview(question: { readonly point: Point; readonly category?: string }): Promise<PlacePreview>;
  /**
   * Opens a case: validates, stores what is personal in the vault, places, routes, starts the process: one transaction.
   * Sending the same `submissionKey` again returns the first receipt.
   * @throws Refusal 422 with one fault per wrong field; nothing is stored then
   */
  submit(report: ReportSubmission): Promise<Receipt>;
  /** The public stages of a case by its tracking code; undefined for an unknown code (same time, same words). */
  follow(code: string): Promise<PublicProgress | undefined>;
  /** Everything, for who knows the code and the second factor (last four digits of the phone, or the PIN). */
  followFull(code: string, secret: string): Promise<FullProgress | undefined>;
  /** Completes a task that waits for the reporter (rating, report again, supplement). */
  answer(answer: CitizenAnswer): Promise<FullProgress>;
}

export interface OfferedService {
  readonly key: string;
  readonly name: Localised;
}

export interface Intake {
  readonly service: string;
  readonly name: Localised;
  readonly description: Localised;
  readonly form: FormDefinition;
  readonly categories: readonly CategoryChoice[];
  readonly limits: { readonly photosMax: number; readonly photoBytesMax: number };
}

export interface CategoryChoice extends Named {
  readonly group: Named;
  /** From the top of the tree down to the group. */
  readonly path: readonly Named[];
  readonly keywords: readonly string[];
  readonly synonyms: readonly string[];
  /** Whether the form asks more once it is chosen. */
  readonly asksMore: boolean;
  /** Who handles it does not learn who reported. */
  readonly confidential: boolean;
  readonly stops: readonly StopView[];
  /** Photos are kept as they are sent too, so they are sent as they are. */
  readonly keepOriginals: boolean;
  /** Photos taken farther apart than this many metres are of two matters. */
  readonly radiusMetres: number;
}

/** Danger: who answers so is told at once whom to call. The report may still be sent. */
export interface StopView {
  /** Field of the form and the answer that means danger; null: the category itself does. */
  readonly field: string | null;
  readonly answer: string | null;
  readonly call: string;
  readonly text: Localised;
}

export interface FoundPlace {
  /** House number as it was typed, street as the city writes it. */
  readonly label: string;
  readonly ward: Named;
  readonly point: Point;
}

export interface PlacePreview {
  /** Null: outside the area served. */
  readonly ward: Named | null;
  /** How far the point lies outside the ward; 0 inside. */
  readonly metres: number;
  readonly unit: Named | null;
  /** The promise in words of data: working hours of the SLA class, and the due date if sent now. */
  readonly dueAt: Instant | null;
}

export interface ReportSubmission {
  readonly submissionKey: string;
  readonly language: Language;
  readonly channel: 'web' | 'api';
  /** As in `intake`. */
  readonly service?: string;
  /**
   * Raw values by component key, as posted: strings or lists of strings; validated against the form. Beside these
   * `photo.facts`: place and time in the photos may be read; `photo.taken`: they were, here are the times.
   */
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly StagedFile[];
}

export interface Receipt {
  readonly registerNumber: string;
  /** Twelve Crockford characters in three groups, e.g. `8KQ2-XW7M-3HTD`; shown once, stored as HMAC. */
  readonly trackingCode: string;
  /** Four digits, only for reporters without a phone. */
  readonly pin: string | null;
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly ward: Named | null;
  readonly unit: Named | null;
  readonly stages: readonly StageView[];
  /** What became of the place in the photos; left out where nobody asked for it, or the place was marked already. */
  readonly photoPlace?: 'used' | 'missing' | 'apart' | 'outside';
}

export interface PublicProgress {
  readonly registerNumber: string;
  readonly category: Named;
  readonly ward: Named | null;
  readonly unit: Named | null;
  readonly receivedAt: Instant;
  readonly clock: ClockView;
  /** What was promised first, and what has moved it since, the earliest first. */
  readonly promise: PromiseView;
  readonly stages: readonly StageView[];
  readonly outcome: Localised | null;
  /** Slug of the published result, once there is one. */
  readonly resultSlug: string | null;
  /** The case that stands for the matter, where this one was merged; of it only what everybody may know. */
  readonly main: MainProgress | null;
  /** Messages of the office that the reporter has not answered; only the second factor opens them. */
  readonly messagesWaiting: number;
  /** Whose code it is: the reporter's, or that of somebody who said "this is mine too". */
  readonly reader: 'reporter' | 'follower';
  /** Notices about somebody else's case come, and can be ended. */
  readonly mayStop: boolean;
}

export type MainProgress = Omit<PublicProgress, 'main' | 'reader' | 'mayStop' | 'messagesWaiting'>;

export interface FullProgress extends PublicProgress {
  readonly text: string;
  readonly address: string | null;
  readonly point: Point | null;
  readonly photos: readonly PhotoView[];
  readonly answer: string | null;
  readonly rejectionReason: string | null;
  /** What officials and the reporter have written to each other. */
  readonly relay: ReporterRelay;
  /** Null: it is no dossier. */
  readonly dossier: DossierProgress | null;
  /** Tasks that wait for the reporter, with their form. */
  readonly tasks: readonly CitizenTask[];
}

/** What an applicant reads of a dossier beside its stages. */
export interface DossierProgress {
  /** Where it was handed in, and where the result is handed over. */
  readonly desk: Named;
  /** Who answers questions. */
  readonly support: Named;
  /** Papers that are waited for. */
  readonly missing: readonly Named[];
}

export interface CitizenTask {
  readonly taskId: string;
  readonly element: string;
  readonly name: Localised;
  readonly form: FormDefinition;
  readonly dueAt: Instant | null;
}

export interface CitizenAnswer {
  readonly code: string;
  readonly secret: string;
  readonly taskId: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly StagedFile[];
  readonly submissionKey: string;
}

export interface PromiseView {
  readonly firstDueAt: Instant | null;
  readonly moves: readonly PromiseMove[];
}

export interface PromiseMove {
  readonly kind: 'paused' | 'resumed' | 'extended' | 'renewed' | 'moved';
  readonly at: Instant;
  /** Of a pause or an extension. */
  readonly reason: Localised | null;
  readonly dueAt: Instant | null;
}
