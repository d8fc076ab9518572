/**
 * The decision that finds the unit of a report. A service that routes has a decision `routing`; it is asked with the
 * variables below (docs/process-extensions.md) and answers with the code of a unit, or with a context that has one.
 */
import type { Decisions, DecisionTable } from '#engine/core/model/decisions.ts';
import type { Json, Variables } from '#engine/core/values.ts';

export const routingDecision = 'routing';
export const slaDecision = 'sla';

/** What routing is asked with, beside the time. */
export interface RoutingFacts {
  readonly category: string;
  /** Null where the place is not known. */
  readonly ward: string | null;
  readonly urgent: boolean;
  readonly confidential: boolean;
}

export function variablesOf({ category, ward, urgent, confidential }: RoutingFacts): Variables {
  return { category, ward, urgent, confidential };
}

/** The unit in what the decision gives. */
export function unitIn(value: Json): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return textIn(value, 'unit');
}

export function textIn(value: Json, field: string): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const found = (value as Readonly<Record<string, Json>>)[field];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export interface OwnedTable {
  /** Key of the decision. */
  readonly decision: string;
  readonly table: DecisionTable;
}

/** The decision tables on the way to a decision, each once, itself first. */
export function tablesBehind(decisions: Decisions, id: string): readonly OwnedTable[] {
  const seen = new Set<string>();
  const visit = (key: string): readonly OwnedTable[] => {
    const element = decisions[key];
    if (element === undefined || seen.has(key)) return [];
    seen.add(key);
    if (element.kind !== 'decision') return [];
    const own = element.logic?.kind === 'table' ? [{ decision: key, table: element.logic }] : [];
    return [...own, ...element.requires.flatMap((required) => visit(required.key))];
  };
  return visit(id);
}
