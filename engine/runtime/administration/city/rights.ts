/** Who keeps which part of the city's configuration. */
import { type CityPart, cityParts, meets } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { scopeOf } from '../../use-cases/scope.ts';

/** @throws Refusal 403 */
export async function mustConfigure(context: Context, tx: Tx, actor: Actor, part: CityPart): Promise<void> {
  if (!(await configuredBy(context, tx, actor)).includes(part)) throw refusal('FORBIDDEN');
}

export async function configuredBy(context: Context, tx: Tx, actor: Actor): Promise<readonly CityPart[]> {
  const scope = await scopeOf(context, tx, actor, { action: 'configure', subject: 'City' });
  return cityParts.filter((part) => meets(scope, { part }));
}
