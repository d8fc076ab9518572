import { meets, type Scope } from '../../access.ts';
import type { Actor } from '../../application/common.ts';
import type { InstanceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { isUuid } from '../ids.ts';
import { refusal } from '../refuse.ts';
import { scopeOf } from '../scope.ts';

export type InstanceAction = 'read' | 'operate';

export function instanceScope(context: Context, tx: Tx, actor: Actor, action: InstanceAction): Promise<Scope> {
  return scopeOf(context, tx, actor, { action, subject: 'Instance' });
}

/** @throws Refusal 404 where there is none that the actor may see */
export async function visibleInstance(context: Context, tx: Tx, actor: Actor, id: string): Promise<InstanceRow> {
  const row = isUuid(id)
    ? await tx.engine.operations.instances.find(await instanceScope(context, tx, actor, 'read'), id)
    : undefined;
  if (row === undefined) throw refusal('NOT_FOUND');
  return row;
}

export async function mayOperate(context: Context, tx: Tx, actor: Actor, id: string): Promise<boolean> {
  const scope = await instanceScope(context, tx, actor, 'operate');
  return (await tx.engine.operations.instances.find(scope, id)) !== undefined;
}

/** @throws Refusal 404 as {@link visibleInstance}; 403 where it may only be seen */
export async function operatedInstance(context: Context, tx: Tx, actor: Actor, id: string): Promise<InstanceRow> {
  const row = await visibleInstance(context, tx, actor, id);
  if (!(await mayOperate(context, tx, actor, id))) throw refusal('FORBIDDEN');
  return row;
}

/** Whether any instance of the service can be the actor's to see: what the service is may then be told. */
export async function maySeeService(context: Context, tx: Tx, actor: Actor, service: string): Promise<boolean> {
  const scope = await instanceScope(context, tx, actor, 'read');
  return scope.some(({ service: named }) => named === undefined || meets([{ service: named }], { service }));
}

export async function mayOperateService(context: Context, tx: Tx, actor: Actor, service: string): Promise<boolean> {
  return meets(await scopeOf(context, tx, actor, { action: 'operate', subject: 'Service' }), { service });
}

/** Whoever operates every service follows all batches; the others their own. */
export async function followsAllBatches(context: Context, tx: Tx, actor: Actor): Promise<boolean> {
  const scope = await scopeOf(context, tx, actor, { action: 'operate', subject: 'Service' });
  return scope.some((condition) => Object.keys(condition).length === 0);
}
