/**
 * `npm run bench -- flat [--cases 1000000] [--beside 10000] [--on SQLite]`: what a step and the worklist cost in a database
 * of a million cases, over what they cost in one of ten thousand. Both are measured in turn, in the same run.
 */
import { parseArgs } from 'node:util';
import type { Actor } from '#engine/runtime/application/common.ts';
import type { WorklistView } from '#engine/runtime/application/tasks.ts';
import { manhole, submitReport, type TestApplication } from '#test/support/application.ts';
import { type DatabaseName, openTestDatabase, stopOwn, type TestDatabase } from '#test/support/databases.ts';
import { kernelOn, start } from '#test/support/kernel-fixture.ts';
import { fill, sharesOf, words } from './flat-cases.ts';

const rounds = 61;
/** Measurements that are thrown away: caches fill, statements are planned. */
const warmUps = 5;
const views: readonly WorklistView[] = ['mine', 'unit', 'unclaimed', 'late', 'dueToday'];

/** @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  const options = { cases: { type: 'string' }, beside: { type: 'string' }, on: { type: 'string' } } as const;
  const { values } = parseArgs({ args: [...args], options });
  const sizes = [Number(values.beside ?? 10_000), Number(values.cases ?? 1_000_000)] as const;
  for (const name of ['SQLite', 'MariaDB'] as const) {
    if (values.on !== undefined && values.on !== name) continue;
    await measure(name, sizes);
  }
  await stopOwn();
  return 0;
}

async function measure(name: DatabaseName, sizes: readonly [number, number]): Promise<void> {
  const [small, large] = [await prepared(name, sizes[0]), await prepared(name, sizes[1])];
  try {
    console.log(
      `\n${name}: milliseconds with ${count(sizes[0])} and with ${count(sizes[1])} cases, first quartile of ${rounds} rounds`,
    );
    for (const [what, work] of Object.entries(small.works)) {
      const other = large.works[what] ?? work;
      console.log(line(what, ...(await inTurn(work, other))));
    }
  } finally {
    for (const { test, database } of [small, large]) {
      test.remove();
      await database.drop();
    }
  }
}

interface Prepared {
  readonly test: TestApplication;
  readonly database: TestDatabase;
  readonly works: Readonly<Record<string, () => Promise<unknown>>>;
}

async function prepared(name: DatabaseName, cases: number): Promise<Prepared> {
  const database = await openTestDatabase(name);
  const began = performance.now();
  const test = await fill(database.store, cases);
  const seconds = Math.round((performance.now() - began) / 1000);
  const { archived, closed, open } = sharesOf(cases);
  console.log(
    `${name}: ${count(cases)} cases made in ${seconds} s: ${count(archived)} archived, ${count(closed)} closed, ${count(open)} open`,
  );
  return { test, database, works: await worksOf(test, database) };
}

/** What is measured, by name; each may be called as often as one likes. */
async function worksOf(test: TestApplication, { store }: TestDatabase): Promise<Prepared['works']> {
  const { results, tasks } = test.wardflow.application;
  const operator = await test.as('tiepnhan');
  const total = rounds + warmUps;
  const { kernel, versionId } = await kernelOn(store);
  const instances: (() => Promise<unknown>)[] = [];
  const waiting: string[] = [];
  for (let index = 0; index < total; index += 1) {
    const instance = { serviceVersionId: versionId, processId: 'report', caseId: null, variables: { unit: 'u' } };
    const { instanceId, effects } = await store.transaction((tx) => kernel.start(tx, instance, start));
    const task = effects.flatMap((effect) => (effect.kind === 'openTask' ? [effect.task] : []))[0] ?? '';
    const command = { kind: 'completeTask', task, variables: { outcome: 'done' }, by: 'an' } as const;
    instances.push(() => store.transaction((tx) => kernel.execute(tx, instanceId, command, start)));
    waiting.push(await taskOf(test, operator, index));
  }
  const accept = { outcome: 'accept', category: 'HT-TN', ward: '99016' };
  const complete = async () => {
    const taskId = waiting.pop() ?? '';
    await tasks.complete(operator, taskId, { values: accept, files: [], submissionKey: taskId });
  };
  const lists = views.map((view) => [`worklist "${view}"`, () => tasks.worklist(operator, { view })] as const);
  const search = (q: string) => () => tasks.worklist(operator, { view: 'unit', q });
  return {
    'a step of the kernel': async () => await instances.pop()?.(),
    'a task completed (use case)': complete,
    'a report submitted': () => submitReport(test, { ...manhole, phone: '0912345678' }, String(Math.random())),
    ...Object.fromEntries(lists),
    'search, a rare word': search(words.rare),
    'search, a word of every case': search(words.common),
    'search, a register number': search('261120-0009'),
    'published results, the newest': () => results.list({}),
    'published results, a rare word': () => results.list({ q: words.published }),
    'published results, common words': () => results.list({ q: 'nap ho ga' }),
    'published results, of a ward': () => results.list({ ward: '99016', category: 'HT-TN' }),
  };
}

async function taskOf(test: TestApplication, operator: Actor, index: number): Promise<string> {
  const values = { ...manhole, description: `Nắp hố ga ${words.rare}`, phone: '0912345678' };
  const { registerNumber } = await submitReport(test, values, `flat ${index}`);
  const { items } = await test.wardflow.application.tasks.worklist(operator, { view: 'unit', q: registerNumber });
  return items[0]?.taskId ?? '';
}

/** @returns the first quartile of each: what runs beside makes a round longer, and never shorter */
async function inTurn(...works: readonly (() => Promise<unknown>)[]): Promise<[number, number]> {
  const times: number[][] = works.map(() => []);
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const began = performance.now();
      await work();
      if (round >= 0) times[index]?.push(performance.now() - began);
    }
  }
  const quartiles = times.map((all) => all.toSorted((a, b) => a - b)[Math.floor(rounds / 4)] ?? 0);
  return [quartiles[0] ?? 0, quartiles[1] ?? 0];
}

function line(what: string, small: number, large: number): string {
  const figures = [
    small.toFixed(2).padStart(9),
    large.toFixed(2).padStart(9),
    `${(large / small).toFixed(2)}`.padStart(7),
  ];
  return `${what.padEnd(32)} ${figures.join(' ')}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}
