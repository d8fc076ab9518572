import type { LedgerKind } from '#engine/cases/clocks/ledger.ts';
import type { DayCount } from '#engine/core/env.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, ClockView, Localised, Named, PhotoView } from './common.ts';

/** Deadlines that can be defended: what was promised, what moved it, who decided, and every interval that counted. */
export interface Deadlines {
  /** The clocks of a case. @throws Refusal 404 for who may neither read the case nor has to answer for it */
  ofCase(actor: Actor, caseId: string): Promise<CaseDeadlines>;
  /** What waits for the reader: more time that was asked for, clocks that the reader answers for. */
  mine(actor: Actor): Promise<MyDeadlines>;
  /** Pauses all clocks of a case. @throws Refusal 403, 404, 409 `CLOCK_STATE`, `CLOCK_LATE`, 422 by field */
  pause(actor: Actor, caseId: string, pause: PauseClock): Promise<CaseDeadlines>;
  /** Lets them go on. @throws Refusal 403, 404, 409 `CLOCK_STATE` */
  resume(actor: Actor, caseId: string, resume: ResumeClock): Promise<CaseDeadlines>;
  /** Asks for more time. @throws Refusal 403, 404, 409 `CLOCK_STATE`, `CLOCK_LATE`, `NO_MORE_EXTENSIONS`, 422 by field */
  ask(actor: Actor, caseId: string, asked: AskExtension): Promise<CaseDeadlines>;
  /** Grants or refuses it. @throws Refusal 403, 404, 409 `EXTENSION_DECIDED`, `EXTENSION_OWN`, `CLOCK_LATE` */
  decide(actor: Actor, extensionId: string, decision: DecideExtension): Promise<CaseDeadlines>;
}

export interface PauseClock {
  readonly reason: string;
  /** Last day of the pause (ISO 8601, of the city): after it the clock goes on by itself. */
  readonly until: string;
  /** Document or fact that proves it, in words. */
  readonly evidence: string;
  /** A file of the case. */
  readonly fileId: string | null;
  readonly note: string;
}

export interface ResumeClock {
  readonly note: string;
}

export interface AskExtension {
  readonly reason: string;
  /** The new day (ISO 8601, of the city): its last working instant. */
  readonly until: string;
  /** Why, as the reporter will read it in the apology. */
  readonly note: string;
}

export interface DecideExtension {
  readonly grant: boolean;
  /** Of the apology, where it is granted; why not, where it is refused. */
  readonly note: string;
}

export interface CaseDeadlines {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly category: Named;
  readonly unit: Named | null;
  readonly stage: Localised;
  readonly clocks: readonly ClockDetail[];
  readonly extensions: readonly ExtensionView[];
  readonly may: {
    readonly pause: boolean;
    readonly resume: boolean;
    readonly ask: boolean;
    readonly decide: boolean;
  };
  readonly pauseReasons: readonly ReasonView[];
  readonly extensionReasons: readonly ReasonView[];
  /** Files that may stand as evidence. */
  readonly files: readonly { readonly id: string; readonly kind: PhotoView['kind']; readonly url: string }[];
}

export interface ReasonView extends Named {
  readonly basis: Localised;
}

export interface ClockDetail {
  readonly id: string;
  readonly name: 'case' | 'firstAnswer' | 'step';
  /** Of a step: its name. */
  readonly step: Localised | null;
  readonly standing: ClockView;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly firstDueAt: Instant | null;
  readonly dueAt: Instant | null;
  readonly rule: {
    readonly duration: string;
    readonly dayCount: DayCount;
    /** Null: the clock on the wall. */
    readonly calendar: Named | null;
    readonly sla: Named | null;
    readonly basis: Localised | null;
    /** Names the state of the calendars by which it is due. */
    readonly revision: string;
  };
  readonly extensions: number;
  readonly extensionsMax: number;
  readonly owner: { readonly name: string | null; readonly unit: Named | null } | null;
  readonly ledger: LedgerView;
  readonly story: readonly ClockEventView[];
  readonly warnings: readonly WarningView[];
}

export interface LedgerView {
  readonly lines: readonly LedgerLineView[];
  readonly countedMs: number;
  readonly notCountedMs: number;
  /** Working time that is allowed in all, and what of it is left: negative where it is used up. */
  readonly allowedMs: number;
  readonly leftMs: number;
}

export interface LedgerLineView {
  readonly from: Instant;
  readonly to: Instant;
  readonly kind: LedgerKind;
  /** Name of the holiday, or the reason of the pause. */
  readonly reason: Localised | null;
}

export interface ClockEventView {
  readonly at: Instant;
  readonly kind: 'paused' | 'resumed' | 'extended' | 'renewed' | 'moved';
  readonly reason: Localised | null;
  readonly basis: Localised | null;
  readonly by: string | null;
  readonly note: string;
  readonly evidence: string;
  readonly fileUrl: string | null;
  readonly dueBefore: Instant | null;
  readonly dueAfter: Instant | null;
}

export interface WarningView {
  readonly at: Instant;
  readonly percent: number;
  readonly owner: string | null;
  readonly unit: Named | null;
}

export interface ExtensionView {
  readonly id: string;
  readonly state: 'asked' | 'granted' | 'refused';
  readonly reason: Localised;
  readonly basis: Localised | null;
  readonly note: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly dueBefore: Instant;
  readonly dueAfter: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly decision: string;
  /** Whether the reader asked for it: then somebody else decides. */
  readonly isOwn: boolean;
}

export interface MyDeadlines {
  readonly asked: readonly MyDeadline[];
  readonly escalated: readonly (MyDeadline & { readonly percent: number })[];
}

export interface MyDeadline {
  readonly caseId: string;
  readonly registerNumber: string;
  readonly category: Named;
  readonly unit: Named | null;
  readonly dueAt: Instant | null;
  readonly at: Instant;
}
