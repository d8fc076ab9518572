import { withInstallation } from '../installation-command.ts';

export const about = 'Lists the programs outside that were let in, and what each may do.';

export async function run(): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    for (const { id, name, revokedAt, topics, messages, signals } of await wardflow.workerTokens()) {
      const state = revokedAt === null ? 'good' : `revoked ${new Date(revokedAt).toISOString()}`;
      const may = Object.entries({ topics, messages, signals }).flatMap(([kind, names]) =>
        names.length === 0 ? [] : [`${kind} ${names.join(', ')}`],
      );
      console.log(`${id}  ${state}  ${name}: ${may.join('; ')}`);
    }
  });
}
