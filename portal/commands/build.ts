import { join } from 'node:path';
import { isBuilt, replaceBuild, root } from '../browser-build.ts';

export const about = "Makes the browser's bundles under build/ (start does it when they are missing or stale).";

export async function run(): Promise<void> {
  if (await isBuilt()) return;
  const { build } = await import('vite');
  const configFile = join(root, 'vite.config.ts');
  await replaceBuild((outDir) =>
    build({ root, configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true, manifest: true } }),
  );
}
