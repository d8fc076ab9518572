// `wardflow conformance --dmn FOLDER`: plays the cases of a DMN TCK, folder by folder.
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type DmnFolder, type DmnOutcome, runFolder } from '#engine/scenarios/conformance/dmn/run-folder.ts';

/**
 * Prints a line for each case that fails or is refused, and last how many passed and failed.
 * @param only a text that the folder's name must contain
 * @returns exit code: 0 where none failed
 */
export async function dmnConformance(root: string, only: string | undefined): Promise<number> {
  const outcomes: DmnOutcome[] = [];
  for (const folder of await foldersIn(root)) {
    if (only !== undefined && !folder.name.includes(only)) continue;
    outcomes.push(...(await runFolder(folder)));
  }
  const counts = { passed: 0, failed: 0, refused: 0 };
  for (const { folder, id, result, why } of outcomes) {
    counts[result] += 1;
    if (result !== 'passed') console.log(`${result === 'failed' ? '✖' : '⊘ refused'} ${folder} ${id}: ${why}`);
  }
  console.log(`${counts.refused} on the list of refused (docs/dmn-support.md)`);
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0 && outcomes.length > 0 ? 0 : 1;
}

async function foldersIn(root: string): Promise<readonly DmnFolder[]> {
  const files = (await readdir(root, { recursive: true })).toSorted();
  const folders = [...new Set(files.filter((file) => file.endsWith('.dmn')).map((file) => dirname(file)))];
  return await Promise.all(
    folders.map(async (folder) => {
      const inside = files.filter((file) => dirname(file) === folder);
      const read = async (file: string) => ({
        path: basename(file),
        content: await readFile(join(root, file), 'utf8'),
      });
      return {
        name: basename(folder),
        models: await Promise.all(inside.filter((file) => file.endsWith('.dmn')).map(read)),
        tests: await Promise.all(inside.filter((file) => /-test-.*\.xml$/.test(file)).map(read)),
      };
    }),
  );
}
