/** Every state and every history once more from its journal, by the engine's own core: byte for byte, line for line. */
import type { Env } from '#engine/core/env.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import { pastCityEnvironment } from '#engine/runtime/kernel/environment.ts';
import { programsOf } from '#engine/runtime/kernel/load-programs.ts';
import { type Carried, carriedOut, firstPlace } from '#engine/runtime/kernel/migration.ts';
import { createPrograms, type Programs } from '#engine/runtime/kernel/programs.ts';
import type { JournalRow } from '#engine/runtime/ports/engine.ts';
import type { Store, Tx } from '#engine/runtime/ports.ts';
import { type Finding, finding } from './finding.ts';

const together = 50;

interface Source {
  readonly programs: Programs;
  readonly environment: ReturnType<typeof pastCityEnvironment>;
}

/** @returns how many instances were followed, and what differs */
export async function checkReplay(
  store: Store,
): Promise<{ readonly instances: number; readonly findings: readonly Finding[] }> {
  const source: Source = { programs: createPrograms(programsOf), environment: pastCityEnvironment() };
  const findings: Finding[] = [];
  let instances = 0;
  for (let after: string | null = null; ; ) {
    const ids: readonly string[] = await store.transaction((tx) => tx.engine.instances.page(after, together));
    if (ids.length === 0) return { instances, findings };
    await store.transaction(async (tx) => {
      for (const id of ids) findings.push(...(await follow(tx, source, id)));
    });
    instances += ids.length;
    after = ids.at(-1) ?? null;
  }
}

async function follow(tx: Tx, { programs, environment }: Source, id: string): Promise<readonly Finding[]> {
  const row = await tx.engine.instances.byId(id);
  if (row === undefined) return [];
  const journal = await tx.engine.journal.ofInstance(id);
  const began = firstPlace(row, journal);
  let program = await programs.get(tx, began.serviceVersionId, began.processId);
  const lines: string[] = [];
  let state: State | undefined;
  for (const { command, at, number, environment: stamp } of journal) {
    const env = await environment(tx, stamp, at);
    if (env === undefined) return [finding('STATE_DIFFERS', `${id}: nobody kept the calendars of ${stamp}`)];
    const next = await nextOf(tx, programs, { program, state, command, env });
    if (next === undefined) return [finding('STATE_DIFFERS', `${id}: command ${number} is refused`)];
    ({ state, program } = next);
    for (const effect of next.effects) {
      if (effect.kind === 'history') lines.push(lineOf({ ...effect, number }));
    }
  }
  const history = (await tx.engine.history.ofInstance(id)).map(lineOf);
  return [
    ...(JSON.stringify(state) === row.snapshot ? [] : [finding('STATE_DIFFERS', id)]),
    ...(history.join('\n') === lines.join('\n') ? [] : [finding('HISTORY_DIFFERS', id)]),
  ];
}

interface Turn {
  readonly program: Program;
  readonly state: State | undefined;
  readonly command: JournalRow['command'];
  readonly env: Env;
}

/** Under the version that the instance has at that moment; a migration changes it. */
async function nextOf(
  tx: Tx,
  programs: Programs,
  { program, state, command, env }: Turn,
): Promise<Carried | undefined> {
  if (command.kind !== 'migrate') {
    const stepped = step(program, state, command, env);
    return stepped.kind === 'rejected' ? undefined : { ...stepped, program };
  }
  if (state === undefined) return undefined;
  return await carriedOut(tx, programs, state, { migration: command, env }).catch(() => undefined);
}

interface Line {
  readonly number: number;
  readonly element: string;
  readonly node: string;
  readonly event: string;
  readonly at: number;
}

function lineOf({ number, element, node, event, at }: Line): string {
  return `${number} ${element} ${node} ${event} ${at}`;
}
