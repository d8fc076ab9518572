/**
 * Warnings per second of a sweep, and what a sweep costs that finds as many late clocks among a million open ones as among
 * ten thousand: `--cases 1000000 --beside 10000 --late 2000 --on SQLite --memory 128`. Once the late ones lie together, as
 * what came in at the same time does; once they lie scattered among all, each on a page of its own, which is the worst there
 * is; once they are looked at again days later, and nobody is to hear of them anew.
 *
 * A small database is measured before and after the large one. Nothing is measured before what was filled in is on the
 * disk: else it is the writing that is measured. `--memory` is what MariaDB has for its pages, in MiB: with 4,096, as it
 * stands where none is named, all rows lie in it; with 128 they do not.
 */
import { spawnSync } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openApplication, type TestApplication } from '#test/support/application.ts';
import type { DatabaseName } from '#test/support/databases.ts';
import { fillOpen } from '#test/support/overdue-city.ts';
import { type Run, runOn } from '../flat-generate.ts';
import { openPlace, type Place } from '../runtime/place.ts';

const hourMs = 3_600_000;
const mebibyte = 1_048_576;

interface Size {
  readonly name: DatabaseName;
  readonly open: number;
  readonly late: number;
  readonly memory: number;
}

export async function sweeps(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { cases: text, beside: text, late: text, on: text, memory: text };
  const { values } = parseArgs({ args: [...args], options });
  const [large, small, late, memory] = [
    values.cases ?? 1_000_000,
    values.beside ?? 10_000,
    values.late ?? 2_000,
    values.memory ?? 4_096,
  ].map(Number) as [number, number, number, number];
  for (const name of ['SQLite', 'MariaDB'] as const) {
    if (values.on !== undefined && values.on !== name) continue;
    console.log(`\n${name}: a sweep that finds ${late} late clocks`);
    // The first one only warms up.
    for (const [index, open] of [small, small, large, small].entries()) {
      const said = await measure({ name, open, late, memory });
      if (index > 0) for (const line of said) console.log(line);
    }
  }
}

async function measure({ name, open, late, memory }: Size): Promise<readonly string[]> {
  const place = await openPlace(name);
  const run = runOn(place.store);
  if (name === 'MariaDB') await run(`set global innodb_buffer_pool_size = ${memory * mebibyte}`);
  const test = await openApplication(place.store);
  await fillOpen(test, place.store, { open, late, later: late });
  await settle(name, run);
  const lines: string[] = [];
  const says = async (what: string, laterMs: number): Promise<void> => {
    const said = await measured(name, place, () => sweep(test, laterMs));
    lines.push(`${open.toLocaleString('en').padStart(9)} open, ${what.padEnd(18)} ${said}`);
  };
  await says('together', 0);
  await says('none', 1);
  await says('scattered', 3 * hourMs);
  // The last warnings come within days.
  for (const day of [1, 2, 3]) await sweep(test, day * 25 * hourMs);
  for (const day of [4, 5, 6]) await says(`both, on day ${day}`, day * 25 * hourMs);
  test.remove();
  await place.close();
  return lines;
}

/** All that was filled in is on the disk, and nothing of it is cleaned up any more. */
async function settle(name: DatabaseName, run: Run): Promise<void> {
  if (name === 'SQLite') await run('pragma wal_checkpoint(truncate)');
  else {
    await run('set global innodb_max_dirty_pages_pct_lwm = 0');
    await run('set global innodb_max_dirty_pages_pct = 0.001');
    for (let seconds = 0; seconds < 180; seconds++) {
      const { dirty = 0, history = 0 } = await countersOf(run);
      if (dirty < 200 && history < 50) break;
      await wait(1_000);
    }
    await run('set global innodb_max_dirty_pages_pct = 90');
  }
  spawnSync('sync');
}

const counters: Readonly<Record<string, string>> = {
  INNODB_BUFFER_POOL_READ_REQUESTS: 'asked',
  INNODB_BUFFER_POOL_READS: 'read',
  INNODB_BUFFER_POOL_PAGES_DIRTY: 'dirty',
  INNODB_HISTORY_LIST_LENGTH: 'history',
};

async function countersOf(run: Run): Promise<Readonly<Record<string, number>>> {
  const names = Object.keys(counters);
  const rows = await run(
    `select variable_name as name, variable_value as value from information_schema.global_status
      where variable_name in (${names.map(() => '?').join(', ')})`,
    names,
  );
  return Object.fromEntries(rows.map((row) => [counters[String(row['name'])] ?? '', Number(row['value'])]));
}

/** By the clock, by processor time of this process and of the server, and what MariaDB says of its pages. */
async function measured(name: DatabaseName, place: Place, work: () => Promise<void>): Promise<string> {
  const run = runOn(place.store);
  const before = name === 'SQLite' ? {} : await countersOf(run);
  const [cpu, serverMs] = [process.cpuUsage(), place.serverMs()];
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  const both = [(user + system) / 1000, place.serverMs() - serverMs].map((one) => one.toFixed(0).padStart(5));
  const after = name === 'SQLite' ? {} : await countersOf(run);
  const pages = (counter: string) => ((after[counter] ?? 0) - (before[counter] ?? 0)).toLocaleString('en').padStart(8);
  const by = `${ms.toFixed(0).padStart(7)} ms; of the processor ${both[0]} ms`;
  if (name === 'SQLite') return by;
  return `${by} + ${both[1]} ms at the server; ${pages('asked')} pages asked for, ${pages('read')} from the disk`;
}

async function sweep({ wardflow, now }: TestApplication, laterMs: number): Promise<void> {
  const duty = wardflow.duties.find(({ name }) => name === 'deadlines');
  while ((await duty?.run(now() + laterMs))?.more === true);
}
