import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import type { Tx } from '../ports.ts';
import { kernelRefusal } from './errors.ts';
import { carriedOut, firstPlace } from './migration.ts';
import type { KernelOptions } from './options.ts';
import type { Programs } from './programs.ts';

export interface Replayed {
  /** The state that the journal's commands lead to, as JSON text. */
  readonly replayed: string;
  /** The state as it was saved. */
  readonly saved: string;
  readonly commands: number;
}

/**
 * Feeds an instance's journal to its program again. The two texts are equal byte for byte, or something is wrong.
 * The environment is the one in force now: reference data changed since may give other deadlines (the journal's
 * `environment` tells).
 * @throws Refusal 404 `INSTANCE_NOT_FOUND`
 */
export async function replayInstance(
  tx: Tx,
  options: Pick<KernelOptions, 'environment'>,
  programs: Programs,
  instanceId: string,
): Promise<Replayed> {
  const row = await tx.engine.instances.byId(instanceId);
  if (row === undefined) throw kernelRefusal('INSTANCE_NOT_FOUND');
  const journal = await tx.engine.journal.ofInstance(instanceId);
  const { serviceVersionId, processId } = firstPlace(row, journal);
  let program = await programs.get(tx, serviceVersionId, processId);
  let state: State | undefined;
  for (const { command, at, number } of journal) {
    const { env } = await options.environment(tx, at);
    if (command.kind === 'migrate') {
      if (state === undefined) throw new Error(`Instance ${instanceId} begins with a migration.`);
      const carried = await carriedOut(tx, programs, state, { migration: command, env });
      ({ state, program } = carried);
      continue;
    }
    const stepped = step(program, state, command, env);
    if (stepped.kind === 'rejected') {
      throw new Error(`Command ${number} of instance ${instanceId} is rejected at replay: ${stepped.code}.`);
    }
    state = stepped.state;
  }
  return { replayed: JSON.stringify(state), saved: row.snapshot, commands: journal.length };
}
