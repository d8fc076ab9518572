/** Whether what is saved of an instance is what its journal says. */
import type { State } from '#engine/core/state.ts';
import type { EngineKernel } from '../kernel/create-kernel.ts';
import { ReplayFault } from '../kernel/replay.ts';
import type { Tx } from '../ports.ts';
import { type Difference, firstDifference } from './first-difference.ts';

export type ReplayCheck = { readonly instanceId: string } & (
  | { readonly kind: 'equal'; readonly commands: number }
  | ({ readonly kind: 'different'; readonly commands: number } & Difference)
  /** The journal cannot be followed: `number` is the command that it stops at. */
  | { readonly kind: 'stopped'; readonly number: number; readonly reason: string }
);

/** @throws Refusal 404 `INSTANCE_NOT_FOUND` */
export async function checkReplay(
  tx: Tx,
  kernel: Pick<EngineKernel, 'replay'>,
  instanceId: string,
): Promise<ReplayCheck> {
  try {
    const { replayed, saved, commands } = await kernel.replay(tx, instanceId);
    const difference = firstDifference(saved, replayed) ?? (await rowDifference(tx, instanceId, saved, commands));
    if (difference === undefined) return { instanceId, kind: 'equal', commands };
    return { instanceId, kind: 'different', commands, ...difference };
  } catch (error) {
    // A journal or snapshot that was tampered with makes the core stumble where it cannot otherwise.
    if (error instanceof ReplayFault)
      return { instanceId, kind: 'stopped', number: error.number, reason: error.message };
    if (error instanceof SyntaxError || error instanceof TypeError)
      return { instanceId, kind: 'stopped', number: 0, reason: `it cannot be read: ${error.message}` };
    throw error;
  }
}

/** The row's own columns, which queries go by, say the same as the state inside. */
async function rowDifference(
  tx: Tx,
  instanceId: string,
  saved: string,
  commands: number,
): Promise<Difference | undefined> {
  const row = await tx.engine.instances.byId(instanceId);
  if (row === undefined || row.snapshot !== saved) return undefined;
  const { life } = JSON.parse(saved) as State;
  if (row.version !== commands) return { path: '(version)', saved: row.version, replayed: commands };
  return row.state === life ? undefined : { path: '(state)', saved: row.state, replayed: life };
}
