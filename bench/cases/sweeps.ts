/**
 * Warnings per second of a sweep, and what a sweep costs that finds as many late clocks among a million open ones as among
 * ten thousand: `--cases 1000000 --beside 10000 --late 2000 --on SQLite`.
 */
import { parseArgs } from 'node:util';
import { openApplication, type TestApplication } from '#test/support/application.ts';
import { type DatabaseName, openTestDatabase, stopOwn, type TestDatabase } from '#test/support/databases.ts';
import { fillOpen } from '#test/support/overdue-city.ts';

export async function sweeps(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { cases: text, beside: text, late: text, on: text };
  const { values } = parseArgs({ args: [...args], options });
  const [large, small, late] = [values.cases ?? 1_000_000, values.beside ?? 10_000, values.late ?? 2_000].map(Number);
  for (const name of ['SQLite', 'MariaDB'] as const) {
    if (values.on !== undefined && values.on !== name) continue;
    await measure(name, [small ?? 0, large ?? 0], late ?? 0);
  }
  await stopOwn();
}

async function measure(name: DatabaseName, sizes: readonly number[], late: number): Promise<void> {
  const filled: { size: number; test: TestApplication; database: TestDatabase }[] = [];
  for (const size of sizes) {
    const database = await openTestDatabase(name);
    const test = await openApplication(database.store);
    await fillOpen(test, database.store, { open: size, late });
    filled.push({ size, test, database });
  }
  console.log(`\n${name}: one sweep that finds ${late} late clocks, then one that finds none`);
  for (const { size, test, database } of filled) {
    const [full, none] = [await timed(() => sweep(test)), await timed(() => sweep(test))];
    const rate = Math.round((late / full) * 1000).toLocaleString('en');
    console.log(
      `${size.toLocaleString('en').padStart(9)} open  ${full.toFixed(0).padStart(7)} ms  ${rate.padStart(7)} warnings/s  ${none.toFixed(1).padStart(6)} ms for none`,
    );
    test.remove();
    await database.drop();
  }
}

async function sweep({ wardflow, now }: TestApplication): Promise<void> {
  const duty = wardflow.duties.find(({ name }) => name === 'deadlines');
  while ((await duty?.run(now()))?.more === true);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
