/** Every model of a folder through the process editor in Chromium, and those that can run played way by way. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allExecutable, notExecutable } from '#engine/bpmn/interchange/executable.ts';
import { importBpmn } from '#engine/bpmn/interchange/import-file.ts';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { generateScenarios } from '#engine/scenarios/paths/generate.ts';
import { demoSurroundings } from '#portal/demo-surroundings.ts';
import { launchChromium } from '#test/support/browser.ts';
import { throughEditor } from '#test/support/models-in-editor.ts';
import { desk, type Person, personAt, signInAt } from '#test/support/people.ts';
import { startProduct } from '#test/support/product.ts';
import type { Part, Tried } from '../torture.ts';

/** Models of others, which are no part of this repository: read where they are, else said not to be there. */
const folders = (process.env['WARDFLOW_MODELS'] ?? '../shared/cases/miwg:../shared/data/workflow-configs').split(':');

const patienceMs = 120_000;

export const editor: Part = {
  about: 'models of other tools: imported, opened in the editor, changed, saved, compared; run where they can be',
  async run(say) {
    const files = folders.filter((folder) => existsSync(folder)).flatMap(modelsIn);
    if (files.length === 0) {
      say(`not run: no models in ${folders.join(', ')} (WARDFLOW_MODELS names folders)`);
      return [];
    }
    const [browser, product] = await Promise.all([launchChromium(), startProduct()]);
    try {
      const person = await personAt(browser, product.url, desk);
      // The machine does much else in a night like this.
      person.context.setDefaultTimeout(patienceMs);
      await signInAt(person, '/designer', 'quantri');
      await person.page.getByRole('link', { name: 'Phản ánh hiện trường' }).waitFor();
      const tried: Tried[] = [];
      for (const file of files) tried.push(...(await both(person, file)));
      return tried;
    } finally {
      await browser.close();
      await product.stop();
    }
  },
};

interface Model {
  readonly name: string;
  readonly xml: string;
}

function modelsIn(folder: string): readonly Model[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
  return names.toSorted().map((name) => ({ name, xml: readFileSync(join(folder, name), 'utf8') }));
}

async function both(person: Person, model: Model): Promise<readonly Tried[]> {
  const opened = await tryIt(`${model.name} in the editor`, () => edited(person, model));
  const imported = await importBpmn(model.xml, model.name);
  const runs = imported.xml !== null && (await notExecutable(imported.xml)).length === 0;
  return runs ? [opened, await tryIt(`${model.name} runs`, () => played(model, imported.xml ?? ''))] : [opened];
}

async function edited(person: Person, { name, xml }: Model): Promise<Omit<Tried, 'what'>> {
  const { drawn, complaints, differences } = await throughEditor(person, xml, name);
  const wrong = [...complaints, ...differences.map(({ what, name: which, path }) => `${what} ${which} at ${path}`)];
  const figures = `${drawn} elements drawn, ${complaints.length} complaints, ${differences.length} other differences`;
  return { figures, wrong: wrong.slice(0, 10).join('\n') };
}

/** Each process of the file for itself. */
async function played({ name }: Model, xml: string): Promise<Omit<Tried, 'what'>> {
  const city = await demoSurroundings();
  const content = allExecutable(xml);
  const read = async (path: string) => (path === name ? content : undefined);
  const setting = { read, surroundings: city, calendars: city.calendars };
  const { processes } = await loadProgram([{ path: name, content }]);
  let [cases, ways] = [0, 0];
  const without: string[] = [];
  for (const process of Object.keys(processes)) {
    const { scenarios, missing } = await generateScenarios({ model: name, process, resources: [] }, setting);
    cases += scenarios.length;
    ways += missing.length;
    if (scenarios.length === 0) without.push(`no case of ${process} could be played`);
  }
  return { figures: `${cases} cases played to the end, ${ways} ways without a case`, wrong: without.join('\n') };
}

async function tryIt(what: string, act: () => Promise<Omit<Tried, 'what'>>): Promise<Tried> {
  try {
    return { what, ...(await act()) };
  } catch (error) {
    return { what, figures: '', wrong: error instanceof Error ? error.message.slice(0, 500) : String(error) };
  }
}
