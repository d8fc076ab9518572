/**
 * What keeps files that were published before from being used again in today's city: that they run, and that every report
 * has a unit. Going back is for when something has gone wrong: rules made since are not held against what has worked.
 */
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { coverageProblems, routedBy } from '../../administration/routing/coverage-problems.ts';
import type { Problem } from '../../application/services.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { allowedIn, problemsIn } from './problems.ts';

/** As the note is asked for in the designer. */
export const noteLengthMax = 1000;

/** @throws Refusal 422 `SERVICE_HAS_PROBLEMS` */
export async function mustBePublishable(
  context: Context,
  tx: Tx,
  resources: readonly ServiceResourceRow[],
): Promise<void> {
  const errors = (await problemsAgainst(context, tx, resources)).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw refusal('SERVICE_HAS_PROBLEMS', { count: errors.length });
}

/** What keeps them from being used again, and what is worth knowing before. */
export async function problemsAgainst(
  context: Context,
  tx: Tx,
  resources: readonly ServiceResourceRow[],
): Promise<readonly Problem[]> {
  const place = await context.cities.current(tx);
  const loaded = await loadProgram(resources, allowedIn(context));
  const now = context.clock();
  const routed = routedBy(place, loaded, now);
  return [
    ...problemsIn(resources, loaded),
    ...coverageProblems(place, { resources, decisions: loaded.decisions, routed, now }),
  ];
}
