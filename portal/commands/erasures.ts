import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { ArchiveDesk } from '#engine/runtime/archive/desk.ts';
import { withInstallation } from '../installation-command.ts';
import { registerFileOf } from '../main/register-copy.ts';

export const about = 'The register of deletions: erasures [--export FILE | --replay [FILE]].';

export const usage = `wardflow erasures [--export FILE | --replay [FILE]]

  --export FILE     writes the whole register, a line of JSON for each order: ids and counts, nothing of anybody
  --replay [FILE]   after a restore: erases again what the register says and the restored database does not know;
                    without FILE DATA_DIR/erasures.jsonl, which the product keeps beside the database

Without an option it carries out now what was ordered, instead of waiting for the worker. A backup does not know what was
erased after it was made: keep erasures.jsonl apart from the database, and copy it into DATA_DIR before "wardflow release",
which replays it by itself.`;

const options = { export: { type: 'string' }, replay: { type: 'boolean' } } as const;

export async function run(args: readonly string[]): Promise<number> {
  return await withInstallation(async ({ config, wardflow: { archive } }) => {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    if (values.export !== undefined) return await copyTo(archive, values.export);
    if (values.replay !== true) return await carryOut(archive);
    const text = await readFile(positionals[0] ?? registerFileOf(config.dataDir), 'utf8');
    const taken = await archive.replayErasures(text.split('\n'), Date.now());
    console.log(`${taken} orders were not known here, and are carried out again.`);
  });
}

async function copyTo(archive: ArchiveDesk, file: string): Promise<void> {
  const lines: string[] = [];
  for await (const line of archive.registerLines()) lines.push(line);
  await writeFile(file, lines.map((line) => `${line}\n`).join(''));
  console.log(`${file}: ${lines.length} orders.`);
}

async function carryOut(archive: ArchiveDesk): Promise<void> {
  let total = 0;
  for (;;) {
    const { done, more } = await archive.eraseOrdered(Date.now());
    total += done;
    if (more !== true) break;
  }
  console.log(`${total} cases and orders are done.`);
}
