/** What commands that work on an installation share: the demo stays out, and it is closed whatever happens. */
import { type ExitCode, exitCodeOf } from './command-line.ts';
import { processConfig } from './config.ts';
import type { Installation } from './main/installation.ts';

/** For commands that work on the installation: opened before, closed after. */
export async function withInstallation(work: (installation: Installation) => Promise<unknown>): Promise<ExitCode> {
  return await exitCodeOf(async () => {
    const config = processConfig();
    const { openInstallation } = await import('./main/installation.ts');
    const installation = await openInstallation(config);
    try {
      return await work(installation);
    } finally {
      await installation.close();
    }
  });
}
