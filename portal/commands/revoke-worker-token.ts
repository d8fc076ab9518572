import { withInstallation } from '../installation-command.ts';

export const about = 'Lets a program outside in no more: revoke-worker-token ID (see worker-tokens).';

export async function run([id = '']: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    await wardflow.revokeWorkerToken(id);
    console.log(`The token ${id} is revoked.`);
  });
}
