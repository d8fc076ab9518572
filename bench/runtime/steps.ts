/** Completed user-task steps per second, and how long one takes, beside the same rows by hand, in turn. */
import { type DatabaseName, openTestDatabase } from '#test/support/databases.ts';
import { type ByHand, byHandOn, written } from './by-hand.ts';
import { twoTasksOn } from './two-tasks.ts';

const rounds = 3;
const clientCounts = [1, 8, 32, 64] as const;
/** Steps of each client in a round. */
const stepsOf = (clients: number) => Math.max(12, Math.round(200 / clients));
/** Steps of one client before anything counts: until then V8 compiles what a running server has compiled. */
const stepsToWarmUp = 800;

interface Speed {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Milliseconds of processor time of this process, which a busy machine changes little. */
  readonly cpu: number;
}

/** @param print gets the lines of a table as they come */
export async function steps(name: DatabaseName, print: (line: string) => void): Promise<void> {
  const database = await openTestDatabase(name);
  const hands: ByHand[] = [];
  try {
    const two = await twoTasksOn(database.store);
    const rows = await written(database.store, two);
    // SQLite has one writer: by hand, clients take turns on one connection.
    const connections = name === 'SQLite' ? 1 : Math.max(...clientCounts);
    for (let index = 0; index < connections; index += 1) hands.push(await byHandOn(database.url, rows));
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
    await database.drop();
  }
}

async function speed<Id>(
  clients: number,
  ids: readonly Id[],
  step: (id: Id, client: number) => Promise<void>,
): Promise<Speed> {
  const times: number[] = [];
  const left = ids.slice();
  const began = performance.now();
  const used = process.cpuUsage();
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
  return { perSecond: ids.length / seconds, p50: at(0.5), p99: at(0.99), cpu: (user + system) / 1_000 / ids.length };
}

/** Each once to warm up, then in turn. @returns of each the round in the middle by speed */
async function inTurn(measures: readonly (() => Promise<Speed>)[]): Promise<readonly Speed[]> {
  const results: Speed[][] = measures.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, measure] of measures.entries()) {
      const result = await measure();
      if (round > 0) results[index]?.push(result);
    }
  }
  return results.map((all) => all.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(rounds / 2)] as Speed);
}

function line(name: string, clients: number, ours: Speed, theirs: Speed): string {
  const figures = ({ perSecond, p50, p99, cpu }: Speed) =>
    `${Math.round(perSecond).toLocaleString('en')} | ${p50.toFixed(1)} / ${p99.toFixed(1)} | ${cpu.toFixed(2)}`;
  const share = (ours.perSecond / theirs.perSecond).toFixed(2);
  return `| ${name} | ${clients} | ${figures(ours)} | ${figures(theirs)} | ${share} |`;
}
