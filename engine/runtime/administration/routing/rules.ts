/** The routing rules of a service: those in force, or those being changed. */
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { routingDecision } from '#engine/cases/routing/routing-decision.ts';
import type { Env } from '#engine/core/env.ts';
import type { Decisions } from '#engine/core/model/decisions.ts';
import type { Instant } from '#engine/core/values.ts';
import type { Actor } from '../../application/common.ts';
import type { RoutedVersion } from '../../application/routing.ts';
import type { Tx } from '../../ports.ts';
import type { Context } from '../../use-cases/context.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { requireDesign } from '../../use-cases/services/allowed.ts';
import type { CityInForce } from '../city-book.ts';

/** @throws Refusal 404 where there is no such service, draft or routing */
export async function rulesOf(
  context: Context,
  tx: Tx,
  actor: Actor,
  { service, draft }: RoutedVersion,
): Promise<Decisions> {
  if (draft) await requireDesign(context, tx, actor, service);
  const row = draft ? await tx.engine.services.draft(service) : await tx.engine.services.newest(service);
  if (!row) throw refusal('NOT_FOUND');
  const { decisions } = draft
    ? await loadProgram(await tx.engine.services.resources(row.id))
    : (await context.library.version(tx, row.id)).program;
  if (decisions[routingDecision] === undefined) throw refusal('NOT_FOUND');
  return decisions;
}

export function envOf({ city, workingTime }: CityInForce, now: Instant): Env {
  return { now, timeZone: city.province.timeZone, workingTime };
}
