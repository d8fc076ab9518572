import type { Action, Scope, Subject } from '../access.ts';
import type { Actor } from '../application/common.ts';
import type { Tx } from '../ports.ts';
import type { Context } from './context.ts';

/** The rows an actor may act on, by the rules in force at this moment. It goes into the query, never over its rows. */
export async function scopeOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  what: { readonly action: Action; readonly subject: Subject },
): Promise<Scope> {
  await context.cities.current(tx);
  return context.access.scope(actor, what.action, what.subject);
}
