// `wardflow test PATH…`: plays every scenario file below the paths on the engine's pure core, without a database or a
// network. Working time is that of the demo city.
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { junitReport, textReport, totalsOf } from '#engine/scenarios/report.ts';
import { type FileResult, runScenarioFile } from '#engine/scenarios/run-file.ts';
import type { Surroundings } from '#engine/scenarios/world.ts';
import { createSandbox } from '#engine/scripts/sandbox.ts';
import { demoSurroundings } from '../demo-surroundings.ts';

export const about =
  'Plays the scenario files below the given paths. --junit FILE: a report for machines. --javascript: such scripts run.';

/**
 * @param args paths (the current folder where there is none), `--junit FILE`, `--javascript`
 * @returns exit code: 0 where all passed, 1 where one failed, 2 where there was nothing to play or a bad argument
 */
export async function test(args: readonly string[]): Promise<number> {
  try {
    const options = { junit: { type: 'string' }, javascript: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const paths = positionals.length > 0 ? positionals : ['.'];
    const files = (await Promise.all(paths.map((path) => scenarioFiles(resolve(path))))).flat();
    if (files.length === 0) {
      console.error(`wardflow: no *.scenario.yaml or *.scenario.json below ${paths.join(', ')}`);
      return 2;
    }
    const sandbox = values.javascript === true ? createSandbox() : null;
    const city = { ...(await demoSurroundings()), ...(sandbox !== null && { scripts: sandbox.runSync }) };
    const results = await playAll([...new Set(files)].toSorted(), city);
    await sandbox?.close();
    console.log(textReport(results));
    if (values.junit !== undefined) await writeFile(values.junit, junitReport(results));
    return totalsOf(results).failed === 0 ? 0 : 1;
  } catch (error) {
    console.error(`wardflow: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

export const run = test;

async function playAll(files: readonly string[], city: Surroundings): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  for (const file of files) {
    const read = async (path: string): Promise<string | undefined> => await textOf(resolve(dirname(file), path));
    const content = await readFile(file, 'utf8');
    results.push(await runScenarioFile(relative(process.cwd(), file), content, read, city));
  }
  return results;
}

async function scenarioFiles(path: string): Promise<readonly string[]> {
  const found = await stat(path);
  if (found.isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const below = entries
    .filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'))
    .map(async (entry): Promise<readonly string[]> => {
      const inside = join(path, entry.name);
      if (entry.isDirectory()) return await scenarioFiles(inside);
      return /\.scenario\.(yaml|yml|json)$/.test(entry.name) ? [inside] : [];
    });
  return (await Promise.all(below)).flat();
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}
