/**
 * `npm run bench -- core`: the pure core in memory beside the npm packages `bpmn-engine` and `bpmn-elements`, on the same
 * BPMN files in the same run, in turn. What of our time is FEEL's and XState's, what a waiting instance weighs, how long
 * loading takes. `--json` for machines.
 */
import { readdir, readFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate } from 'feelin';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { evaluateFeel } from '#engine/core/expressions/feel.ts';
import { envAt, start as now } from '#test/support/kernel-fixture.ts';
import type { Contender } from './core/contender.ts';
import { instances, type Model, models, sequence } from './core/models.ts';
import { bpmnElements, bpmnEngine } from './core/peers.ts';
import { type Measured, perSecond, rounds } from './core/rounds.ts';
import { type Shares, sharesOf } from './core/shares.ts';
import { programOf, wardflow } from './core/wardflow.ts';

interface Row {
  readonly model: string;
  /** Whether an instance is written and read again where it waits. */
  readonly saved: boolean;
  /** Instances per second of processor time, by engine. */
  readonly speeds: { readonly [engine: string]: Measured };
}

interface Weight {
  readonly engine: string;
  readonly json: number;
  readonly heap: number;
}

interface Figures {
  readonly machine: string;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly shares: { readonly [model: string]: Shares };
  /** Microseconds. */
  readonly comparison: { readonly compiled: number; readonly feelin: number };
  readonly weights: readonly Weight[];
  /** Milliseconds, of a large instance here, and of loading. */
  readonly large: { readonly [what: string]: number };
  readonly loading: { readonly [what: string]: number };
}

