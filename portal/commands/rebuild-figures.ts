import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { rebuildFigures } from '#engine/runtime/history/rollup.ts';
import { withInstallation } from '../installation-command.ts';

export const about =
  'Counts the figures of all services again, from the beginning (e.g. after a change of time zone): rebuild-figures [--without-destroyed].';

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ store, wardflow }) => {
    const { values } = parseArgs({ args: [...args], options: { 'without-destroyed': { type: 'boolean' } } });
    const timeZone = () => wardflow.city()?.province.timeZone ?? 'UTC';
    const { programs } = wardflow.kernel;
    const onFault = (_: unknown, instanceId: string) => console.error(`left out, it cannot be counted: ${instanceId}`);
    const owner = `rebuild-figures ${randomUUID()}`;
    const withoutDestroyed = values['without-destroyed'] === true;
    const own = { store, programs, timeZone, onFault, owner, clock: () => Date.now(), withoutDestroyed };
    const counted = await rebuildFigures(own);
    if (counted === undefined) throw new Error('a worker counts just now: try again in a minute');
    console.log(`${counted} instances were counted.`);
  });
}
