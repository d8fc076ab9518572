/**
 * Every place, category and time asked of the decision tables: which unit, by which rules. It shows what the tables leave
 * open before a citizen finds it: holes, conflicts, units that are not there, rules that never answer.
 */
import { type AskedTable, explainDecision } from '#engine/core/decisions/evaluate.ts';
import type { Env } from '#engine/core/env.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Instant } from '#engine/core/values.ts';
import { wardsInForce } from '../areas/areas.ts';
import { localDate } from '../calendars/local-date.ts';
import { categoriesInOrder } from '../categories/category-tree.ts';
import type { City } from '../city/city.ts';
import { isInForce, unitAt } from '../organisation/units.ts';
import {
  type OwnedTable,
  type RoutingFacts,
  routingDecision,
  tablesBehind,
  unitIn,
  variablesOf,
} from './routing-decision.ts';
import { timesOf } from './routing-times.ts';

export interface RoutingCell extends RoutingFacts {
  readonly at: Instant;
  readonly unit: string | null;
  readonly outcome: CellOutcome;
  /** Rules that answered on the way. */
  readonly rules: readonly RuleName[];
  /** Ids of tables that were asked and had no rule for it. */
  readonly silent: readonly string[];
  /** What the evaluation said, where it could not be done. */
  readonly reason: string;
}

export interface RuleName {
  readonly table: string;
  readonly rule: string;
}

/** `acknowledged`: a rule says itself, with `null`, that there is nobody. */
export type CellOutcome = 'unit' | 'acknowledged' | 'hole' | 'conflict' | 'unknownUnit' | 'failed';

export interface GridQuestion {
  readonly city: City;
  readonly decisions: Decisions;
  readonly env: Env;
  /** Whether a unit is there at an instant; left out: it stands in the city's list. */
  readonly isUnit?: (unit: string, at: Instant) => boolean;
  /** Rules that this grid is held against: it is asked about whatever they look at, too. */
  readonly beside?: Decisions;
}

/** @returns a cell per category, urgency, ward (and none) and time, as far as the tables look at them; none where nothing routes */
export function routingGrid(question: GridQuestion): readonly RoutingCell[] {
  const { city, decisions, env, beside } = question;
  if (!routesReports(decisions)) return [];
  const versions = beside === undefined ? [decisions] : [decisions, beside];
  const wards = [null, ...wardsInForce(city, env.now).map(({ code }) => code)];
  const tables = tablesBehind(decisions, routingDecision);
  const looksAtUrgent = versions.some((one) => looksAt(tablesBehind(one, routingDecision), 'urgent'));
  const urgencies = looksAtUrgent ? [false, true] : [false];
  const categories = categoriesInOrder(city);
  const any = { category: categories[0]?.code ?? '', ward: wards[1] ?? null, urgent: false, confidential: false };
  const facts = variablesOf(any);
  const times = versions.flatMap((one) =>
    timesOf({ decisions: one, tables: tablesBehind(one, routingDecision), facts, env }),
  );
  return categories.flatMap(({ code: category, confidential }) =>
    urgencies.flatMap((urgent) =>
      wards.flatMap((ward) =>
        inOrder(times).map((at) => cellOf(question, tables, { category, ward, urgent, confidential, at })),
      ),
    ),
  );
}

function inOrder(times: readonly Instant[]): readonly Instant[] {
  return [...new Set(times)].sort((a, b) => a - b);
}

/** Other services may decide by other things than a category: there is no grid of those. */
function routesReports(decisions: Decisions): boolean {
  return decisions[routingDecision] !== undefined && /\bcategory\b/.test(JSON.stringify(decisions));
}

function cellOf(
  { city, decisions, env, isUnit }: GridQuestion,
  tables: readonly OwnedTable[],
  asked: RoutingFacts & { readonly at: Instant },
): RoutingCell {
  const question = { decisions, id: routingDecision, cells: false };
  const { result, tables: trace } = explainDecision(question, variablesOf(asked), { ...env, now: asked.at });
  const unit = result.kind === 'ok' ? (unitIn(result.value) ?? null) : null;
  const rules = trace.flatMap(({ table, applied }) => applied.map((rule) => ({ table, rule })));
  const silent = trace.filter(({ applied }) => applied.length === 0).map(({ table }) => table);
  const cell = { ...asked, unit, rules, silent, reason: result.kind === 'failed' ? result.reason : '' };
  if (unit !== null) {
    const known = (isUnit ?? isThere(city))(unit, asked.at);
    return { ...cell, outcome: known ? 'unit' : 'unknownUnit' };
  }
  if (result.kind === 'failed') return { ...cell, outcome: severalAnswer(tables, trace) ? 'conflict' : 'failed' };
  return { ...cell, outcome: saysNobody(tables, rules) ? 'acknowledged' : 'hole' };
}

/** A closed unit is there while somebody has followed it. */
function isThere(city: City): (unit: string, at: Instant) => boolean {
  return (unit, at) => {
    const answering = city.units.get(unitAt(city, unit, at));
    return answering !== undefined && isInForce(answering, localDate(city.province.timeZone, at));
  };
}

function severalAnswer(tables: readonly OwnedTable[], trace: readonly AskedTable[]): boolean {
  return trace.some(({ table: id, applied }) => {
    const policy = tables.find(({ table }) => table.id === id)?.table.hitPolicy;
    return applied.length > 1 && (policy === 'UNIQUE' || policy === 'ANY');
  });
}

function saysNobody(tables: readonly OwnedTable[], rules: readonly RuleName[]): boolean {
  return rules.some(({ table: id, rule }) => {
    const table = tables.find((one) => one.table.id === id)?.table;
    return table?.rules.find((one) => one.id === rule)?.results.includes('null') === true;
  });
}

function looksAt(tables: readonly OwnedTable[], variable: string): boolean {
  const word = new RegExp(`\\b${variable}\\b`);
  return tables.some(({ table }) => table.inputs.some(({ source }) => word.test(source)));
}
