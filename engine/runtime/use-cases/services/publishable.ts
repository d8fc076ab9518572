/** What keeps the files of a service from being published in today's city: asked before each way of publishing. */
import { coverageProblems } from '../../administration/routing/coverage-problems.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { allowedIn, hasErrors, problemsOf } from './problems.ts';

/** @throws Refusal 422 `SERVICE_HAS_PROBLEMS` */
export async function mustBePublishable(
  context: Context,
  tx: Tx,
  resources: readonly ServiceResourceRow[],
): Promise<void> {
  const found = await problemsOf(resources, allowedIn(context));
  const problems = [...found, ...(await coverageProblems(context, tx, resources))];
  if (!hasErrors(problems)) return;
  const count = problems.filter((problem) => problem.severity === 'error').length;
  throw refusal('SERVICE_HAS_PROBLEMS', { count });
}
