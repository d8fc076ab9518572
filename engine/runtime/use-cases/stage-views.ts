import type { City } from '#engine/cases/city.ts';
import type { ServicePack } from '#engine/cases/service-pack.ts';
import { stageLane } from '#engine/cases/stages.ts';
import type { StageView } from '../application/common.ts';
import type { TimelineRow } from '../ports/case-rows.ts';
import { namedOrNull } from './names.ts';

/** The lane of public stages. @param full the reader has shown the second factor, or is an official */
export function stageViews(
  pack: ServicePack,
  city: City,
  timeline: readonly TimelineRow[],
  full: boolean,
): readonly StageView[] {
  const entered = timeline.filter((row) => row.kind === 'stage');
  const lane = stageLane(
    pack,
    entered.map(({ code, at }) => ({ stage: code, at })),
    full,
  );
  return lane.map(({ code, name, status, at }) => {
    const row = at === null ? undefined : entered.find((candidate) => candidate.at === at);
    return { code, name, status, at, unit: row ? namedOrNull(city.units, row.unit) : null, note: null };
  });
}
