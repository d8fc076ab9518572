// `wardflow conformance CASES.json`: plays models that others have written, on the engine's pure core.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { dmnSupportPage } from '#engine/bpmn/decisions/support-page.ts';
import { interchangePage, lineOf, type Played, passed } from '#engine/bpmn/interchange/interchange-page.ts';
import { roundTrip } from '#engine/bpmn/interchange/round-trip.ts';
import { rulesPage } from '#engine/bpmn/rules/page.ts';
import { supportPage } from '#engine/bpmn/support.ts';
import type { Case, CaseFile } from '#engine/scenarios/conformance/case.ts';
import { comparison } from '#engine/scenarios/conformance/comparison.ts';
import { heldWrong } from '#engine/scenarios/conformance/held.ts';
import { loadCase, refusalOf } from '#engine/scenarios/conformance/refusals.ts';
import { notSettled, resultsPart, withResults } from '#engine/scenarios/conformance/results-page.ts';
import { runCase } from '#engine/scenarios/conformance/run-case.ts';
import { dmnConformance } from './conformance/dmn.ts';

export const about =
  'Plays conformance cases: a file of cases, models beside it. --core, --case ID, --table, --refusals, --write-docs, --check-docs; --support; --rules; --miwg FOLDER; --dmn FOLDER; --dmn-support.';

/** @returns exit code: 0 where all passed, 1 where one failed, 2 on a bad argument */
export async function run(args: readonly string[]): Promise<number> {
  const options = {
    core: { type: 'boolean' },
    case: { type: 'string' },
    table: { type: 'boolean' },
    'write-docs': { type: 'boolean' },
    'check-docs': { type: 'boolean' },
    refusals: { type: 'boolean' },
    support: { type: 'boolean' },
    rules: { type: 'boolean' },
    dmn: { type: 'string' },
    'dmn-support': { type: 'boolean' },
    miwg: { type: 'string', multiple: true },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.support || values.rules) {
    process.stdout.write(values.support ? await supportPage() : rulesPage());
    return 0;
  }
  if (values['dmn-support']) {
    process.stdout.write(dmnSupportPage());
    return 0;
  }
  if (values.dmn !== undefined) return await dmnConformance(values.dmn, values.case);
  if (values.miwg !== undefined) return await interchange(values.miwg, values.table === true);
  const [path] = positionals;
  if (path === undefined) {
    console.error('wardflow: name a file of cases');
    return 2;
  }
  const { cases }: CaseFile = JSON.parse(await readFile(path, 'utf8'));
  const chosen = cases.filter(
    (one) => (!values.core || one.core) && (values.case === undefined || one.id === values.case),
  );
  const read = (file: string): Promise<string> => readFile(join(dirname(path), file), 'utf8');
  if (values.refusals) return await refusals(chosen, read);
  const results = new Map<string, boolean>();
  let failed = 0;
  for (const one of chosen) {
    const wrong = await runCase(one, read).catch((error) => `broke: ${error instanceof Error ? error.message : error}`);
    results.set(one.id, wrong === null);
    if (wrong === null) continue;
    failed += 1;
    console.log(`✖ ${one.id}: ${wrong}`);
  }
  if (values.table) console.log(comparison(chosen, results));
  console.log(`${chosen.length - failed} passed, ${failed} failed`);
  if (values['write-docs'] || values['check-docs']) {
    return await keepDocs(resultsPart(cases, results, heldWrong), values['write-docs'] === true);
  }
  return failed === 0 ? 0 : 1;
}

/** @returns 1 where the page differs from the run and may not be written, or a case fails that nobody has settled */
async function keepDocs(part: string, write: boolean): Promise<number> {
  const path = 'docs/conformance.md';
  const page = await readFile(path, 'utf8');
  const wanted = withResults(page, part);
  if (wanted === null) throw new Error(`${path} has no marks for what is written`);
  if (write) await writeFile(path, wanted);
  else if (wanted !== page) console.error(`${path} says something else than this run: write it anew with --write-docs`);
  if (part.includes(notSettled))
    console.error('a case fails that engine/scenarios/conformance/held.ts does not settle');
  return (write || wanted === page) && !part.includes(notSettled) ? 0 : 1;
}

/** Invalid models: what each is refused for, at which element. @returns 1 where one is refused for another rule, or not */
async function refusals(cases: readonly Case[], read: (file: string) => Promise<string>): Promise<number> {
  const invalid = cases.filter(({ expect }) => expect.state === 'rejected');
  const counts = { '✓': 0, '?': 0, '✖': 0 };
  for (const one of invalid) {
    const { text, forItsRule } = refusalOf(one, (await loadCase(one, read)).errors);
    const mark = forItsRule === null && text !== 'not refused' ? '?' : forItsRule === true ? '✓' : '✖';
    counts[mark] += 1;
    console.log(`${mark} ${one.id}: ${text}`);
  }
  const unknown = counts['?'];
  console.log(
    `${counts['✓']} refused for the rule they break, ${unknown} for a rule not known by name, ${counts['✖']} not`,
  );
  return counts['✖'] === 0 ? 0 : 1;
}

/** Imports and exports every model of the folders. @returns 1 where one loses something */
async function interchange(folders: readonly string[], page: boolean): Promise<number> {
  const all: Played[] = [];
  for (const folder of folders) {
    const files = (await readdir(folder)).filter((file) => file.endsWith('.bpmn')).toSorted();
    for (const file of files) {
      const played = await playedOf(file, await readFile(join(folder, file), 'utf8'));
      all.push(played);
      if (!page) console.log(lineOf(played));
    }
  }
  if (page) process.stdout.write(interchangePage(all, new Date().toISOString().slice(0, 10)));
  const good = all.filter(passed).length;
  console[page ? 'error' : 'log'](`${good} passed, ${all.length - good} failed`);
  return good === all.length ? 0 : 1;
}

async function playedOf(file: string, xml: string): Promise<Played> {
  try {
    const trip = await roundTrip(xml, file);
    if ('comparison' in trip) return { file, trip, fault: '' };
    return { file, trip: null, fault: trip.problems.map(({ message }) => message.en).join(' ') };
  } catch (error) {
    return { file, trip: null, fault: error instanceof Error ? error.message : String(error) };
  }
}
