import { parseArgs } from 'node:util';
import { heldIn, release } from '#engine/runtime/duties/held.ts';
import { UsageError } from '../command-line.ts';
import { withInstallation } from '../installation-command.ts';
import { registerLinesIn } from '../main/register-copy.ts';

export const about = 'After a restore: lets timers and notices go on: release [--notices send|drop].';

export const usage = `wardflow release [--notices send|drop]

  --notices send   those that waited in the backup are sent
  --notices drop   they are given up: the people had them before the restore

Without it, and with notices that wait, it only says how many there are. Timers that are overdue fire in any event.`;

const options = { notices: { type: 'string' } } as const;

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ store, config, wardflow }) => {
    const { notices } = parseArgs({ args: [...args], options }).values;
    if (notices !== undefined && notices !== 'send' && notices !== 'drop')
      throw new UsageError('--notices takes send or drop');
    const held = await heldIn(store, Date.now());
    if (held === undefined) return void console.log('Nothing is held.');
    console.log(`Backup of ${held.madeAt}: ${held.timers} timers are overdue, ${held.notices} notices wait.`);
    if (notices === undefined && held.notices > 0)
      throw new UsageError('say what becomes of the notices: --notices send or --notices drop');
    // Before anything goes out: what was erased since the backup must not be told or shown once more.
    const again = await wardflow.archive.replayErasures(await registerLinesIn(config.dataDir), Date.now());
    if (again > 0) console.log(`${again} erasures that the backup did not know are carried out again.`);
    const dropped = await release(store, notices ?? 'send');
    console.log(`Released${dropped ? `, ${dropped} notices given up` : ''}: timers and notices go on.`);
    return 0;
  });
}
