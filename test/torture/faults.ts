/** Something that stands under the product breaks while people use it, and comes back: how long nobody was answered. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Verdict } from './check.ts';
import type { World } from './world.ts';

export interface FaultOf {
  readonly what: string;
  /** Breaks it. */
  strike(): Promise<void> | void;
  /** Brings it back; resolves when it is whole again. */
  heal(): Promise<void> | void;
  /** How long it stays broken. */
  readonly brokenMs: number;
}

export interface Struck {
  readonly what: string;
  /** Longest time without an accepted command, from the strike until the work went on after the healing. */
  readonly gapMs: number;
  /** From the end of the healing until the next command was accepted. */
  readonly healedMs: number;
}

/** Work that must be done before and after each strike, so that it falls into work and is seen to go on. */
const acceptedBetween = 10;
const goesOnMsMax = 120_000;

/** @throws Error where the work does not go on */
export async function strikeUnderLoad(world: World, fault: FaultOf): Promise<Struck> {
  await untilAccepted(world, acceptedBetween, fault.what);
  const watch = watchGaps(world);
  await fault.strike();
  await wait(fault.brokenMs);
  await fault.heal();
  const healed = Date.now();
  await untilAccepted(world, 1, fault.what);
  const healedMs = Date.now() - healed;
  await untilAccepted(world, acceptedBetween, fault.what);
  return { what: fault.what, gapMs: watch.end(), healedMs };
}

/** Commands accepted in a second of quiet work. */
export async function throughput(world: World, seconds: number): Promise<number> {
  await untilAccepted(world, acceptedBetween, 'the beginning');
  const before = world.accepted();
  await wait(seconds * 1_000);
  return Math.round(((world.accepted() - before) / seconds) * 10) / 10;
}

/** What was measured, by kind of fault. */
export function gapsInWords(struck: readonly Struck[]): string {
  const kinds = Map.groupBy(struck, ({ what }) => what.replace(/ \d+$/, ''));
  return [...kinds]
    .map(([what, all]) => {
      const gaps = all.map(({ gapMs }) => gapMs).sort((a, b) => a - b);
      const worst = Math.max(...all.map(({ healedMs }) => healedMs));
      return `${what} × ${all.length}: longest gap ${gaps[Math.floor(gaps.length / 2)]} ms (median), ${gaps.at(-1)} ms (worst), ${worst} ms after the return`;
    })
    .join('; ');
}

export interface FaultsResult extends Verdict {
  readonly struck: readonly Struck[];
  readonly folder: string;
}

async function untilAccepted(world: World, more: number, what: string): Promise<void> {
  const enough = world.accepted() + more;
  const until = Date.now() + goesOnMsMax;
  while (world.accepted() < enough) {
    if (Date.now() > until) throw new Error(`${what}: no work for ${goesOnMsMax / 1000} s\n${logsOf(world)}`);
    await wait(20);
  }
}

function logsOf(world: World): string {
  return world.machines.map((machine) => `${machine.name}:\n${machine.log().slice(-1_500)}`).join('\n');
}

function watchGaps(world: World) {
  let seen = world.accepted();
  let at = Date.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = world.accepted();
    longest = Math.max(longest, Date.now() - at);
    if (now === seen) return;
    seen = now;
    at = Date.now();
  }, 20);
  return {
    end() {
      clearInterval(timer);
      return longest;
    },
  };
}
