/** A plan while it is made. */
import type { ReorganisationPlan, UnitMove } from '#engine/cases/organisation/reorganisation.ts';
import type { UnitList } from '#engine/runtime/application/organisation.ts';

export const emptyPlan: ReorganisationPlan = { units: [], wards: [] };

/** A unit as the one that takes the rest. */
export function restTo(unit: string): UnitMove['to'] {
  return [{ unit, wards: [], categories: [] }];
}

/** A ward goes into another: each of its units into the one with the same part, where there is one. */
export function withWard(plan: ReorganisationPlan, list: UnitList, from: string, to: string): ReorganisationPlan {
  const open = (ward: string) => list.units.filter((unit) => unit.ward === ward && unit.validTo === null);
  const takers = open(to);
  const moves = open(from)
    .filter(({ code }) => !plan.units.some((move) => move.from === code))
    .map(({ code, kind }): UnitMove => {
      const same =
        takers.find((unit) => unit.code === code.replace(from, to)) ?? takers.find((unit) => unit.kind === kind);
      return { from: code, to: restTo(same?.code ?? '') };
    });
  return { units: [...plan.units, ...moves], wards: [...plan.wards, { from, to }] };
}

export function withMove(plan: ReorganisationPlan, index: number, move: UnitMove | null): ReorganisationPlan {
  const units = plan.units.flatMap((one, at) => (at === index ? (move ?? []) : one));
  return { ...plan, units };
}
