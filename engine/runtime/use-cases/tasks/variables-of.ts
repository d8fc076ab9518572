import type { State } from '#engine/core/state.ts';
import type { Variables } from '#engine/core/values.ts';
import { variablesIn } from '#engine/core/verbs/variables.ts';
import type { Tx } from '../../ports.ts';

/** Variables of the process, as its instance holds them now. */
export async function variablesOf(tx: Tx, instanceId: string): Promise<Variables> {
  const instance = await tx.engine.instances.byId(instanceId);
  if (!instance) return {};
  const state = JSON.parse(instance.snapshot) as State;
  return variablesIn(state, state.root);
}
