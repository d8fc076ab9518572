import { parseArgs } from 'node:util';
import { withInstallation } from '../installation-command.ts';

export const about =
  'Moves closed cases out of the hot tables now (the worker does it by itself): archive [--bring-back REGISTER-NUMBER].';

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow: { archive } }) => {
    const { values } = parseArgs({ args: [...args], options: { 'bring-back': { type: 'string' } } });
    const number = values['bring-back'];
    if (number !== undefined) {
      if (!(await archive.bringBack(number, Date.now()))) throw new Error(`${number} is not in the archive`);
      console.log(`${number} is among the living tables again; it is archived anew when its time comes.`);
      return;
    }
    let moved = 0;
    for (;;) {
      const { done, more } = await archive.archiveSome(Date.now());
      moved += done;
      if (more !== true) break;
    }
    console.log(`${moved} closed cases moved into the archive.`);
  });
}
