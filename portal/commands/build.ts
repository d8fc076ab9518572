import { buildBrowser, isBuilt } from '../browser-build.ts';

export const about = "Makes the browser's bundles under build/ (start does it when they are missing or stale).";

export async function run(): Promise<number> {
  if (await isBuilt()) return 0;
  await buildBrowser();
  return 0;
}
