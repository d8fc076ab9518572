/** What of our time goes where: samples of a profile by who owns the code, and calls into XState, counted exactly. */
import { Session } from 'node:inspector/promises';

export interface Shares {
  /** Percent of the samples, by owner. */
  readonly percent: { readonly [owner: string]: number };
  /** Calls of functions of `xstate` while the work was done. */
  readonly xstateCalls: number;
}

const owners: readonly (readonly [string, RegExp])[] = [
  ['FEEL', /engine\/core\/(feel|expressions)\/|node_modules\/(feelin|lezer-feel|@lezer|min-dash|temporal-polyfill)\//],
  ['xstate', /node_modules\/xstate\//],
  ['life tables', /engine\/core\/lifecycles\//],
  ['core', /engine\/core\//],
];

export async function sharesOf(work: () => void | Promise<void>): Promise<Shares> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 100 });
  await session.post('Profiler.start');
  await doFor(work, 1_000);
  const { profile } = await session.post('Profiler.stop');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
  await doFor(work, 200);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  await session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
  const scripts = result.filter(({ url }) => url.includes('/node_modules/xstate/'));
  const calls = scripts.flatMap(({ functions }) => functions.map(({ ranges }) => ranges[0]?.count ?? 0));
  return { percent: percentOf(profile), xstateCalls: calls.reduce((sum, count) => sum + count, 0) };
}

async function doFor(work: () => void | Promise<void>, milliseconds: number): Promise<void> {
  for (const began = performance.now(); performance.now() - began < milliseconds; ) await work();
}

type Profile = import('node:inspector').Profiler.Profile;

function percentOf({ nodes, samples = [], timeDeltas = [] }: Profile): { readonly [owner: string]: number } {
  const ownerOf = new Map(nodes.map(({ id, callFrame }) => [id, owner(callFrame.url, callFrame.functionName)]));
  const spent = new Map<string, number>();
  let all = 0;
  for (const [index, node] of samples.entries()) {
    const who = ownerOf.get(node) ?? 'other';
    if (who === null) continue;
    const time = timeDeltas[index] ?? 0;
    all += time;
    spent.set(who, (spent.get(who) ?? 0) + time);
  }
  return Object.fromEntries([...spent].map(([who, time]) => [who, (time * 100) / all]));
}

/** @returns null for time in which nothing ran */
function owner(url: string, name: string): string | null {
  if (name === '(idle)') return null;
  if (name === '(garbage collector)') return 'garbage collection';
  return owners.find(([, pattern]) => pattern.test(url))?.[0] ?? 'other (Node, this measurement)';
}
