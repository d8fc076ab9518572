import { routingDecision } from '#engine/cases/routing/routing-decision.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Localised } from '../../application/common.ts';
import type { ServiceResourceRow } from '../../ports/engine.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';

export interface RoutedService {
  readonly key: string;
  readonly name: Localised;
  readonly decisions: Decisions;
  /** Name of the file that holds the decision, without `.dmn`. */
  readonly file: string;
}

/** Services whose version in force decides on a unit. */
export async function routedServices(context: Context, tx: Tx): Promise<readonly RoutedService[]> {
  const keys = [...new Set((await tx.engine.services.all()).map(({ service }) => service))];
  const found: RoutedService[] = [];
  for (const key of keys) {
    const newest = await tx.engine.services.newest(key);
    if (!newest) continue;
    const { decisions } = (await context.library.version(tx, newest.id)).program;
    if (decisions[routingDecision] === undefined) continue;
    const file = fileOf(await tx.engine.services.resources(newest.id));
    found.push({ key, name: newest.name, decisions, file });
  }
  return found;
}

function fileOf(resources: readonly ServiceResourceRow[]): string {
  const holder = resources.find(
    ({ path, content }) => path.endsWith('.dmn') && content.includes(`id="${routingDecision}"`),
  );
  return (
    holder?.path
      .split('/')
      .at(-1)
      ?.replace(/\.dmn$/, '') ?? routingDecision
  );
}
