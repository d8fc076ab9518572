import type { Program } from '#engine/core/model/program.ts';
import type { Tx } from '../ports.ts';
import { kernelRefusal } from './errors.ts';
import type { LoadPrograms } from './options.ts';

/** Executable programs by service version; a published version never changes, so they are kept. */
export interface Programs {
  /** @throws Refusal 404 `SERVICE_VERSION_NOT_FOUND`; Error where the version has no such process */
  get(tx: Tx, serviceVersionId: string, processId: string): Promise<Program>;
  /** All of a version: its processes and global tasks. @throws Refusal 404 `SERVICE_VERSION_NOT_FOUND` */
  all(tx: Tx, serviceVersionId: string): Promise<ProgramsOfVersion>;
}

export interface ProgramsOfVersion {
  readonly [process: string]: Program;
}

/** Versions kept in memory; the least recently used goes first. */
const versionsMax = 200;

export function createPrograms(load: LoadPrograms): Programs {
  const kept = new Map<string, ProgramsOfVersion>();
  const all: Programs['all'] = async (tx, id) => {
    const known = kept.get(id) ?? (await read(tx, load, id));
    kept.delete(id);
    kept.set(id, known);
    if (kept.size > versionsMax) kept.delete(kept.keys().next().value ?? '');
    return known;
  };
  return {
    all,
    async get(tx, id, processId) {
      const programs = await all(tx, id);
      const program = Object.hasOwn(programs, processId) ? programs[processId] : undefined;
      if (program === undefined) throw new Error(`Service version ${id} has no process ${processId}.`);
      return program;
    },
  };
}

async function read(tx: Tx, load: LoadPrograms, serviceVersionId: string): Promise<ProgramsOfVersion> {
  const version = await tx.engine.services.byId(serviceVersionId);
  // A draft changes under its id: nothing runs on it.
  if (version === undefined || version.state === 'draft') throw kernelRefusal('SERVICE_VERSION_NOT_FOUND');
  return await load(await tx.engine.services.resources(serviceVersionId));
}
