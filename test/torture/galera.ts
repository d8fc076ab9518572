/** Two processes with pages and two workers on a cluster of three nodes, which are killed, paused and cut off under load. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Cluster, type ClusterNode, startCluster } from './cluster.ts';
import { type Collisions, collisions } from './collisions.ts';
import { type FaultOf, type FaultsResult, type Struck, strikeUnderLoad, throughput } from './faults.ts';
import { newWorld, type World } from './world.ts';

export interface GaleraRound {
  /** How often each fault strikes. */
  readonly rounds: number;
  readonly seed: number;
  readonly clients: number;
  readonly commands: readonly string[];
  /** Collides, and measures commands per second, for so long each before anything is broken; 0: does not. */
  readonly measureSeconds: number;
  readonly say: (line: string) => void;
}

export interface GaleraResult extends FaultsResult {
  readonly commandsPerSecond: number;
  readonly collided: Collisions | undefined;
}

export async function galeraRound(round: GaleraRound): Promise<GaleraResult> {
  const { rounds, seed, clients, commands, measureSeconds, say } = round;
  const cluster = await startCluster();
  let world: World | undefined;
  let keep = true;
  try {
    say(`${cluster.nodes.length} nodes are up`);
    const collided = measureSeconds === 0 ? undefined : await collisions(cluster, measureSeconds);
    if (collided !== undefined) say(`colliding: ${JSON.stringify(collided)}`);
    await cluster.nodes[0]?.query('create database wardflow character set utf8mb4 collate utf8mb4_bin');
    const databases = commands.map((_, index) => cluster.address('wardflow', index % cluster.nodes.length));
    world = await newWorld({ commands, databases });
    for (const machine of world.machines) await machine.start();
    await world.startLoad({ clients, seed });
    const commandsPerSecond = measureSeconds === 0 ? 0 : await throughput(world, measureSeconds);
    if (measureSeconds > 0) say(`${commandsPerSecond} commands a second on three nodes`);
    const struck: Struck[] = [];
    for (let number = 0; number < rounds; number += 1) {
      const node = cluster.nodes[number % cluster.nodes.length] as ClusterNode;
      for (const fault of faultsOf(cluster, node)) {
        const one = await strikeUnderLoad(world, fault);
        struck.push(one);
        say(`${one.what} (${node.name}): gap ${one.gapMs} ms, work again ${one.healedMs} ms after the return`);
      }
    }
    struck.push(await strikeUnderLoad(world, allKilled(cluster)));
    say(`${struck.at(-1)?.what}: work again ${struck.at(-1)?.healedMs} ms after the return`);
    await world.stopLoad();
    const verdict = await world.verdict();
    keep = verdict.findings.length > 0;
    return { ...verdict, struck, collided, commandsPerSecond, folder: world.folder };
  } finally {
    await world?.close(keep);
    await cluster.close();
  }
}

/** Long enough for the others to go on without it. */
const brokenMs = 12_000;

function faultsOf(cluster: Cluster, node: ClusterNode): readonly FaultOf[] {
  const whole = () => untilWhole(cluster);
  return [
    {
      what: 'a node is killed',
      strike: () => node.kill(),
      async heal() {
        await node.start();
        await whole();
      },
      brokenMs,
    },
    {
      what: 'a node is paused',
      strike: () => node.pause(),
      async heal() {
        node.resume();
        await whole();
      },
      brokenMs,
    },
    {
      what: 'a node is cut off from the other nodes',
      strike: () => node.cut('peers'),
      async heal() {
        node.mend();
        await whole();
      },
      brokenMs,
    },
    {
      what: 'a node is cut off from everybody',
      strike: () => node.cut('all'),
      async heal() {
        node.mend();
        await whole();
      },
      brokenMs,
    },
  ];
}

/** As after a power cut: the node that had come farthest begins, the others follow it. */
function allKilled(cluster: Cluster): FaultOf {
  return {
    what: 'all nodes are killed',
    async strike() {
      await Promise.all(cluster.nodes.map((node) => node.kill()));
    },
    async heal() {
      const come: { readonly node: ClusterNode; readonly number: number }[] = [];
      for (const node of cluster.nodes) come.push({ node, number: await node.recoveredTo() });
      const [first, ...others] = come.sort((a, b) => b.number - a.number).map(({ node }) => node);
      if (first === undefined) return;
      const state = join(first.dataDir, 'grastate.dat');
      writeFileSync(state, readFileSync(state, 'utf8').replace('safe_to_bootstrap: 0', 'safe_to_bootstrap: 1'));
      await first.start(['--wsrep-new-cluster']);
      for (const node of others) await node.start();
      await untilWhole(cluster);
    },
    brokenMs: 1_000,
  };
}

const wholeMsMax = 90_000;

/** Every node answers and sees all the others. */
async function untilWhole({ nodes }: Cluster): Promise<void> {
  const until = Date.now() + wholeMsMax;
  for (const node of nodes) {
    for (;;) {
      const [size] = await node.query(`show status like 'wsrep_cluster_size'`).catch(() => []);
      const [ready] = await node.query(`show status like 'wsrep_ready'`).catch(() => []);
      if (Number(size?.['Value']) === nodes.length && ready?.['Value'] === 'ON') break;
      if (Date.now() > until) throw new Error(`${node.name} has not come back within ${wholeMsMax / 1000} s`);
      await wait(200);
    }
  }
}
