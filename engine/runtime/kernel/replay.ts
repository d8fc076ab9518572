/**
 * Rebuilds an instance from its journal: the commands one after the other, each with the reference data that was in
 * force when it was carried out. The state that comes out is the saved one, byte for byte, or something is wrong.
 */
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { type Stepped, step } from '#engine/core/step.ts';
import type { Instant } from '#engine/core/values.ts';
import type { InstanceRow, JournalRow, ProcessPlace } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import type { PastCase, PastCommand } from '../replay/draft/trial.ts';
import { kernelRefusal } from './errors.ts';
import { carriedOut, firstPlace } from './migration.ts';
import type { KernelOptions } from './options.ts';
import type { Programs } from './programs.ts';

/** A moment in an instance's life: after a command of its journal, or as it stood at an instant. */
export type Moment = { readonly number: number } | { readonly at: Instant };

export interface Rebuilt {
  /** Undefined: it had not begun. */
  readonly state: State | undefined;
  /** Commands that led there. */
  readonly commands: number;
}

export interface Replayed {
  /** The state that the journal's commands lead to, as JSON text; '' before the first. */
  readonly replayed: string;
  /** The state as it was saved. */
  readonly saved: string;
  readonly commands: number;
}

/** The journal cannot be followed any further; `number` is the command that it stops at. */
export class ReplayFault extends Error {
  readonly number: number;
  constructor(number: number, why: string) {
    super(`At command ${number}: ${why}`);
    this.name = 'ReplayFault';
    this.number = number;
  }
}

export interface ReplaySource extends Pick<KernelOptions, 'pastEnvironment'> {
  readonly programs: Programs;
}

/** @throws Refusal 404 `INSTANCE_NOT_FOUND`; ReplayFault */
export async function replayInstance(tx: Tx, source: ReplaySource, instanceId: string): Promise<Replayed> {
  const row = await rowOf(tx, instanceId);
  // The row says how far: what is committed between the two reads belongs to the next state.
  const { state, commands } = await rebuild(tx, source, row, { number: row.version });
  return { replayed: state === undefined ? '' : JSON.stringify(state), saved: row.snapshot, commands };
}

/** @throws Refusal 404 `INSTANCE_NOT_FOUND`; ReplayFault */
export async function rebuildInstance(
  tx: Tx,
  source: ReplaySource,
  instanceId: string,
  moment: Moment,
): Promise<Rebuilt> {
  return await rebuild(tx, source, await rowOf(tx, instanceId), moment);
}

/** The journal with the environments and programs that it speaks of. @throws as {@link rebuildInstance} */
export async function pastCaseOf(tx: Tx, source: ReplaySource, instanceId: string): Promise<PastCase> {
  const row = await rowOf(tx, instanceId);
  const rows = (await tx.engine.journal.ofInstance(instanceId)).filter(({ number }) => number <= row.version);
  const place = firstPlace(row, rows);
  const programs = new Map<string, Program>();
  const keyOf = ({ serviceVersionId, processId }: ProcessPlace) => `${serviceVersionId} ${processId}`;
  for (const one of [
    place,
    ...rows.flatMap(({ command }) => (command.kind === 'migrate' ? [command.from, command.to] : [])),
  ]) {
    programs.set(keyOf(one), await source.programs.get(tx, one.serviceVersionId, one.processId));
  }
  const journal: PastCommand[] = [];
  for (const { number, command, environment, at } of rows) {
    journal.push({ number, command, env: await envOf(tx, source, { number, environment, at }) });
  }
  const programOf = (one: ProcessPlace): Program => {
    const program = programs.get(keyOf(one));
    if (program === undefined) throw new Error(`The journal does not speak of ${keyOf(one)}.`);
    return program;
  };
  return { journal, place, programOf };
}

async function rowOf(tx: Tx, instanceId: string): Promise<InstanceRow> {
  const row = await tx.engine.instances.byId(instanceId);
  if (row === undefined) throw kernelRefusal('INSTANCE_NOT_FOUND');
  return row;
}

async function rebuild(tx: Tx, source: ReplaySource, row: InstanceRow, moment: Moment): Promise<Rebuilt> {
  let last: Followed | undefined;
  await follow(tx, source, { row, moment }, (one) => {
    last = one;
  });
  return { state: last?.state, commands: last?.entry.number ?? 0 };
}

/** One command of the journal, carried out again. */
export interface Followed {
  readonly entry: JournalRow;
  readonly state: State;
  readonly program: Program;
  /** Undefined for a migration. */
  readonly stepped?: Stepped;
}

/** @returns the program that the instance is in at that moment. @throws ReplayFault */
export async function follow(
  tx: Tx,
  source: ReplaySource,
  { row, moment }: { readonly row: InstanceRow; readonly moment: Moment },
  seen: (one: Followed) => void,
): Promise<Program> {
  const all = await tx.engine.journal.ofInstance(row.id);
  const { serviceVersionId, processId } = firstPlace(row, all);
  const journal = all.filter((entry) => isBefore(entry, moment));
  let program = await source.programs.get(tx, serviceVersionId, processId);
  let state: State | undefined;
  for (const [index, entry] of journal.entries()) {
    if (entry.number !== index + 1) throw new ReplayFault(index + 1, 'the journal has no such row.');
    const one = await again(tx, source, { program, state, entry });
    ({ state, program } = one);
    seen(one);
  }
  return program;
}

function isBefore({ number, at }: JournalRow, moment: Moment): boolean {
  return 'number' in moment ? number <= moment.number : at <= moment.at;
}

interface Turn {
  readonly program: Program;
  readonly state: State | undefined;
  readonly entry: JournalRow;
}

async function again(tx: Tx, source: ReplaySource, { program, state, entry }: Turn): Promise<Followed> {
  const { command, number } = entry;
  const env = await envOf(tx, source, entry);
  if (command.kind === 'migrate') {
    if (state === undefined) throw new ReplayFault(number, 'the journal begins with a migration.');
    const carried = await carriedOut(tx, source.programs, state, { migration: command, env }).catch(
      (error: unknown) => {
        if (error instanceof Refusal) throw new ReplayFault(number, `it cannot be migrated today: ${error.code}.`);
        throw error;
      },
    );
    return { entry, ...carried };
  }
  const stepped = step(program, state, command, env);
  if (stepped.kind === 'rejected') throw new ReplayFault(number, `the core refuses it today: ${stepped.code}.`);
  return { entry, state: stepped.state, program, stepped };
}

async function envOf(
  tx: Tx,
  source: ReplaySource,
  { number, environment, at }: Pick<JournalRow, 'number' | 'environment' | 'at'>,
): Promise<Env> {
  const env = await source.pastEnvironment(tx, environment, at);
  if (env === undefined) throw new ReplayFault(number, `the reference data "${environment}" of that time is not kept.`);
  return env;
}
