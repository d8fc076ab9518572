import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOf, UsageError } from '../command-line.ts';
import { processConfig } from '../config.ts';

export const about =
  'Copies files between DATA_DIR and the S3 store, and compares them: move-files --to s3|disk [--remove].';

export const usage = `wardflow move-files --to s3|disk [--remove]

  --to       where they shall lie: in the store of S3_ENDPOINT, or below DATA_DIR
  --remove   whatever is surely there leaves the other place

Each file is read back and compared by its SHA-256. While the product runs, copy without --remove; then stop it, copy what has
come since, start it with the other settings, and run it with --remove when all is well.`;

export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { values } = parseArgs({ args: [...args], options: { to: { type: 'string' }, remove: { type: 'boolean' } } });
    if (values.to !== 's3' && values.to !== 'disk') throw new UsageError('say where to: --to s3 or --to disk');
    const { dataDir, s3 } = processConfig();
    if (s3 === null) throw new UsageError('S3_ENDPOINT is not set: docs/configuration.md');
    const { diskBlobs } = await import('../files/disk-blobs.ts');
    const { s3Blobs } = await import('../files/s3-blobs.ts');
    const { moveFiles } = await import('../files/move-files.ts');
    const [disk, store] = [diskBlobs(dataDir), s3Blobs(s3, join(dataDir, 'staging'))];
    const [from, to] = values.to === 's3' ? [disk, store] : [store, disk];
    const { copied, there, wrong } = await moveFiles(from, to, values.remove === true);
    for (const key of wrong) console.log(`WRONG: ${key} is not the same after it was copied.`);
    console.log(`${copied} files copied, ${there} were there already, ${wrong.length} are not the same.`);
    return wrong.length === 0 ? 0 : 1;
  });
}
