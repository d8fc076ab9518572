/**
 * Completed user-task steps per second, how long one takes, and what it takes of the processors on both sides, beside the
 * same rows by hand, in turn.
 */
import type { DatabaseName } from '#test/support/databases.ts';
import { type ByHand, byHandOn, written } from './by-hand.ts';
import { openPlace } from './place.ts';
import { twoTasksOn } from './two-tasks.ts';

const rounds = 5;
const clientCounts = [1, 8, 32, 64] as const;
/** Steps of each client in a round. */
const stepsOf = (clients: number) => Math.max(12, Math.round(300 / clients));
/** Steps of one client before anything counts: until then V8 compiles what a running server has compiled. */
const stepsToWarmUp = 800;

interface Speed {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time of this process for a step, which a busy machine changes little. */
  readonly client: number;
  /** The same of the database's process. */
  readonly server: number;
}

/** @param print gets the lines of a table as they come */
export async function steps(name: DatabaseName, print: (line: string) => void): Promise<void> {
  const place = await openPlace(name);
  const hands: ByHand[] = [];
  try {
    const two = await twoTasksOn(place.store);
    const rows = await written(place.store, two);
    // SQLite has one writer: by hand, clients take turns on one connection.
    const connections = name === 'SQLite' ? 1 : Math.max(...clientCounts);
    for (let index = 0; index < connections; index += 1) hands.push(await byHandOn(place.url, rows));
    const speed = speedAt(place.serverMs);
    const ourSpeed = async (clients: number, count: number) =>
      await speed(clients, await two.begin(count), (id) => two.complete(id, 'a'));
    const theirSpeed = async (clients: number, count: number) => {
      const ids = (await hands[0]?.begin(count)) ?? [];
      return await speed(clients, ids, (id, client) => (hands[client % connections] as ByHand).step(id));
    };
    for (const measure of [ourSpeed, theirSpeed]) await measure(1, stepsToWarmUp);
    for (const clients of clientCounts) {
      const count = clients * stepsOf(clients);
      const [ours, theirs] = await inTurn([() => ourSpeed(clients, count), () => theirSpeed(clients, count)]);
      if (ours && theirs) print(line(name, clients, ours, theirs));
    }
  } finally {
    for (const hand of hands) await hand.close();
    await place.close();
  }
}

const speedAt =
  (serverMs: () => number) =>
  async <Id>(clients: number, ids: readonly Id[], step: (id: Id, client: number) => Promise<void>): Promise<Speed> => {
    const times: number[] = [];
    const left = ids.slice();
    const began = performance.now();
    const [used, usedThere] = [process.cpuUsage(), serverMs()];
    const client = async (_: unknown, index: number) => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) {
        const from = performance.now();
        await step(id, index);
        times.push(performance.now() - from);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    const seconds = (performance.now() - began) / 1_000;
    const { user, system } = process.cpuUsage(used);
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    return {
      perSecond: ids.length / seconds,
      p50: at(0.5),
      p99: at(0.99),
      client: (user + system) / 1_000 / ids.length,
      server: (serverMs() - usedThere) / ids.length,
    };
  };

/** Each once to warm up, then in turn. @returns of each and for each figure the middle one of the rounds */
async function inTurn(measures: readonly (() => Promise<Speed>)[]): Promise<readonly Speed[]> {
  const results: Speed[][] = measures.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const result = await measure();
      if (round > 0) results[index]?.push(result);
    }
  }
  return results.map(middle);
}

function middle(all: readonly Speed[]): Speed {
  const of = (figure: keyof Speed) =>
    all.map((one) => one[figure]).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
  return { perSecond: of('perSecond'), p50: of('p50'), p99: of('p99'), client: of('client'), server: of('server') };
}

function line(name: string, clients: number, ours: Speed, theirs: Speed): string {
  const figures = ({ perSecond, p50, p99, client, server }: Speed) => {
    const there = name === 'SQLite' ? '' : ` + ${server.toFixed(2)}`;
    return `${Math.round(perSecond).toLocaleString('en')} | ${p50.toFixed(1)} / ${p99.toFixed(1)} | ${client.toFixed(2)}${there}`;
  };
  const share = (ours.perSecond / theirs.perSecond).toFixed(2);
  return `| ${name} | ${clients} | ${figures(ours)} | ${figures(theirs)} | ${share} |`;
}
