import type { Scope } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { scopeOf } from '../scope.ts';

/**
 * Tasks whose giving out is the actor's: the load page and the lists behind its numbers. What one has oneself is nobody
 * else's load: rules for one's own tasks are left out.
 */
export async function givenOut(context: Context, tx: Tx, actor: Actor): Promise<Scope> {
  const scope = await scopeOf(context, tx, actor, { action: 'assign', subject: 'Task' });
  return scope.filter((condition) => condition['assignee'] === undefined);
}
