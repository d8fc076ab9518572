/** `kill -9` of the database under load, and its start on the same folder. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '#test/support/mariadb.ts';
import { type FaultsResult, type Struck, strikeUnderLoad, throughput } from './faults.ts';
import { randomOf } from './random.ts';
import { newServer, openToAll } from './server.ts';
import { newWorld } from './world.ts';

export interface DatabaseRound {
  readonly kills: number;
  readonly seed: number;
  readonly clients: number;
  readonly commands: readonly string[];
  /** Measures commands per second for so long before anything is broken. */
  readonly measureSeconds?: number;
}

export interface DatabaseResult extends FaultsResult {
  readonly commandsPerSecond: number;
}

/** The product's processes are never started again: they must find the way back by themselves. */
export async function databaseRound(round: DatabaseRound): Promise<DatabaseResult> {
  const { kills, seed, clients, commands, measureSeconds = 0 } = round;
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-database-'));
  await chmod(folder, 0o755);
  const server = newServer({ name: 'server', folder, address: '127.0.0.1', port: await freePort() });
  const random = randomOf(seed);
  let world: Awaited<ReturnType<typeof newWorld>> | undefined;
  let keep = true;
  try {
    await server.start();
    await openToAll(server);
    await server.query('create database wardflow character set utf8mb4 collate utf8mb4_bin');
    world = await newWorld({ commands, databases: [`${server.url}/wardflow`] });
    for (const machine of world.machines) await machine.start();
    await world.startLoad({ clients, seed });
    const commandsPerSecond = measureSeconds === 0 ? 0 : await throughput(world, measureSeconds);
    const struck: Struck[] = [];
    for (let done = 0; done < kills; done += 1) {
      await wait(random.below(300));
      const start = async () => void (await server.start());
      const brokenMs = random.below(1_500);
      struck.push(
        await strikeUnderLoad(world, { what: 'kill of the database', strike: server.kill, heal: start, brokenMs }),
      );
    }
    await world.stopLoad();
    const verdict = await world.verdict();
    keep = verdict.findings.length > 0;
    return { ...verdict, struck, commandsPerSecond, folder: world.folder };
  } finally {
    await world?.close(keep);
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}
