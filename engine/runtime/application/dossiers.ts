import type { Paper, Procedure } from '#engine/cases/dossiers/procedures.ts';
import type { Instant } from '#engine/core/values.ts';
import type { FormDefinition } from '#forms/definition.ts';
import type { DossierChannel, DossierEventKind } from '../ports/dossiers.ts';
import type { Actor, ClockView, Language, Localised, Named, PhotoView, StagedFile } from './common.ts';

/** Dossiers of administrative procedures (hồ sơ một cửa): received at a desk, led through by tasks, on record step by step. */
export interface Dossiers {
  mayReceive(actor: Actor): Promise<boolean>;
  /** What the actor may receive, at which desks. */
  procedures(actor: Actor): Promise<ReceivableProcedures>;
  /**
   * Takes a dossier in: its code, its case, its process and what was decided at the desk, in one transaction. Sending the
   * same `submissionKey` again returns the first receipt.
   * @throws Refusal 403 at another's desk; 422 with one fault per wrong field, nothing is stored then
   */
  receive(actor: Actor, intake: DossierIntake): Promise<DossierReceipt>;
  /** Everything about a dossier, as its documents need it. @throws Refusal 404 where it is not the actor's to see */
  dossier(actor: Actor, idOrCode: string): Promise<DossierView>;
  /**
   * Stops a dossier: the applicant withdraws it, or a rule says so.
   * @throws Refusal 403; 409 `DOSSIER_OVER` where its result is issued or it has ended
   */
  stop(actor: Actor, caseId: string, stop: StopDossier): Promise<DossierView>;
}

export interface ReceivableProcedures {
  /** Desks at which the actor receives. */
  readonly desks: readonly Named[];
  /** Desks of theirs that receive nothing before their unit has an agency code. */
  readonly withoutCode: readonly Named[];
  readonly procedures: readonly ReceivableProcedure[];
  /** Form of the applicant, with its choices. */
  readonly form: FormDefinition | null;
  readonly wards: readonly Named[];
  readonly limits: { readonly photosMax: number; readonly photoBytesMax: number };
}

export interface ReceivableProcedure extends Named {
  readonly field: Named;
  readonly papers: readonly Paper[];
  readonly fee: number;
  /** Working time, `P3D`; `P0D` for the day itself. */
  readonly resolve: string;
  /** When the result would be due if it were accepted now. */
  readonly dueAt: Instant;
  /** Codes of the actor's desks that receive it. */
  readonly desks: readonly string[];
  /** The ward decides who handles it. */
  readonly byWard: boolean;
  readonly note: string;
}

export interface DossierIntake {
  readonly submissionKey: string;
  readonly language: Language;
  readonly procedure: string;
  /** The desk that receives it. */
  readonly desk: string;
  readonly channel: DossierChannel;
  /** Raw values of the applicant's form. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly files: readonly StagedFile[];
  readonly papers: readonly PaperIn[];
  readonly decision: IntakeDecision;
}

export interface PaperIn {
  /** Code of a paper of the procedure. */
  readonly code: string;
  readonly form: PaperForm;
  readonly count: number;
}

export const paperForms = ['original', 'certified', 'copy', 'electronic'] as const;
export type PaperForm = (typeof paperForms)[number];

/** What is decided at the desk: the receipt, the one instruction of what is missing, or the refusal. */
export type IntakeDecision =
  | { readonly outcome: 'accept' }
  | {
      readonly outcome: 'supplement';
      readonly missing: readonly string[];
      readonly why: string;
      readonly basis: string;
    }
  | { readonly outcome: 'refuse'; readonly reason: string; readonly basis: string };

export interface DossierReceipt {
  readonly caseId: string;
  readonly code: string;
  /** Four digits, for applicants without a telephone. */
  readonly pin: string | null;
  readonly outcome: IntakeDecision['outcome'];
  readonly receivedAt: Instant;
  readonly dueAt: Instant | null;
  readonly procedure: Named;
  readonly desk: Named;
  readonly support: Named;
}

export interface DossierView {
  readonly caseId: string;
  readonly code: string;
  readonly channel: DossierChannel;
  readonly state: 'open' | 'closed' | 'erased';
  readonly stage: Named;
  readonly outcome: Localised | null;
  /** As it was when the dossier was received. */
  readonly procedure: Procedure;
  readonly field: Named;
  readonly ward: Named | null;
  readonly units: {
    readonly receiving: AgencyView;
    readonly handling: AgencyView;
    readonly competent: AgencyView;
    readonly records: AgencyView;
    readonly support: AgencyView;
  };
  /** Null: not for this reader. */
  readonly applicant: Applicant | null;
  readonly receivedAt: Instant;
  readonly firstDueAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly clock: ClockView;
  /** What was handed in, later papers included. */
  readonly papers: readonly PaperView[];
  readonly events: readonly DossierEventView[];
  /** Who had it from when to when, for the control sheet. */
  readonly steps: readonly DossierStepView[];
  readonly files: readonly PhotoView[];
  readonly may: { readonly stop: boolean };
}

export interface AgencyView extends Named {
  readonly agencyCode: string;
}

export interface Applicant {
  readonly kind: 'person' | 'organisation';
  readonly name: string;
  readonly idNumber: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  /** What is asked for. */
  readonly request: string | null;
}

export interface PaperView {
  readonly paper: Named;
  readonly form: PaperForm | null;
  readonly count: number;
  readonly at: Instant;
}

export interface DossierEventView {
  readonly id: string;
  readonly kind: DossierEventKind;
  readonly at: Instant;
  /** Display name; null for the applicant and the product itself. */
  readonly by: string | null;
  readonly unit: Named | null;
  readonly number: string;
  readonly symbol: string;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
  readonly file: PhotoView | null;
  /** Papers that were handed in or are missing. */
  readonly papers: readonly Named[];
  /** Reason, instruction or remark; null also where the reader may not see it. */
  readonly reason: string | null;
  readonly basis: string | null;
  readonly how: DossierChannel | null;
  readonly to: string | null;
  readonly authorisation: string | null;
  /** `refusal` for a draft that refuses; `rule` for a stop that nobody asked for. */
  readonly what: string | null;
}

export interface DossierStepView {
  readonly name: string;
  readonly element: string;
  readonly unit: Named | null;
  readonly by: string | null;
  readonly openedAt: Instant;
  readonly closedAt: Instant | null;
  readonly dueAt: Instant | null;
}

export interface StopDossier {
  readonly by: 'applicant' | 'rule';
  readonly reason: string;
  readonly basis: string;
}
