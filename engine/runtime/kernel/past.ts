/** What an instance has been through, told from its journal: where its tasks may be sent back to. Rare, so it may cost. */
import type { Program } from '#engine/core/model/program.ts';
import { carryPast, newPast, type Past, remember } from '#engine/core/returns/past.ts';
import type { Tx } from '../ports.ts';
import { kernelRefusal } from './errors.ts';
import { type Followed, follow, type ReplaySource } from './replay.ts';

export interface PastOfInstance {
  /** Of the version that it is in now. */
  readonly program: Program;
  readonly past: Past;
}

/** @throws Refusal 404 `INSTANCE_NOT_FOUND`; ReplayFault */
export async function pastOf(tx: Tx, source: ReplaySource, instanceId: string): Promise<PastOfInstance> {
  const row = await tx.engine.instances.byId(instanceId);
  if (row === undefined) throw kernelRefusal('INSTANCE_NOT_FOUND');
  const past = newPast();
  // What another has done since the row was read is not seen: a step on the row then fails and is tried again.
  const program = await follow(tx, source, { row, moment: { number: row.version } }, (one) => take(past, one));
  return { program, past };
}

function take(past: Past, { entry: { command, at }, stepped, state }: Followed): void {
  if (command.kind === 'migrate') carryPast(past, state, command.map);
  else if (stepped !== undefined) remember(past, { command, stepped, at });
}
