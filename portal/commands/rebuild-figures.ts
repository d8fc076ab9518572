import { randomUUID } from 'node:crypto';
import { rebuildFigures } from '#engine/runtime/history/rollup.ts';
import { withInstallation } from '../installation-command.ts';

export const about = 'Counts the figures of all services again, from the beginning (e.g. after a change of time zone).';

export async function run(): Promise<number> {
  return await withInstallation(async ({ store, wardflow }) => {
    const timeZone = () => wardflow.city()?.province.timeZone ?? 'UTC';
    const { programs } = wardflow.kernel;
    const onFault = (_: unknown, instanceId: string) => console.error(`left out, it cannot be counted: ${instanceId}`);
    const owner = `rebuild-figures ${randomUUID()}`;
    const own = { store, programs, timeZone, onFault, owner, clock: () => Date.now() };
    const counted = await rebuildFigures(own);
    if (counted === undefined) throw new Error('a worker counts just now: try again in a minute');
    console.log(`${counted} instances were counted.`);
  });
}
