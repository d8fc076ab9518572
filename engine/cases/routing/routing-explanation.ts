/** One question of routing answered with its reasons: the tables that were asked, the rule that answered, and each other rule with the cell that failed. */
import { explainDecision } from '#engine/core/decisions/evaluate.ts';
import type { Env } from '#engine/core/env.ts';
import type { Decisions, HitPolicy } from '#engine/core/model/decisions.ts';
import type { Json } from '#engine/core/values.ts';
import {
  type OwnedTable,
  type RoutingFacts,
  routingDecision,
  slaDecision,
  tablesBehind,
  textIn,
  unitIn,
  variablesOf,
} from './routing-decision.ts';

export interface RoutingExplanation {
  /** Null: nobody, see `reason`. */
  readonly unit: string | null;
  /** Class of promise, where the service decides one. */
  readonly sla: { readonly class: string; readonly resolve: string; readonly calendar: string } | null;
  /** Why there is no unit, in words of the evaluation; '' where there is one. */
  readonly reason: string;
  /** The question of the unit first, then that of the deadline. */
  readonly tables: readonly ExplainedTable[];
}

export interface ExplainedTable {
  readonly decision: string;
  readonly question: 'unit' | 'sla';
  readonly hitPolicy: HitPolicy;
  readonly inputs: readonly { readonly label: string; readonly value: Json }[];
  readonly outputs: readonly string[];
  readonly rules: readonly ExplainedRule[];
}

export interface ExplainedRule {
  readonly id: string;
  readonly note: string;
  readonly outcome: 'applied' | 'matched' | 'notMatched';
  /** Per input; `holds` null: any value. */
  readonly cells: readonly { readonly text: string; readonly holds: boolean | null }[];
  readonly results: readonly string[];
}

/** @param cells whether every other rule is told with its cells too */
export function explainRouting(
  { decisions, cells }: { readonly decisions: Decisions; readonly cells: boolean },
  facts: RoutingFacts,
  env: Env,
): RoutingExplanation {
  const variables = variablesOf(facts);
  const routed = explainDecision({ decisions, id: routingDecision, cells }, variables, env);
  const unit = routed.result.kind === 'ok' ? (unitIn(routed.result.value) ?? null) : null;
  const promised = explainDecision({ decisions, id: slaDecision, cells }, { ...variables, unit }, env);
  return {
    unit,
    sla: promised.result.kind === 'ok' ? slaOf(promised.result.value) : null,
    reason: unit === null && routed.result.kind === 'failed' ? routed.result.reason : '',
    tables: [
      ...explained(tablesBehind(decisions, routingDecision), routed.tables, 'unit'),
      ...explained(tablesBehind(decisions, slaDecision), promised.tables, 'sla'),
    ],
  };
}

function slaOf(value: Json): RoutingExplanation['sla'] {
  const [code, resolve, calendar] = ['class', 'resolve', 'calendar'].map((field) => textIn(value, field));
  return code === undefined || resolve === undefined || calendar === undefined
    ? null
    : { class: code, resolve, calendar };
}

type Trace = ReturnType<typeof explainDecision>['tables'];

/** The tables that were asked, with each rule and its cells. */
export function explained(
  tables: readonly OwnedTable[],
  trace: Trace,
  question: ExplainedTable['question'],
): readonly ExplainedTable[] {
  return tables.flatMap(({ decision, table }): readonly ExplainedTable[] => {
    const asked = trace.find((one) => one.table === table.id);
    if (asked === undefined) return [];
    const rules = table.rules.flatMap((rule): readonly ExplainedRule[] => {
      const told = asked.rules.find(({ id }) => id === rule.id);
      const applied = asked.applied.includes(rule.id);
      if (told === undefined && !applied) return [];
      const cells = rule.tests.map((text, index) => ({
        text: text ?? '-',
        holds: told === undefined ? (text === null ? null : true) : (told.cells[index] ?? null),
      }));
      const outcome = told?.outcome ?? 'applied';
      return [{ id: rule.id, note: rule.note ?? '', outcome, cells, results: rule.results.map((text) => text ?? '-') }];
    });
    const inputs = table.inputs.map(({ label, source }, index) => ({
      label: label ?? source,
      value: asked.inputs[index] ?? null,
    }));
    const { hitPolicy, outputs } = table;
    return [{ decision, question, hitPolicy, inputs, outputs: outputs.map(({ name }) => name), rules }];
  });
}
