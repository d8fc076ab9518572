/**
 * What a step of the process changes in its case. The process knows variables; the case has columns that people ask
 * for. Only variables with a fixed meaning are taken over (docs/process-extensions.md), and only sound values.
 */
import type { Effect } from '#engine/core/effects.ts';
import type { DayCount } from '#engine/core/env.ts';
import type { Instant, Json, Variables } from '#engine/core/values.ts';
import type { CityWorkingTime } from './calendars/working-time.ts';
import type { City } from './city/city.ts';
import { calendarFor } from './city/parse-calendars.ts';
import { caseLife } from './lifecycles/case.ts';
import { aboutIn, aboutVariable, detourOf } from './organisation/conflict.ts';
import { unitAt } from './organisation/units.ts';
import type { ServicePack } from './service-pack.ts';

/** The columns of a case that a process may change; '' stands for none. */
export interface CaseFacts {
  readonly category: string;
  readonly ward: string;
  readonly unit: string;
  readonly stage: string;
  /** `erased`: what was kept of it was destroyed; this line is left. */
  readonly state: 'open' | 'closed' | 'erased';
  readonly sla: string;
  readonly urgent: boolean;
  readonly confidentiality: 'normal' | 'confidential';
  readonly outcome: string;
  readonly dueAt: Instant | null;
  readonly closedAt: Instant | null;
}

export interface ProjectionContext {
  readonly city: City;
  readonly pack: ServicePack;
  readonly time: CityWorkingTime;
  readonly receivedAt: Instant;
  readonly now: Instant;
}

export interface SlaPromise {
  readonly class: string;
  readonly resolve: string;
  /** The one that counts: the unit's where it has one. */
  readonly calendar: string;
  readonly dayCount: DayCount;
  /** Where the clock starts; the receipt where it is not said (a case that was opened again starts anew). */
  readonly from?: Instant;
}

/** @returns only what differs from `current`; an empty object where the step changed nothing of the case */
export function projectCase(
  current: CaseFacts,
  step: { readonly effects: readonly Effect[]; readonly variables: Variables },
  context: ProjectionContext,
): Partial<CaseFacts> {
  const { variables } = step;
  const { city, pack } = context;
  const category = known(city.categories, variables['category']) ?? current.category;
  const unit = unitNow(current, step, context);
  const promise = slaPromise(variables['sla'], city, unit);
  const after: CaseFacts = {
    category,
    ward: known(city.wards, variables['ward']) ?? current.ward,
    unit,
    stage: lastStage(step.effects) ?? current.stage,
    urgent: variables['urgent'] === undefined ? current.urgent : variables['urgent'] === true,
    // What has become confidential stays so until somebody with the right to it lifts it, with a reason.
    confidentiality:
      current.confidentiality === 'confidential' || isConfidential(category, variables, city)
        ? 'confidential'
        : 'normal',
    outcome: outcomeOf(variables['outcome'], pack) ?? current.outcome,
    sla: promise?.class ?? current.sla,
    dueAt: promise === undefined ? current.dueAt : dueOf(promise, context),
    ...ending(current, step.effects, context.now),
  };
  return changesOf(current, after);
}

/** Whoever was closed meanwhile is followed by its successor, as long as there is something to do. */
function unitNow(
  current: CaseFacts,
  { effects, variables }: { readonly effects: readonly Effect[]; readonly variables: Variables },
  { city, now }: ProjectionContext,
): string {
  const unit = known(city.units, variables['unit']) ?? unitAfterReturn(effects, city) ?? current.unit;
  const { ward, category } = current;
  const heir = unitAt(city, unit, now, { ward, category });
  if (current.state !== 'open' && heir !== current.unit) return unit;
  // Nobody answers for a complaint about themselves.
  return detourOf(city, { unit: heir, role: '' }, aboutIn(variables[aboutVariable]))?.unit ?? heir;
}

/**
 * The promise in the process variable `sla`, where it is one.
 * @param unit the one that the case is with: its calendar counts, where it has one
 */
export function slaPromise(value: Json | undefined, city: City, unit: string): SlaPromise | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { class: code, resolve, calendar, from, dayCount: own } = value as { readonly [key: string]: Json };
  if (typeof code !== 'string' || typeof resolve !== 'string' || typeof calendar !== 'string') return undefined;
  if (!city.calendars.has(calendar)) return undefined;
  const start = typeof from === 'string' ? instantOf(from) : Number.NaN;
  // What says itself how its days are counted stays so, whatever becomes of its class.
  const said = own === 'elapsed' || own === 'exclude_first_day' ? own : undefined;
  const dayCount = said ?? city.slaClasses.get(code)?.dayCount ?? 'elapsed';
  const counting = { calendar: calendarFor(city, unit, calendar), dayCount };
  return { class: code, resolve, ...counting, ...(Number.isNaN(start) ? {} : { from: start }) };
}

/** ISO 8601 with its offset; a local time would be read in the zone of the machine. */
function instantOf(text: string): number {
  const plain = text.replace(/\[.*\]$/, '');
  return /(Z|[+-]\d\d:\d\d)$/.test(plain) ? Date.parse(plain) : Number.NaN;
}

function dueOf(promise: SlaPromise, context: ProjectionContext): Instant {
  return context.time.due(promise.from ?? context.receivedAt, promise.resolve, promise.calendar, promise.dayCount);
}

function ending(current: CaseFacts, effects: readonly Effect[], now: Instant): Pick<CaseFacts, 'state' | 'closedAt'> {
  const ended = effects.some((effect) => effect.kind === 'instanceEnded');
  const next = ended ? caseLife.next(current.state, 'close') : undefined;
  return next === 'closed' ? { state: 'closed', closedAt: now } : { state: current.state, closedAt: current.closedAt };
}

function isConfidential(category: string, variables: Variables, city: City): boolean {
  return city.categories.get(category)?.confidential === true || variables['confidential'] === true;
}

/** Tasks have outcomes too (`accept`, `return`): while such a one stands in the variable, the case has none. */
function outcomeOf(value: Json | undefined, pack: ServicePack): string | undefined {
  return value === undefined ? undefined : (known(pack.outcomes, value) ?? '');
}

/** A case that goes back to before it was given to a unit is with whoever has it now. */
function unitAfterReturn(effects: readonly Effect[], city: City): string | undefined {
  const back = effects.findLast((effect) => effect.kind === 'sentBack');
  const opened = effects.findLast((effect) => effect.kind === 'openTask' && effect.node === back?.node);
  return opened?.kind === 'openTask' ? known(city.units, opened.unit) : undefined;
}

function lastStage(effects: readonly Effect[]): string | undefined {
  return effects.findLast((effect) => effect.kind === 'stage')?.stage;
}

function known(codes: ReadonlyMap<string, unknown>, value: Json | undefined): string | undefined {
  return typeof value === 'string' && codes.has(value) ? value : undefined;
}

function changesOf(before: CaseFacts, after: CaseFacts): Partial<CaseFacts> {
  const changed = Object.entries(after).filter(([key, value]) => before[key as keyof CaseFacts] !== value);
  return Object.fromEntries(changed) as Partial<CaseFacts>;
}
