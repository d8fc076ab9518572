import { localisedName } from '#engine/cases/text/localised.ts';
import type { FlowNode, Program } from '#engine/core/model/program.ts';
import type { PlaceView } from '../../application/operations.ts';
import type { ProcessPlace, ServiceVersionRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../context.ts';
import { refusal } from '../refuse.ts';

/** The program of a place; versions are read once and kept. */
export async function programAt(context: Context, tx: Tx, place: ProcessPlace): Promise<Program> {
  const program = await processIn(context, tx, place.serviceVersionId, place.processId);
  if (program === undefined) throw new Error(`version ${place.serviceVersionId} has no process ${place.processId}`);
  return program;
}

export async function processIn(
  context: Context,
  tx: Tx,
  serviceVersionId: string,
  process: string,
): Promise<Program | undefined> {
  const { processes, globalTasks } = (await context.library.version(tx, serviceVersionId)).program;
  const all = { ...globalTasks, ...processes };
  return Object.hasOwn(all, process) ? all[process] : undefined;
}

/** A published version by its number. @throws Refusal 404 */
export async function publishedVersion(tx: Tx, service: string, version: number): Promise<ServiceVersionRow> {
  const row = version > 0 ? await tx.engine.services.version(service, version) : undefined;
  if (row === undefined || row.state === 'draft') throw refusal('NOT_FOUND');
  return row;
}

/** Where a person may take a token: what stands on the border of something, or only undoes something, begins by itself. */
export function placesIn(program: Program): readonly PlaceView[] {
  const handlers = new Set(Object.values(program.nodes).flatMap(({ compensation }) => compensation ?? []));
  const chosen = ({ id, type }: FlowNode) =>
    type !== 'boundaryEvent' && type !== 'eventSubProcess' && type !== 'startEvent' && !handlers.has(id);
  return Object.values(program.nodes)
    .filter(chosen)
    .map((node) => ({ element: node.id, name: localisedName(node), type: node.type }));
}
