/** What was done: figures of a service, the steps of one case, and past cases tried on a draft. */

import type { How } from '#engine/cases/organisation/holdings.ts';
import type { Told } from '#engine/cases/told.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named } from './common.ts';
import type { Ratings } from './ratings.ts';

export interface History extends Ratings {
  /** Sums of a service's elements or units over days, within what the actor may see. @throws Refusal 403 */
  figures(actor: Actor, query: FiguresQuery): Promise<Figures>;
  /** Whether there is anything of which the actor may see figures. */
  mayReadFigures(actor: Actor): Promise<boolean>;
  /** Services that can have figures the actor may see, by their name of now. @throws Refusal 403 */
  figureServices(actor: Actor): Promise<readonly FigureService[]>;
  /** Who did what of a case, when, how long it waited and how long somebody had it. @throws Refusal 404 */
  steps(actor: Actor, caseId: string): Promise<readonly CaseStep[]>;
  /** Who has held a case and how long; the times add up to its age. @throws Refusal 404 */
  holdings(actor: Actor, caseId: string): Promise<Holdings>;
  /** Runs past cases, the newest first, through the draft of a service; some at a time. @throws Refusal 404, 409 */
  tryDraft(actor: Actor, service: string, page: { readonly after?: string }): Promise<DraftTrials>;
}

export interface FiguresQuery {
  readonly service: string;
  /** Left out: all versions. */
  readonly version?: number;
  /** Days of the installation's calendar, `2026-11-22`, both included. */
  readonly from: string;
  readonly to: string;
  readonly unit?: string;
  /** Left out: all elements. */
  readonly element?: string;
  readonly by: FiguresBy;
}

/** `day` and `unit` tell of work that a unit did; `element` also of what the system did, and of whole cases. */
export type FiguresBy = 'element' | 'unit' | 'day';

export interface FigureService {
  readonly key: string;
  readonly name: Localised;
}

export interface Figures {
  readonly lines: readonly FigureLine[];
  /** What units did, of these very lines: the same however they are put together. */
  readonly totals: { readonly completed: number; readonly late: number };
  /** Units that have figures in these days, for the choice. */
  readonly units: readonly { readonly code: string; readonly name: Localised }[];
  /** Cases with something that is not counted yet; it will be within seconds. */
  readonly uncounted: number;
}

export interface FigureLine {
  /** Element, sequence flow, unit or day (`2026-11-22`); of elements '' stands for the whole case. */
  readonly key: string;
  /** Of a unit, or of an element that is work; these come first, in the order of the process. */
  readonly name: Localised | null;
  readonly completed: number;
  readonly terminated: number;
  readonly failed: number;
  readonly taken: number;
  readonly sentBack: number;
  /** Completed tasks that were due earlier. */
  readonly late: number;
  /** From its beginning to its end, of what was completed. */
  readonly whole: Spread | null;
  /** Nobody had the task. */
  readonly waiting: Spread | null;
  /** Somebody had the task, of those that somebody took before they were done. */
  readonly working: Spread | null;
}

export interface Spread {
  readonly times: number;
  readonly meanMs: number;
  readonly medianMs: number;
  /** Nine of ten were quicker. */
  readonly p90Ms: number;
}

export interface CaseStep {
  readonly element: string;
  readonly name: Localised;
  readonly unit: Localised | null;
  readonly by: string | null;
  readonly openedAt: Instant;
  readonly takenAt: Instant | null;
  readonly closedAt: Instant | null;
  /**
   * How it ended; '' while it is open. `sentBack`: whoever had it sent it back to an earlier step; `recalled`: an
   * earlier step was taken back, and so it was closed.
   */
  readonly outcome: '' | 'completed' | 'cancelled' | 'sentBack' | 'recalled';
  /** Why the step is there again; null: it came the usual way. */
  readonly returned: 'sendBack' | 'recall' | null;
  readonly dueAt: Instant | null;
  readonly waitingMs: number;
  readonly workingMs: number;
  /** Names of the values that were put in with it; what is personal is not among the variables. */
  readonly data: readonly string[];
}

export interface DraftTrials {
  readonly cases: readonly DraftTrial[];
  /** Names of the elements that are spoken of, of the draft or else of the version a case ran on. */
  readonly names: Readonly<Record<string, Localised>>;
  /** For the next page; null: these were the last. */
  readonly next: string | null;
}

export interface DraftTrial {
  readonly instanceId: string;
  readonly registerNumber: string | null;
  readonly startedAt: Instant;
  readonly version: number;
  /** `refused`: the draft cannot begin it; `unreadable`: its journal cannot be followed any more. */
  readonly result: 'same' | 'another' | 'refused' | 'unreadable';
  /** Of `refused` and `unreadable`. */
  readonly code: string | null;
  readonly parts: {
    readonly after: string | null;
    readonly was: readonly string[];
    readonly now: readonly string[];
  } | null;
  readonly needs: readonly string[];
  readonly stuck: readonly string[];
  readonly deadlines: readonly {
    readonly element: string;
    readonly was: Instant | null;
    readonly now: Instant | null;
    readonly doneAt: Instant | null;
  }[];
  /** Who would have been told what, in the order of time. */
  readonly told: readonly Told[];
}

export interface Holdings {
  readonly receivedAt: Instant;
  /** Null: open. */
  readonly closedAt: Instant | null;
  /** From the receipt to the closing, or until now: the sum of all lines. */
  readonly ageMs: number;
  readonly lines: readonly HoldingView[];
}

export interface HoldingView {
  readonly how: How;
  /** Null: it is being routed, or is with the reporter. */
  readonly unit: Named | null;
  /** Null: the pool of the unit. */
  readonly person: string | null;
  readonly isReporter: boolean;
  /** The unit that returned it, where it did. */
  readonly fromUnit: Named | null;
  readonly from: Instant;
  /** Null: still. */
  readonly to: Instant | null;
  readonly ms: number;
  /** Who brought it about; null: the system, or the reporter. */
  readonly by: string | null;
  readonly note: string | null;
}
