import type { RoutingChange } from '#engine/cases/routing/routing-changes.ts';
import type { CoverageFinding } from '#engine/cases/routing/routing-coverage.ts';
import type { ExplainedTable } from '#engine/cases/routing/routing-explanation.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor, Localised, Named, Point } from './common.ts';

/** Routing that can be asked: who would get a report and why, and whether everything is covered. */
export interface Routing {
  /** What can be asked about. @throws Refusal 403 without the right to configure routing */
  book(actor: Actor): Promise<RoutingBook>;
  /** Tries one report that nobody has sent. @throws Refusal 403, 404 for a service without routing, 422 by field */
  tryRoute(actor: Actor, trial: RouteTrial): Promise<RouteAnswer>;
  /** Asks every place, category and time. @throws Refusal 403, 404 */
  coverage(actor: Actor, of: RoutedVersion): Promise<CoverageReport>;
  /** What the draft's rules would change, nothing without a draft. @throws Refusal 403, 404 for a service without routing */
  changes(actor: Actor, service: string): Promise<RoutingChangesView>;
  /** For the official at the case. @throws Refusal 404 where the task is not theirs to see, or no rule has routed it */
  whyUnit(actor: Actor, taskId: string): Promise<UnitReason>;
}

export interface RoutingBook {
  readonly services: readonly {
    readonly key: string;
    readonly name: Localised;
    readonly hasDraft: boolean;
    /** Name of the file that holds the rules, `routing` of `routing.dmn`. */
    readonly file: string;
  }[];
  readonly categories: readonly (Named & { readonly group: Localised })[];
  readonly wards: readonly Named[];
  /** Now by the city's clock, `2026-11-22T10:00`. */
  readonly now: string;
}

export interface RoutedVersion {
  readonly service: string;
  /** The rules that are being changed, instead of those in force. */
  readonly draft: boolean;
}

export interface RouteTrial extends RoutedVersion {
  readonly category: string;
  /** A place on the map goes before a ward; neither: the place is not known. */
  readonly point: Point | null;
  readonly ward: string | null;
  readonly urgent: boolean;
  /** By the city's clock, `2026-11-22T22:30`; null: now. */
  readonly at: string | null;
}

export interface RouteAnswer {
  readonly ward: Named | null;
  /** How far the place lies outside the ward; 0 inside. */
  readonly metres: number;
  readonly unit: Named | null;
  /** Whether the unit stands in the city's list. */
  readonly known: boolean;
  /** Why there is none, in words of the evaluation. */
  readonly reason: string;
  readonly sla: { readonly code: string; readonly name: Localised; readonly dueAt: Instant } | null;
  readonly tables: readonly ExplainedTable[];
}

export interface CoverageReport {
  /** Questions that were asked. */
  readonly cells: number;
  readonly findings: readonly CoverageView[];
}

type Told = 'kind' | 'everywhere' | 'sometimes' | 'silent' | 'unit' | 'reason';

export interface CoverageView extends Pick<CoverageFinding, Told> {
  /** Null for a rule that never answers. */
  readonly category: Named | null;
  readonly wards: readonly Named[];
  /** It is so where the place is not known, too. */
  readonly unknownPlace: boolean;
  readonly rules: readonly { readonly table: string; readonly rule: string; readonly note: string }[];
  /** Stands against publishing; else it is only to be known. */
  readonly blocking: boolean;
}

export interface RoutingChangesView {
  /** Questions whose unit differs, of all that were asked; none were where the service has never routed. */
  readonly differing: number;
  readonly cells: number;
  readonly changes: readonly RoutingChangeView[];
  /** Open cases that are with a unit that would no longer get such a report: they stay there. */
  readonly staying: number;
}

export interface RoutingChangeView extends Pick<RoutingChange, 'everywhere' | 'sometimes'> {
  readonly category: Named;
  readonly wards: readonly Named[];
  /** It is so where the place is not known, too. */
  readonly unknownPlace: boolean;
  /** None where nobody would get it. */
  readonly from: readonly Named[];
  readonly to: readonly Named[];
  /** Open cases of these places and this category that are with the units before. */
  readonly staying: number;
}

/** Why a case is with its unit. */
export interface UnitReason {
  readonly unit: Named;
  readonly ward: Named | null;
  readonly category: Named;
  /** What the rules said; another one than the unit where people have handed it on. */
  readonly decided: Named | null;
  readonly at: Instant;
  /** The tables on the way, each with the rule that answered. */
  readonly tables: readonly ExplainedTable[];
}
