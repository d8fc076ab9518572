/** `kill -9` in the middle of a sweep over a city's deadlines, again and again, until one comes to its end. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ApplicationDeps } from '#engine/runtime/use-cases/application.ts';
import { openApplication } from './application.ts';
import { type DatabaseName, openTestDatabase } from './databases.ts';
import { fillOverdue, sweptOnce } from './overdue-city.ts';

const script = fileURLToPath(new URL('sweep-until-killed.ts', import.meta.url));

export interface KilledSweeps {
  /** How many sweeps were killed before they were over. */
  readonly killed: number;
  readonly overdue: number;
  readonly faults: readonly string[];
}

export function secretsOf(secret: string): ApplicationDeps['secrets'] {
  const key = (of: string) => createHash('sha256').update(`${secret} ${of}`).digest();
  return { masterKey: key('master'), hmacKey: key('hmac') };
}

/** @param killsAfterMs when each sweep is killed, counted from its begin; the last one is let go to its end */
export async function killSweeps(
  name: DatabaseName,
  open: number,
  killsAfterMs: readonly number[],
): Promise<KilledSweeps> {
  const database = await openTestDatabase(name);
  const secret = `sweep ${name}`;
  const test = await openApplication(database.store, { secrets: secretsOf(secret) });
  try {
    const city = await fillOverdue(test, database.store, open);
    await database.store.close();
    const at = String(test.now());
    let killed = 0;
    for (const ms of [...killsAfterMs, null]) killed += await sweep([database.url, secret, at], ms);
    return { killed, overdue: city.overdue, faults: await sweptOnce(await database.reopen(), city) };
  } finally {
    test.remove();
    await database.drop();
  }
}

/** @returns 1 where it was killed before its end */
async function sweep(args: readonly string[], killAfterMs: number | null): Promise<0 | 1> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await Promise.race([once(child.stdout, 'data'), exit]);
  if (killAfterMs !== null) {
    await wait(killAfterMs);
    child.kill('SIGKILL');
  }
  await exit;
  return said.includes('over') ? 0 : 1;
}
