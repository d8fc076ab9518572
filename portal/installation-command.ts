/** What commands that change an installation share: the demo stays out, faults become one sentence and exit code 1. */
import { ConfigError, processConfig } from './config.ts';
import type { Installation } from './main/installation.ts';

export async function withInstallation(work: (installation: Installation) => Promise<void>): Promise<number> {
  try {
    const config = processConfig();
    const { openInstallation } = await import('./main/installation.ts');
    const installation = await openInstallation(config);
    try {
      await work(installation);
    } finally {
      await installation.close();
    }
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    console.error(error instanceof ConfigError ? message : `wardflow: ${message}`);
    return 1;
  }
}
