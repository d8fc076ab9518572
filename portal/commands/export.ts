import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOf, UsageError } from '../command-line.ts';
import { processConfig } from '../config.ts';

export const about = 'Writes all cases as open files, without personal data: export FOLDER [--format csv|ndjson].';

export const usage = `wardflow export FOLDER [--format csv|ndjson]

Writes cases, tasks, history and timeline of one instant, beside the running product, and a README.md that says what each
column means. No person stands in them; of confidential cases the place is left out. Files are not written over.`;

const options = { format: { type: 'string' } } as const;

export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [folder, ...more] = positionals;
    const format = values.format ?? 'csv';
    if (folder === undefined || more.length > 0) throw new UsageError('name one folder: export FOLDER');
    if (format !== 'csv' && format !== 'ndjson') throw new UsageError('--format takes csv or ndjson');
    const { databaseUrl } = processConfig();
    const { writeExport } = await import('../main/backup/write-export.ts');
    const counts = await writeExport({ databaseUrl, folder: resolve(folder), format });
    for (const [file, rows] of Object.entries(counts)) console.log(`${file}: ${rows} rows`);
  });
}
