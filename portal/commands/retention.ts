import { parseArgs } from 'node:util';
import type { ArchiveDesk } from '#engine/runtime/archive/desk.ts';
import { withInstallation } from '../installation-command.ts';

export const about =
  'Destroys what is kept of cases whose time is over: retention [--dry-run] | --hold NUMBER --reason TEXT | --release NUMBER.';

const options = {
  'dry-run': { type: 'boolean' },
  hold: { type: 'string' },
  reason: { type: 'string' },
  release: { type: 'string' },
} as const;

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow: { archive } }) => {
    const { values } = parseArgs({ args: [...args], options });
    const now = Date.now();
    if (values.hold !== undefined) return await hold(archive, values.hold, values.reason, now);
    if (values.release !== undefined) return await release(archive, values.release, now);
    if (values['dry-run']) return await list(archive, now);
    let destroyed = 0;
    for (;;) {
      const { done, more } = await archive.destroyExpired(now);
      destroyed += done;
      if (more !== true) break;
    }
    console.log(`What was kept of ${destroyed} cases is destroyed; their lines in the register stay.`);
  });
}

async function hold(archive: ArchiveDesk, number: string, reason: string | undefined, now: number): Promise<void> {
  if (reason === undefined) throw new Error('a hold needs its --reason, e.g. the number of the decision');
  if (!(await archive.hold(number, reason, now))) throw new Error(`${number} is no case here, or it is held already`);
  console.log(`${number} is kept until it is released.`);
}

async function release(archive: ArchiveDesk, number: string, now: number): Promise<void> {
  if (!(await archive.release(number, now))) throw new Error(`${number} is no case here, or nothing holds it`);
  console.log(`${number} goes by the rules again.`);
}

/** One line for each case, then how many. */
async function list(archive: ArchiveDesk, now: number): Promise<void> {
  const totals = { go: 0, held: 0, notYet: 0 };
  for await (const { registerNumber, closedAt, category, rule, hold: reason, archivedAt } of archive.expired(now)) {
    const closed = new Date(closedAt).toISOString().slice(0, 10);
    const why = reason !== null ? `held: ${reason}` : archivedAt === null ? 'not archived yet' : 'goes';
    totals[reason !== null ? 'held' : archivedAt === null ? 'notYet' : 'go'] += 1;
    console.log([registerNumber, closed, category, rule.code, rule.keep, why].join('\t'));
  }
  const { go, held, notYet } = totals;
  console.log(`${go} cases would go, ${held} are held, ${notYet} are not archived yet. Nothing was destroyed.`);
}
