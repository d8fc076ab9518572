// `wardflow conformance CASES.json`: plays models that others have written, on the engine's pure core.
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { supportPage } from '#engine/bpmn/support.ts';
import type { CaseFile } from '#engine/scenarios/conformance/case.ts';
import { comparison } from '#engine/scenarios/conformance/comparison.ts';
import { runCase } from '#engine/scenarios/conformance/run-case.ts';

export const about =
  'Plays conformance cases: a file of cases, models beside it. --core, --case ID, --table; --support says what of BPMN runs.';

/** @returns exit code: 0 where all passed, 1 where one failed, 2 on a bad argument */
export async function run(args: readonly string[]): Promise<number> {
  const options = {
    core: { type: 'boolean' },
    case: { type: 'string' },
    table: { type: 'boolean' },
    support: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  if (values.support) {
    process.stdout.write(supportPage());
    return 0;
  }
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
  return failed === 0 ? 0 : 1;
}
