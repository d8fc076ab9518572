// DMN 1.3 decisions, evaluated with the variables of a case. What a decision needs is evaluated first and is in scope
// under the name of that decision.
import type { Env } from '../env.ts';
import { evaluateFeel, type FeelResult } from '../expressions/feel.ts';
import type { Decision, Decisions } from '../model/decisions.ts';
import { decisionDepthMax } from '../model/limits.ts';
import type { Json, Variables } from '../values.ts';
import { evaluateTable } from './table.ts';

/**
 * Evaluates one decision and what it needs.
 * @returns its value, null where no rule fits; or why it could not be evaluated
 */
export function evaluateDecision(decisions: Decisions, id: string, variables: Variables, env: Env): FeelResult {
  return evaluateAt(decisions, id, { variables, env, depth: 0 });
}

interface Sight {
  readonly variables: Variables;
  readonly env: Env;
  readonly depth: number;
}

function evaluateAt(decisions: Decisions, id: string, sight: Sight): FeelResult {
  const decision = decisions[id];
  if (decision === undefined) return { kind: 'failed', reason: `there is no decision ${id}` };
  if (sight.depth > decisionDepthMax) return { kind: 'failed', reason: `decisions need each other beyond ${id}` };
  const needed: Record<string, Json> = {};
  for (const required of decision.requires) {
    const result = evaluateAt(decisions, required, { ...sight, depth: sight.depth + 1 });
    if (result.kind === 'failed') return result;
    needed[decisions[required]?.name ?? required] = result.value;
  }
  return evaluateLogic(decision, { ...sight.variables, ...needed }, sight.env);
}

function evaluateLogic(decision: Decision, variables: Variables, env: Env): FeelResult {
  const { logic } = decision;
  return logic.kind === 'literal' ? evaluateFeel(logic.source, variables, env) : evaluateTable(logic, variables, env);
}
