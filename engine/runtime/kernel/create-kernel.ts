/** The shell around the core: load, step, save (see `chain.ts`), and what is due by itself (see `due.ts`). */
import type { Command } from '#engine/core/commands.ts';
import type { State } from '#engine/core/state.ts';
import type { Instant, Variables } from '#engine/core/values.ts';
import { createCityBook } from '../administration/city-book.ts';
import type { Kernel, StartInstance, Step } from '../kernel.ts';
import type { InstanceRow, Migration } from '../ports/engine.ts';
import type { Tx } from '../ports.ts';
import type { PastCase } from '../replay/draft/trial.ts';
import { type Loaded, runChain, runMigration } from './chain.ts';
import { type Crew, createCrew } from './crew.ts';
import { createDirectory } from './directory.ts';
import { type Due, loseJob, runDue } from './due.ts';
import { cityEnvironment, pastCityEnvironment } from './environment.ts';
import { kernelRefusal } from './errors.ts';
import { createJobDesk, type JobDesk } from './job-desk.ts';
import { programsOf } from './load-programs.ts';
import type { KernelOptions } from './options.ts';
import { type PastOfInstance, pastOf } from './past.ts';
import { createPrograms, type Programs } from './programs.ts';
import { broadcast, type Message, type Published, publish } from './publish.ts';
import { type Moment, pastCaseOf, type Rebuilt, type Replayed, rebuildInstance, replayInstance } from './replay.ts';
import { retryIncident } from './retry-incident.ts';
import { newId } from './uuid.ts';

/** The kernel with what operators and workers need beyond the port. */
export interface EngineKernel extends Kernel {
  /** A message from outside finds its receiver, begins a process, or waits. @throws as `execute` */
  publish(tx: Tx, message: Message, now: Instant): Promise<Published>;
  /** A signal from outside, to everybody who listens. */
  broadcast(
    tx: Tx,
    signal: { readonly name: string; readonly variables: Variables },
    now: Instant,
  ): Promise<{ readonly told: number; readonly started: number }>;
  /** The processes at this database; a process that runs a worker joins, and leaves when it stops. */
  readonly crew: Crew;
  /** When something is due next, as `runDue` saw it last; null: nothing is. */
  nextDueAt(): Instant | null;
  /** Where workers fetch jobs of other types than the built-in ones. */
  readonly jobs: JobDesk;
  readonly programs: Programs;
  /**
   * Tries again what an incident stands for, and closes it.
   * @throws Refusal 404 `INCIDENT_NOT_FOUND`, 409 `INCIDENT_CLOSED`, or as `execute`
   */
  retry(tx: Tx, incidentId: string, now: Instant): Promise<void>;
  /**
   * Puts an instance under another version: every token stays where it is, by id or as mapped, and all that is open
   * follows.
   * @throws Refusal 409 `MIGRATION_NOT_POSSIBLE` with the elements that have no place there, `MIGRATION_SAME_VERSION`
   */
  migrate(tx: Tx, instanceId: string, onto: MigrateOnto, now: Instant): Promise<Step>;
  /** What an instance has been through, for sending back. @throws ReplayFault */
  past(tx: Tx, instanceId: string): Promise<PastOfInstance>;
  /** Rebuilds an instance from its journal, beside what is saved of it. @throws ReplayFault */
  replay(tx: Tx, instanceId: string): Promise<Replayed>;
  /** All that an instance was told, for a trial on another definition. @throws ReplayFault */
  pastCase(tx: Tx, instanceId: string): Promise<PastCase>;
  /** An instance as it stood at a moment. @throws ReplayFault */
  rebuild(tx: Tx, instanceId: string, moment: Moment): Promise<Rebuilt>;
}

export type MigrateOnto = Pick<Migration, 'to' | 'map'>;

/** What must be said; the rest is as in the product unless it is said. */
export type KernelSettings = Pick<KernelOptions, 'store' | 'builtIns' | 'listeners'> & Partial<KernelOptions>;

