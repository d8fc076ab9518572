/**
 * Warnings per second of a sweep, and what a sweep costs that finds as many late clocks among a million open ones as among
 * ten thousand: `--cases 1000000 --beside 10000 --late 2000 --on SQLite`. Once the late ones lie together, as what came in
 * at the same time does; once they lie scattered among all, each on a page of its own, which is the worst there is.
 */
import { parseArgs } from 'node:util';
import { openApplication, type TestApplication } from '#test/support/application.ts';
import { type DatabaseName, openTestDatabase, stopOwn } from '#test/support/databases.ts';
import { fillOpen } from '#test/support/overdue-city.ts';

const hourMs = 3_600_000;

export async function sweeps(args: readonly string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const options = { cases: text, beside: text, late: text, on: text };
  const { values } = parseArgs({ args: [...args], options });
  const [large, small, late] = [values.cases ?? 1_000_000, values.beside ?? 10_000, values.late ?? 2_000].map(Number);
  for (const name of ['SQLite', 'MariaDB'] as const) {
    if (values.on !== undefined && values.on !== name) continue;
    console.log(
      `\n${name}: a sweep that finds ${late} late clocks together, one that finds none, one that finds them scattered`,
    );
    // The first one only warms up.
    for (const [index, size] of [small ?? 0, small ?? 0, large ?? 0].entries()) {
      const said = await measure(name, size, late ?? 0);
      if (index > 0) console.log(said);
    }
  }
  await stopOwn();
}

async function measure(name: DatabaseName, size: number, late: number): Promise<string> {
  const database = await openTestDatabase(name);
  const test = await openApplication(database.store);
  await fillOpen(test, database.store, { open: size, late, later: late });
  const [together, none, scattered] = [
    await timed(() => sweep(test, 0)),
    await timed(() => sweep(test, 1)),
    await timed(() => sweep(test, 3 * hourMs)),
  ];
  const said = [together, scattered].map((ms) => {
    const rate = Math.round((late / ms) * 1000).toLocaleString('en');
    return `${ms.toFixed(0).padStart(7)} ms  ${rate.padStart(7)} warnings/s`;
  });
  const open = size.toLocaleString('en').padStart(9);
  test.remove();
  await database.drop();
  return `${open} open  ${said[0]}  ${none.toFixed(1).padStart(7)} ms for none  ${said[1]} scattered`;
}

async function sweep({ wardflow, now }: TestApplication, laterMs: number): Promise<void> {
  const duty = wardflow.duties.find(({ name }) => name === 'deadlines');
  while ((await duty?.run(now() + laterMs))?.more === true);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
