// `wardflow generate-scenarios MODEL [--process ID] [--out FILE]`: scenarios that together take every flow of the model,
// each played before it is written.
import { writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { generateScenarios, type Model, type Setting } from '#engine/scenarios/paths/generate.ts';
import { writeScenarios } from '#engine/scenarios/write-scenario.ts';
import { demoSurroundings } from '../demo-surroundings.ts';
import { type ModelFile, modelFiles, readBeside } from '../model-files.ts';

export const about = 'Writes scenarios that take every flow of a model, each played first. --process ID, --out FILE.';

const reasons = {
  unreachable: 'no case can come there',
  unsolved: 'no data were found by which a guard goes that way',
  notPlayed: 'a scenario was made, but does not go that way when it is played',
} as const;

/** @returns exit code: 0 where all is covered, 1 where something is not, 2 where the model cannot be read */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = { out: { type: 'string' }, process: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, second] = await modelFiles(positionals);
    if (file === undefined || second !== undefined) {
      console.error('wardflow: name one BPMN file');
      return 2;
    }
    const folder = values.out === undefined ? file.folder : dirname(values.out);
    const { scenarios, missing, complete } = await generateScenarios(
      modelOf(file, folder, values.process),
      await settingOf(file, folder),
    );
    const text = scenarios.length === 0 ? '' : writeScenarios(scenarios);
    if (values.out === undefined) process.stdout.write(text);
    else await writeFile(values.out, text);
    for (const { id, why } of missing) console.error(`not covered: ${id}: ${reasons[why]}`);
    if (!complete) console.error('the model has more states than are looked at: there may be more to cover');
    console.error(`${scenarios.length} scenarios${values.out === undefined ? '' : ` in ${values.out}`}`);
    return missing.length === 0 ? 0 : 1;
  } catch (error) {
    console.error(`wardflow: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  }
}

/** Paths as seen from where the scenarios will stand. */
function modelOf(file: ModelFile, folder: string, process: string | undefined): Model {
  const path = (name: string): string => join(relative(folder, file.folder), name);
  const resources = file.beside.filter((name) => name !== file.file).map(path);
  return { model: path(file.file), resources, ...(process !== undefined && { process }) };
}

async function settingOf(file: ModelFile, folder: string): Promise<Setting> {
  const city = await demoSurroundings();
  const from: ModelFile = { ...file, folder };
  return { read: (path) => readBeside(from, path), surroundings: city, calendars: city.calendars };
}
