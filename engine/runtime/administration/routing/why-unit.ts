/** Why a case is with its unit: the rules of its own version asked again, with what the case was when it was routed. */

import { routingDecision } from '#engine/cases/routing/routing-decision.ts';
import { explainRouting } from '#engine/cases/routing/routing-explanation.ts';
import type { Actor } from '../../application/common.ts';
import type { UnitReason } from '../../application/routing.ts';
import type { CaseRow } from '../../ports/case-rows.ts';
import type { Tx } from '../../ports.ts';
import { caseOf } from '../../use-cases/complete.ts';
import type { Context } from '../../use-cases/context.ts';
import { namedIn, namedOrNull } from '../../use-cases/names.ts';
import { refusal } from '../../use-cases/refuse.ts';
import { visibleTask } from '../../use-cases/tasks/find-task.ts';
import { envOf } from './rules.ts';

/** @throws Refusal 404 where the task is not the actor's to see, or nothing was routed yet */
export function whyUnit(context: Context): (actor: Actor, taskId: string) => Promise<UnitReason> {
  return async (actor, taskId) =>
    await context.store.transaction(async (tx) => {
      const record = await caseOf(tx, await visibleTask(context, tx, actor, taskId));
      const { program } = await context.library.version(tx, record.serviceVersionId);
      if (record.unit === '' || program.decisions[routingDecision] === undefined) throw refusal('NOT_FOUND');
      return await reasonOf(context, tx, record, program.decisions);
    });
}

async function reasonOf(
  context: Context,
  tx: Tx,
  record: CaseRow,
  decisions: Parameters<typeof explainRouting>[0]['decisions'],
): Promise<UnitReason> {
  const place = await context.cities.current(tx);
  const { city } = place;
  const at = await routedAt(tx, record);
  const facts = {
    category: record.category,
    ward: record.ward === '' ? null : record.ward,
    urgent: record.urgent,
    confidential: record.confidentiality === 'confidential',
  };
  const { unit, tables } = explainRouting({ decisions, cells: false }, facts, envOf(place, at));
  return {
    unit: namedIn(city.units, record.unit),
    ward: namedOrNull(city.wards, record.ward),
    category: namedIn(city.categories, record.category),
    decided: unit === null ? null : namedIn(city.units, unit),
    at,
    tables: tables.filter(({ question }) => question === 'unit'),
  };
}

/** When the case first came to its unit: rules may look at the clock. */
async function routedAt(tx: Tx, { id, unit, receivedAt }: CaseRow): Promise<number> {
  const lines = await tx.cases.timeline.ofCase(id);
  return lines.find((line) => line.kind === 'stage' && line.unit === unit)?.at ?? receivedAt;
}
