/** Where a process is found that somebody calls, or that a message or signal begins: in the published services. */
import type { Program } from '#engine/core/model/program.ts';
import type { Tx } from '../ports.ts';
import type { Said } from './deliveries.ts';
import type { Programs } from './programs.ts';

export interface Directory {
  /** The newest published version of every service; left out where it is on hold. */
  newest(tx: Tx): Promise<readonly PublishedPrograms[]>;
  /**
   * The version whose process a call means; undefined where there is none. `deployment`: the caller's own. `latest`: the
   * newest of the caller's service, else of whichever service has the process. A number: that version of the service.
   */
  called(tx: Tx, callerVersionId: string, call: Called): Promise<Place | undefined>;
}

export interface PublishedPrograms {
  readonly serviceVersionId: string;
  readonly service: string;
  readonly programs: { readonly [process: string]: Program };
}

type Called = Pick<Extract<Said, { type: 'call' }>, 'process' | 'version'>;

interface Place {
  readonly serviceVersionId: string;
  readonly processId: string;
}

export function createDirectory(programs: Programs): Directory {
  const newest: Directory['newest'] = async (tx) => {
    const published = (await tx.engine.services.all()).filter(({ state }) => state === 'published');
    const firsts = published.filter((row) => !published.some((other) => isNewer(other, row)) && !isHeld(row));
    return await Promise.all(
      firsts.map(async ({ id, service }) => ({
        serviceVersionId: id,
        service,
        programs: await programs.all(tx, id),
      })),
    );
  };
  const inVersion = async (tx: Tx, id: string | undefined, process: string): Promise<Place | undefined> => {
    if (id === undefined || !Object.hasOwn(await programs.all(tx, id), process)) return undefined;
    return { serviceVersionId: id, processId: process };
  };
  return {
    newest,
    async called(tx, callerVersionId, { process, version }) {
      if (version === 'deployment') return await inVersion(tx, callerVersionId, process);
      const caller = await tx.engine.services.byId(callerVersionId);
      const service = caller?.service ?? '';
      if (version !== 'latest') {
        const number = Number(version.fixed);
        const row =
          Number.isInteger(number) && number > 0 ? await tx.engine.services.version(service, number) : undefined;
        return await inVersion(tx, row?.id, process);
      }
      const own = await inVersion(tx, (await tx.engine.services.newest(service))?.id, process);
      if (own !== undefined) return own;
      const other = (await newest(tx)).find(({ programs: theirs }) => Object.hasOwn(theirs, process));
      return other && { serviceVersionId: other.serviceVersionId, processId: process };
    },
  };
}

function isNewer(other: { service: string; version: number }, row: { service: string; version: number }): boolean {
  return other.service === row.service && other.version > row.version;
}

/** On hold: no case begins on it. What a case under way calls belongs to that case, and is begun. */
function isHeld({ heldAt }: { readonly heldAt?: number | null }): boolean {
  return (heldAt ?? null) !== null;
}
