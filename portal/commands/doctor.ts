import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { exitCodeOf, UsageError } from '../command-line.ts';
import { type Config, processConfig } from '../config.ts';
import { fill } from '../kit/text.ts';
import { doctorTexts } from '../kit/texts/doctor.ts';
import type { Finding } from '../main/doctor/finding.ts';

export const about = 'Says how the installation is, line by line, and what to do: doctor [--lang vi|en].';

export const usage = `wardflow doctor [--lang vi|en]

Looks at settings, folder, disk, database, schema, keys, workers, duties, incidents, outbox, audit, backups and the ways
out, beside the running product, and changes nothing. Exit code 1 where a line is bad; warnings alone are 0.`;

const shippedAccess = join(import.meta.dirname, '..', '..', 'workflows', 'demo-city', 'access.json');

const options = { lang: { type: 'string', default: 'vi' } } as const;
const marks = { ok: '✔ ok  ', warn: '! warn', bad: '✖ bad ' } as const;

export async function run(args: readonly string[]): Promise<number> {
  return await exitCodeOf(async () => {
    const { lang } = parseArgs({ args: [...args], options }).values;
    if (lang !== 'vi' && lang !== 'en') throw new UsageError('--lang takes vi or en');
    const findings = await findingsOf();
    for (const { level, text, params } of findings)
      console.log(`${marks[level]} ${fill(doctorTexts[text][lang], params)}`);
    return findings.some(({ level }) => level === 'bad') ? 1 : 0;
  });
}

/** Wrong settings are told by the command's end, as everywhere. */
async function findingsOf(): Promise<readonly Finding[]> {
  const config = processConfig();
  const { finding } = await import('../main/doctor/finding.ts');
  const { lookAround } = await import('../main/doctor/look-around.ts');
  const { lookInside } = await import('../main/doctor/look-inside.ts');
  const now = Date.now();
  const { databaseUrl } = config;
  const masterKeys = await masterKeysOf(config);
  return [
    finding('ok', 'settings'),
    ...(await lookAround(config, now)),
    ...(await lookInside({ databaseUrl, masterKeys, shippedAccess: await readFile(shippedAccess, 'utf8'), now })),
  ];
}

/** The one in force first; none where there is none: the doctor makes no key. */
async function masterKeysOf(config: Config): Promise<readonly Uint8Array[]> {
  const { secretKey, dataDir } = config;
  if (secretKey === null && (await readFile(join(dataDir, 'secret.key')).catch(() => undefined)) === undefined)
    return [];
  const { openKeys } = await import('../secret-key.ts');
  const { master, others } = await openKeys(config);
  return [master, ...others.map((each) => each.master)];
}
