/**
 * Transactions on three nodes that want the same row at the same time, through the product's own store: each is there as
 * a whole or not at all, and what was said to be done is there.
 */
import { createConnection } from 'mysql2/promise';
import { connectMysql } from '#engine/store/mysql/connect.ts';
import { canRepeat } from '#engine/store/retry.ts';
import { parseDatabaseUrl } from '#engine/store/url.ts';
import type { Work } from '#engine/store/work.ts';
import type { Cluster } from './cluster.ts';

export interface Collisions {
  readonly done: number;
  /** Undone by the server, because another node was first. */
  readonly undone: number;
  /** Of which only a part is there. */
  readonly halves: number;
  /** Said to be done, and not there. */
  readonly lost: number;
  /** What the common row says against what is there. */
  readonly miscounted: number;
}

const database = 'collisions';
const rowsEach = 12;
const clientsPerNode = 4;

/** @param seconds how long they collide */
export async function collisions(cluster: Cluster, seconds: number): Promise<Collisions> {
  const [first] = cluster.nodes;
  await first?.query(`create database ${database}`);
  await first?.query(`create table ${database}.common (id int primary key, n int not null)`);
  await first?.query(
    `create table ${database}.part (work varchar(60) not null, place int not null, primary key (work, place))`,
  );
  await first?.query(`insert into ${database}.common values (1, 0)`);
  const until = Date.now() + seconds * 1_000;
  const done = new Set<string>();
  let undone = 0;
  const nodeAt = async (index: number) => {
    const address = parseDatabaseUrl(cluster.address(database, index));
    if (address.kind !== 'mysql') throw new Error('not a cluster');
    const connected = await connectMysql(address, { connectionsMax: clientsPerNode, waitMs: 10_000 });
    const client = async (number: number) => {
      for (let at = 0; Date.now() < until; at += 1) {
        const name = `${index}-${number}-${at}`;
        try {
          const [outcome] = await connected.together([workOf(name, at)], { committing: false });
          if (outcome?.kind === 'done') done.add(name);
        } catch (error) {
          if (!canRepeat(error, false)) throw error;
          undone += 1;
        }
      }
    };
    await Promise.all(Array.from({ length: clientsPerNode }, (_, number) => client(number)));
    await connected.close();
  };
  await Promise.all(cluster.nodes.map((_, index) => nodeAt(index)));
  return { undone, ...(await looked(cluster, done)) };
}

/** In one packet, or in two with an answer between them. */
function workOf(name: string, at: number): Work {
  return async ({ sql }) => {
    const takeIt = 'update common set n = n + 1 where id = 1';
    if (at % 2 === 0) await sql.run(takeIt);
    else sql.later(takeIt, []);
    for (let place = 0; place < rowsEach; place += 1) {
      sql.later('insert into part (work, place) values (?, ?)', [name, place]);
    }
  };
}

async function looked(cluster: Cluster, done: ReadonlySet<string>): Promise<Omit<Collisions, 'undone'>> {
  const connection = await createConnection(cluster.address(database, 0).replace(/,[^/]*/, ''));
  try {
    await connection.query('set session wsrep_sync_wait = 1');
    const [works] = await connection.query('select work, count(*) as n from part group by work');
    const [counted] = await connection.query('select n from common');
    const there = new Map((works as { work: string; n: number }[]).map(({ work, n }) => [work, Number(n)]));
    const whole = [...there.values()].filter((n) => n === rowsEach).length;
    return {
      done: done.size,
      halves: there.size - whole,
      lost: [...done].filter((name) => there.get(name) !== rowsEach).length,
      miscounted: Math.abs(Number((counted as { n: number }[])[0]?.n) - whole),
    };
  } finally {
    await connection.end();
  }
}
