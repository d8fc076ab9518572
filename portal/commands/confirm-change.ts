import { withInstallation } from '../installation-command.ts';

export const about =
  'Confirms a change of the sign-in policy where there is no second administrator: confirm-change ID.';

/** What waits is shown on the page *Đăng nhập*, with its id. */
export async function run([id = '']: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    await wardflow.confirmChange(id);
    console.log(`The change ${id} is in force.`);
  });
}