export function createKernel(settings: KernelSettings): EngineKernel {
  const options: KernelOptions = {
    environment: cityEnvironment(createCityBook()),
    pastEnvironment: pastCityEnvironment(),
    loadPrograms: programsOf,
    newId,
    ...settings,
  };
  const programs = createPrograms(options.loadPrograms);
  const source = { pastEnvironment: options.pastEnvironment, programs };
  const directory = createDirectory(programs);
  const busy = new WeakMap<Tx, Set<string>>();
  const crew = createCrew(
    { store: options.store, newId: options.newId, onLost: (tx, jobId, now) => loseJob(due, tx, jobId, now) },
    options.crew,
  );
  const held = new WeakMap<Tx, InstanceRow>();
  const kernel: EngineKernel = {
    async start(tx, start, now) {
      const loaded = await begin(tx, options, programs, start, now);
      const command = startCommand(start);
      return await alone(busy, tx, loaded.row.id, () => runChain(tx, options, loaded, command, now));
    },
    execute: (tx, instanceId, command, now) =>
      alone(busy, tx, instanceId, async () => {
        const kept = held.get(tx);
        held.delete(tx);
        const loaded = await load(tx, options, programs, kept?.id === instanceId ? kept : instanceId, now);
        return await runChain(tx, options, loaded, command, now);
      }),
    migrate: (tx, instanceId, { to, map }, now) =>
      alone(busy, tx, instanceId, async () => {
        const loaded = await load(tx, options, programs, instanceId, now);
        const { serviceVersionId, processId } = loaded.row;
        if (serviceVersionId === to.serviceVersionId && processId === to.processId) {
          throw kernelRefusal('MIGRATION_SAME_VERSION');
        }
        const migration: Migration = { kind: 'migrate', from: { serviceVersionId, processId }, to, map };
        return await runMigration(tx, options, { loaded, migration, programs }, now);
      }),
    async hold(tx, instanceId) {
      const row = await readInstance(tx, instanceId);
      held.set(tx, row);
      return row;
    },
    runDue: (now, roundsMax) => runDue(due, now, roundsMax),
    nextDueAt: () => due.nextAt,
    crew,
    publish: (tx, message, now) => publish(due, tx, message, now),
    broadcast: (tx, signal, now) => broadcast(due, tx, signal, now),
    retry: (tx, incidentId, now) => retryIncident(tx, incidentId, now, kernel.execute),
    replay: (tx, instanceId) => replayInstance(tx, source, instanceId),
    pastCase: (tx, instanceId) => pastCaseOf(tx, source, instanceId),
    rebuild: (tx, instanceId, moment) => rebuildInstance(tx, source, instanceId, moment),
    past: (tx, instanceId) => pastOf(tx, source, instanceId),
    jobs: createJobDesk(options, crew, (tx, instanceId, command, now) => kernel.execute(tx, instanceId, command, now)),
    programs,
  };
  const due: Due = { options, kernel, directory, crew, nextAt: null, named: false };
  return kernel;
}

function startCommand({ startEvent, message, variables }: StartInstance): Command {
  return {
    kind: 'start',
    ...(startEvent === undefined ? {} : { startEvent }),
    ...(message === undefined ? {} : { message }),
    variables,
  };
}

async function begin(
  tx: Tx,
  options: KernelOptions,
  programs: Programs,
  start: StartInstance,
  now: Instant,
): Promise<Loaded> {
  const { serviceVersionId, processId, caseId } = start;
  const program = await programs.get(tx, serviceVersionId, processId);
  const id = start.instanceId ?? options.newId(now);
  return {
    program,
    environment: await options.environment(tx, now),
    state: undefined,
    row: {
      id,
      serviceVersionId,
      processId,
      caseId,
      state: 'active',
      version: 0,
      snapshot: '',
      startedAt: now,
      endedAt: null,
      startedBy: start.startedBy?.instanceId ?? null,
      startedByCall: start.startedBy?.call ?? null,
    },
  };
}

async function readInstance(tx: Tx, instanceId: string): Promise<InstanceRow> {
  const row = await tx.engine.instances.byId(instanceId);
  if (row === undefined) throw kernelRefusal('INSTANCE_NOT_FOUND');
  return row;
}

async function load(
  tx: Tx,
  options: KernelOptions,
  programs: Programs,
  instance: string | InstanceRow,
  now: Instant,
): Promise<Loaded> {
  // Asked for together, so that both come with one way to the server.
  const [row, environment] = await Promise.all([
    typeof instance === 'string' ? readInstance(tx, instance) : instance,
    options.environment(tx, now),
  ]);
  const program = await programs.get(tx, row.serviceVersionId, row.processId);
  return { row, state: JSON.parse(row.snapshot) as State, program, environment };
}

/** A listener or job that commands its own instance would work on a state that is not saved yet. */
async function alone(
  busy: WeakMap<Tx, Set<string>>,
  tx: Tx,
  instanceId: string,
  work: () => Promise<Step>,
): Promise<Step> {
  const ids = busy.get(tx) ?? new Set();
  busy.set(tx, ids);
  if (ids.has(instanceId)) throw new Error(`A step of instance ${instanceId} is under way in this transaction.`);
  ids.add(instanceId);
  try {
    return await work();
  } finally {
    ids.delete(instanceId);
  }
}
