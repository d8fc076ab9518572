import { spawnSync } from 'node:child_process';
import { isBuilt, root } from '#portal/browser-build.ts';

/** Makes the browser's bundles before a test of pages starts the product, which would else make them meanwhile. */
export async function builtBundles(): Promise<void> {
  if (await isBuilt()) return;
  const made = spawnSync(process.execPath, ['portal/wardflow.mjs', 'build'], { cwd: root, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the build failed: ${made.stdout}${made.stderr}`);
}
