import { zoneOf } from '#engine/cases/calendars/zone.ts';
import type { Tx } from '../ports.ts';
import { endTakenBack } from './count.ts';
import { type RollupOptions, rowsOf } from './rollup.ts';
import { wholeOf } from './whole.ts';

/**
 * To be called in the transaction that lets a case go on in a new instance: the end of the earlier one no longer counts,
 * whether it was counted by now or not. Whoever counts it at the same time has to begin again, or this transaction has.
 */
export async function matterGoesOn(options: RollupOptions, tx: Tx, earlierId: string): Promise<void> {
  const instance = await tx.engine.figures.byId(earlierId);
  if (instance === undefined) return;
  const { rolled, version } = instance;
  if (rolled < version) {
    await tx.engine.figures.add(await rowsOf(options, tx, instance));
  } else {
    const zone = zoneOf(options.timeZone());
    const whole = { ...(await wholeOf(tx, instance)), goesOn: false };
    await tx.engine.figures.add(endTakenBack({ instance, whole, dayOf: (at) => zone.localOf(at).day }));
  }
  await tx.engine.figures.setCounted(earlierId, rolled, version);
}
