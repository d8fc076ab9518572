import { join } from 'node:path';
import { isBuilt, replaceBuild, root } from '../browser-build.ts';

export const about = "Makes the browser's bundles under build/ (start does it when they are missing or stale).";

export async function run(): Promise<number> {
  if (await isBuilt()) return 0;
  const { build } = await import('vite');
  const configFile = join(root, 'vite.config.ts');
  try {
    await replaceBuild((outDir) =>
      build({ root, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true, manifest: true } }),
    );
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}
