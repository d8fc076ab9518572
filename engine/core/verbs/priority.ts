// What is done first where there is more to do than can be done at once.
import { numberOf, type Sight } from '../expressions/expression.ts';
import { elementOf, type Run } from '../run.ts';
import { Stuck } from '../stuck.ts';

/**
 * The priority of an element's timers and jobs, to be put into their effect. One that cannot be evaluated counts as
 * none: it decides about order, and must never stop the work itself.
 */
export function jobPriority(run: Run, element: string, sight: Sight): { readonly priority?: number } {
  const expression = elementOf(run, element).jobPriority ?? run.program.jobPriority;
  if (expression === undefined) return {};
  try {
    return { priority: Math.max(0, Math.min(100, Math.round(numberOf(expression, sight, 'priority')))) };
  } catch (error) {
    if (!(error instanceof Stuck)) throw error;
    return {};
  }
}
