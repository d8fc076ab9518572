import type { Program } from '#engine/core/model/program.ts';
import type { Tx } from '../ports.ts';
import { kernelRefusal } from './errors.ts';
import type { LoadProgram } from './options.ts';

/** Executable programs by service version and process; a published version never changes, so they are kept. */
export interface Programs {
  /** @throws Refusal 404 `SERVICE_VERSION_NOT_FOUND` */
  get(tx: Tx, serviceVersionId: string, processId: string): Promise<Program>;
}

/** Programs kept in memory; the least recently used goes first. */
const programsMax = 200;

export function createPrograms(load: LoadProgram): Programs {
  const kept = new Map<string, Program>();
  return {
    async get(tx, serviceVersionId, processId) {
      const key = `${serviceVersionId} ${processId}`;
      const known = kept.get(key) ?? (await read(tx, load, serviceVersionId, processId));
      kept.delete(key);
      kept.set(key, known);
      if (kept.size > programsMax) kept.delete(kept.keys().next().value ?? '');
      return known;
    },
  };
}

async function read(tx: Tx, load: LoadProgram, serviceVersionId: string, processId: string): Promise<Program> {
  const version = await tx.engine.services.byId(serviceVersionId);
  // A draft changes under its id: nothing runs on it.
  if (version === undefined || version.state === 'draft') throw kernelRefusal('SERVICE_VERSION_NOT_FOUND');
  return await load(await tx.engine.services.resources(serviceVersionId), processId);
}