/** @returns the exit code */
export async function run(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
  const rows: Row[] = [];
  const shares: Record<string, Shares> = {};
  for (const model of models) {
    const contenders = await contendersOf(model);
    rows.push(await row(model.key, contenders, false));
    if (model.userTask !== null) rows.push(await row(model.key, contenders, true));
    const [ours] = contenders;
    if (ours !== undefined) shares[model.key] = await sharesOf(ours.run);
  }
  const figures: Figures = {
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`,
    rounds,
    rows,
    shares,
    comparison: await comparison(),
    weights: await weights(),
    large: await large(),
    loading: await loading(),
  };
  console.log(values.json ? JSON.stringify(figures, null, 2) : report(figures));
  return 0;
}

function contendersOf(model: Model): Promise<readonly Contender[]> {
  return Promise.all([wardflow(model), bpmnElements(model), bpmnEngine(model)]);
}

async function row(model: string, contenders: readonly Contender[], saved: boolean): Promise<Row> {
  const speeds = await perSecond(contenders.map((one) => (saved ? one.runSaved : one.run)));
  const named = contenders.map(({ name }, index) => [name, speeds[index]] as const);
  return { model, saved, speeds: Object.fromEntries(named) as Row['speeds'] };
}

/** One comparison, warm. */
async function comparison(): Promise<Figures['comparison']> {
  const [source, variables, env] = ['amount > 100', { amount: 150 }, envAt(now)] as const;
  const [compiled, feelin] = await perSecond([
    () => many(() => evaluateFeel(source, variables, env)),
    () => many(() => evaluate(source, variables)),
  ]);
  const microseconds = (speed: Measured | undefined) => 1_000_000 / ((speed?.median ?? 0) * turns);
  return { compiled: microseconds(compiled), feelin: microseconds(feelin) };
}

const turns = 100;

function many(work: () => unknown): void {
  for (let turn = 0; turn < turns; turn += 1) work();
}

/** Waiting instances of the first model: how many, by engine, so that all fit. */
async function weights(): Promise<readonly Weight[]> {
  const [model] = models;
  if (model === undefined) return [];
  const counts = [10_000, 200, 200];
  const found: Weight[] = [];
  for (const [index, contender] of (await contendersOf(model)).entries()) {
    const count = counts[index] ?? 0;
    const { json } = await contender.waiting();
    const kept: unknown[] = [];
    const before = await heapUsed();
    for (let made = 0; made < count; made += 1) kept.push((await contender.waiting()).instance);
    const heap = ((await heapUsed()) - before) / kept.length;
    found.push({ engine: contender.name, json: Buffer.byteLength(json), heap });
  }
  return found;
}

/** After a garbage collection. */
async function heapUsed(): Promise<number> {
  const session = new Session();
  session.connect();
  await session.post('HeapProfiler.collectGarbage');
  session.disconnect();
  return process.memoryUsage().heapUsed;
}

/** A thousand open instances of one activity: the limit of what one activity may have. */
async function large(): Promise<Figures['large']> {
  const contender = await wardflow(instances('e', 1_000));
  const [begun, whole] = await perSecond([() => contender.waiting().then(() => {}), contender.run]);
  return { start: milliseconds(begun), 'all 1,001 commands': milliseconds(whole) };
}

async function loading(): Promise<Figures['loading']> {
  const shipped = await filesOf(join(import.meta.dirname, '../workflows/citizen-feedback'));
  const long = sequence(200);
  const works = [() => loadProgram(shipped).then(() => {}), () => programOf(long).then(() => {})];
  const [service, tasks] = await perSecond(works);
  return { 'the shipped workflow': milliseconds(service), 'a sequence of 200 tasks': milliseconds(tasks) };
}

function milliseconds(speed: Measured | undefined): number {
  return 1_000 / (speed?.median ?? 0);
}

async function filesOf(folder: string) {
  const files = (await readdir(folder, { recursive: true })).filter((path) => /\.(bpmn|dmn|json)$/.test(path));
  return Promise.all(files.map(async (path) => ({ path, content: await readFile(join(folder, path), 'utf8') })));
}

function report(figures: Figures): string {
  return [
    figures.machine,
    '',
    `Instances in memory per second of processor time, median (least–most) of ${figures.rounds} rounds in turn; × says how\n  many times as fast we are`,
    ...figures.rows.flatMap((one) => ['', titleOf(one), ...speedLines(one)]),
    '',
    'Where our time goes',
    ...Object.entries(figures.shares).flatMap(([model, { percent, xstateCalls }]) => [
      `  (${model}) ${percentText(percent)}; calls into xstate: ${xstateCalls}`,
    ]),
    `  one comparison, warm: compiled ${figures.comparison.compiled.toFixed(2)} µs, by feelin’s interpreter ${figures.comparison.feelin.toFixed(1)} µs`,
    '',
    'One waiting instance of (a)',
    ...figures.weights.map(
      ({ engine, json, heap }) => `  ${engine.padEnd(15)} ${figure(json)} bytes of JSON ${figure(heap)} bytes of heap`,
    ),
    '',
    'A service task with 1,000 instances at once, here',
    ...timeLines(figures.large),
    '',
    'Loading (read, check, compile), warm',
    ...timeLines(figures.loading),
  ].join('\n');
}

function timeLines(times: { readonly [what: string]: number }): readonly string[] {
  return Object.entries(times).map(([what, time]) => `  ${what.padEnd(26)} ${time.toFixed(1)} ms`);
}

function titleOf({ model, saved }: Row): string {
  const { name = '' } = models.find(({ key }) => key === model) ?? {};
  return `(${model}) ${name}${saved ? ', written and read as JSON wherever it waits' : ''}`;
}

function speedLines({ speeds }: Row): readonly string[] {
  const [ours] = Object.values(speeds);
  return Object.entries(speeds).map(([engine, { median, least, most }]) => {
    const ratio = ours === undefined || speeds[engine] === ours ? '' : `  × ${(ours.median / median).toFixed(0)}`;
    return `  ${engine.padEnd(15)} ${figure(median)} (${figure(least).trim()}–${figure(most).trim()})${ratio}`;
  });
}

function percentText(percent: Shares['percent']): string {
  const parts = Object.entries(percent).toSorted(([, a], [, b]) => b - a);
  return parts.map(([owner, share]) => `${owner} ${share.toFixed(share < 10 ? 1 : 0)} %`).join(', ');
}

function figure(value: number): string {
  const digits = value < 10 ? 1 : 0;
  return value.toLocaleString('en', { maximumFractionDigits: digits }).padStart(9);
}
