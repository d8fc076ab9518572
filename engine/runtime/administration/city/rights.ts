/** Who keeps which part of the city's configuration. */
import { type CityPart, cityParts, meets } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { scopeOf } from '../../use-cases/scope.ts';

/** Runs work for somebody. @throws Refusal 403 for whoever does not keep the part */
export type KeepersWork = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => Promise<T>;

/** @throws Refusal 403 */
export async function mustConfigure(context: Context, tx: Tx, actor: Actor, part: CityPart): Promise<void> {
  if (!(await configuredBy(context, tx, actor)).includes(part)) throw refusal('FORBIDDEN');
}

/**
 * @returns what runs a piece of work on one part of the configuration: in a transaction of its own, and only for who
 *   keeps that part
 */
export function keepersOf(context: Context, part: CityPart): KeepersWork {
  return (actor, work) =>
    context.store.transaction(async (tx) => {
      await mustConfigure(context, tx, actor, part);
      return await work(tx);
    });
}

export async function configuredBy(context: Context, tx: Tx, actor: Actor): Promise<readonly CityPart[]> {
  const scope = await scopeOf(context, tx, actor, { action: 'configure', subject: 'City' });
  return cityParts.filter((part) => meets(scope, { part }));
}
