import type { Action } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

/** Services are few and known by key: the scope is held against the key, which is never a NULL. */
export async function mayDesign(context: Context, tx: Tx, actor: Actor, service: string): Promise<boolean> {
  return await may(context, tx, actor, { action: 'design', service });
}

/** @throws Refusal 404 where the actor may not design the service, as if there were none */
export async function requireDesign(context: Context, tx: Tx, actor: Actor, service: string): Promise<void> {
  if (!(await mayDesign(context, tx, actor, service))) throw refusal('NOT_FOUND');
}

/** @throws Refusal 404 as {@link requireDesign}; 403 where the actor may design but not publish */
export async function requirePublish(context: Context, tx: Tx, actor: Actor, service: string): Promise<void> {
  await requireDesign(context, tx, actor, service);
  if (!(await may(context, tx, actor, { action: 'publish', service }))) throw refusal('FORBIDDEN');
}

export async function mayPublish(context: Context, tx: Tx, actor: Actor, service: string): Promise<boolean> {
  const designs = await mayDesign(context, tx, actor, service);
  return designs && (await may(context, tx, actor, { action: 'publish', service }));
}

async function may(
  context: Context,
  tx: Tx,
  actor: Actor,
  { action, service }: { readonly action: Action; readonly service: string },
): Promise<boolean> {
  const scope = await scopeOf(context, tx, actor, { action, subject: 'Service' });
  return scope.some((condition) =>
    Object.values(condition).every((value) =>
      typeof value === 'string' ? value === service : value.includes(service),
    ),
  );
}
