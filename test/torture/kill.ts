/** `kill -9` under load at random moments: the one process on SQLite, any of several on MariaDB. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Evidence, Verdict } from './check.ts';
import type { Machine } from './fleet.ts';
import { type Random, randomOf } from './random.ts';
import { newWorld, type World } from './world.ts';

/** Nobody need wait for work longer than that: not all that is killed is busy. */
const busyMsMax = 2_000;

export interface KillRound {
  readonly kills: number;
  readonly seed: number;
  readonly clients: number;
  /** Addresses of the same empty database; left out: SQLite. */
  readonly databases?: readonly string[];
  readonly commands: readonly string[];
  /** Leave the folder behind in any case; the caller removes it. */
  readonly keep?: boolean;
}

export interface KillResult extends Verdict {
  readonly kills: number;
  /** Milliseconds from each start after a kill until the process was ready, in order of size. */
  readonly restarts: readonly number[];
  /** Where ledger and database lie; removed where nothing was found. */
  readonly folder: string;
  readonly evidence: Evidence;
}

export async function killRound(round: KillRound): Promise<KillResult> {
  const { kills, seed, clients, commands, databases } = round;
  const world = await newWorld({ commands, ...(databases && { databases }) });
  let keep = round.keep ?? true;
  try {
    // One after the other: the first brings schema and city.
    for (const machine of world.machines) await machine.start();
    await world.startLoad({ clients, seed });
    const restarts = await killAtRandom(world, kills, randomOf(seed));
    await world.stopLoad();
    const verdict = await world.verdict();
    keep = round.keep || verdict.findings.length > 0;
    return { ...verdict, kills, restarts, folder: world.folder };
  } finally {
    await world.close(keep);
  }
}

/** With several processes, others go on while one comes up again; now and then all are killed at once, or one that starts. */
async function killAtRandom(world: World, kills: number, random: Random): Promise<readonly number[]> {
  const restarts: number[] = [];
  const starting = new Map<Machine, Promise<void>>();
  const killOne = async (machine: Machine) => {
    await machine.kill();
    const started = machine.start().then((ms) => {
      // One that was killed once more while it started is another start's matter by now.
      if (!machine.running()) return;
      restarts.push(ms);
      starting.delete(machine);
    });
    starting.set(machine, started);
    // A start that fails is a fault of the round, told when all are waited for.
    started.catch(() => undefined);
  };
  for (let done = 0; done < kills; ) {
    const ready = () => world.machines.filter((machine) => !starting.has(machine));
    // A kill hits work only where work is done: with several processes more than half of them are up before the next.
    const enough = Math.ceil((world.machines.length + 1) / 2);
    if (!random.chance(10)) while (ready().length < enough) await Promise.race(starting.values());
    await untilBusy(world, random);
    const victims = victimsOf(world.machines, ready(), random).slice(0, kills - done);
    await Promise.all(victims.map(killOne));
    done += victims.length;
  }
  await Promise.all(starting.values());
  return restarts.sort((a, b) => a - b);
}

/** Some commands are done first, so that a kill falls into work, then a moment more. */
async function untilBusy(world: World, random: Random): Promise<void> {
  const enough = world.accepted() + random.below(12);
  const until = Date.now() + busyMsMax;
  while (world.accepted() < enough && Date.now() < until) await wait(5);
  await wait(random.below(60));
}

function victimsOf(all: readonly Machine[], ready: readonly Machine[], random: Random): readonly Machine[] {
  if (random.chance(5)) return all;
  return [random.pick(ready.length > 0 ? ready : all)];
}
