/**
 * The built-in job `superior`: who looks at a case that was opened again. The head of the unit that handled it, the second
 * time the one above; never somebody who has handled it; where nobody is found, the coordinator.
 */

import { localDate } from '#engine/cases/calendars/local-date.ts';
import type { City } from '#engine/cases/city/city.ts';
import type { CityBook } from '../../administration/city-book.ts';
import type { BuiltInJob } from '../../kernel.ts';
import type { Tx } from '../../ports.ts';

export function superiorJob({ cities }: { readonly cities: CityBook }): BuiltInJob {
  return async (tx, job, now) => {
    const { city } = await cities.current(tx);
    const { headRole, coordinator } = city.escalation;
    const record = job.caseId === null ? undefined : await tx.cases.records.byId(job.caseId);
    const handlers = job.caseId === null ? new Set<string>() : await handlersOf(tx, job.caseId, headRole);
    const day = localDate(city.province.timeZone, now);
    for (const unit of unitsAbove(city, record?.unit ?? '').slice(Number(job.inputs['times'] ?? 1) > 1 ? 1 : 0)) {
      const heads = await tx.cases.assignments.holders(unit, headRole, day);
      const fitting = heads.filter(({ username, present }) => present && !handlers.has(username));
      if (fitting.length > 0) return { superiorUnit: unit, superiorRole: headRole };
    }
    return { superiorUnit: coordinator.unit, superiorRole: coordinator.role };
  };
}

/** Who has done the work; that heads have approved it does not make it theirs. */
async function handlersOf(tx: Tx, caseId: string, headRole: string): Promise<ReadonlySet<string>> {
  const tasks = await tx.engine.tasks.ofCase(caseId);
  return new Set(tasks.filter(({ role }) => role !== headRole).flatMap(({ closedBy }) => closedBy || []));
}

/** A unit and those above it; a file with a circle must not hang the step. */
function unitsAbove(city: City, first: string): readonly string[] {
  const units: string[] = [];
  for (let unit: string | null = first; unit !== null && !units.includes(unit); ) {
    units.push(unit);
    unit = city.units.get(unit)?.parent ?? null;
  }
  return units.filter((unit) => unit !== '');
}
