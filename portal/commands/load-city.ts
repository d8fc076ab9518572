import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withInstallation } from '../installation-command.ts';

export const about = "Loads a city of one's own: load-city FOLDER, files as in workflows/demo-city.";

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ wardflow }) => {
    const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new Error('name one folder: load-city FOLDER');
    const { readWorkflowTexts } = await import('../demo-pack.ts');
    await wardflow.installCity(await readWorkflowTexts(resolve(folder)));
    console.log('The city is loaded. Next: create-account for an administrator, then start with WARDFLOW_DEMO=0.');
  });
}
