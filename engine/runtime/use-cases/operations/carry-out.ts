/** One operation on one instance, whoever asks for it: the right to it, the deed, the line in the audit and in the case. */
import type { State } from '#engine/core/state.ts';
import type { Instant, Json } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { Operation, Outcome } from '../../application/operations.ts';
import type { InstanceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import { audit } from '../audit.ts';
import type { Context } from '../context.ts';
import { act } from './act.ts';
import { operatedInstance } from './allowed.ts';
import type { OnwardCheck } from './onward.ts';
import { programAt } from './programs.ts';
import { changeOf, tokensOf } from './tokens.ts';

export interface Deed {
  readonly actor: Actor;
  readonly instanceId: string;
  readonly operation: Operation;
  readonly reason: string;
  /** The batch that it belongs to. */
  readonly batchId: string | null;
}

/** @throws Refusal where it is not the actor's to do, or the instance does not allow it; the transaction is void then */
export async function carryOut(
  context: Context,
  onward: OnwardCheck,
  tx: Tx,
  deed: Deed,
  now: Instant,
): Promise<Outcome> {
  const row = await operatedInstance(context, tx, deed.actor, deed.instanceId);
  const before = tokensOf(await programAt(context, tx, row), JSON.parse(row.snapshot) as State);
  const proved = await act({ context, onward, tx, row, now }, deed.operation);
  const after = await tx.engine.instances.byId(row.id);
  if (after === undefined) throw new Error(`instance ${row.id} is gone`);
  const tokens =
    after.endedAt === null ? tokensOf(await programAt(context, tx, after), JSON.parse(after.snapshot) as State) : [];
  await note(context, tx, { deed, row, after }, now);
  return { state: after.state, ...changeOf(before, tokens), proved };
}

/** Reasons are what a person has written: they go to the vault of the case, never into the audit. */
async function note(
  context: Context,
  tx: Tx,
  { deed, row, after }: { readonly deed: Deed; readonly row: InstanceRow; readonly after: InstanceRow },
  now: Instant,
): Promise<void> {
  const { actor, operation, reason, batchId } = deed;
  const { kind } = operation;
  const key = row.caseId === null ? undefined : await tx.cases.vault.key(row.caseId);
  const said = key === undefined ? {} : await context.vault.seal(tx, key.caseId, { 'operation.reason': reason }, now);
  const noteEntry = said['operation.reason'] ?? null;
  if (row.caseId !== null) {
    const line = { kind: 'operation', code: kind, element: '', actor: actor.username, unit: '', noteEntry } as const;
    await tx.cases.timeline.append([{ ...line, id: context.newId(now), caseId: row.caseId, at: now }]);
  }
  const data: Json = {
    case: row.caseId,
    batch: batchId,
    reason: noteEntry,
    ...aboutOf(operation),
    version: after.serviceVersionId,
    number: after.version,
  };
  await audit(
    context,
    tx,
    { actor: actor.username, action: `operation.${kind}`, subject: `instance:${row.id}`, data },
    now,
  );
}

/** Elements and names, never values. */
function aboutOf(operation: Operation): { readonly [name: string]: Json } {
  switch (operation.kind) {
    case 'move': {
      const { cancel, startBefore, startAfter, variables } = operation;
      return { cancel, startBefore, startAfter, names: Object.keys(variables) };
    }
    case 'setVariables':
    case 'retry':
      return { names: Object.keys(operation.variables) };
    case 'migrate':
      return { map: operation.map };
    default:
      return {};
  }
}
