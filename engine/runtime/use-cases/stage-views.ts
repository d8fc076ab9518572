import type { City } from '#engine/cases/city/city.ts';
import type { ServicePack } from '#engine/cases/service-pack.ts';
import { stageLane } from '#engine/cases/stages.ts';
import type { StageView } from '../application/common.ts';
import type { TimelineRow } from '../ports/case-rows.ts';
import { namedOrNull } from './names.ts';

/**
 * The lane of public stages.
 * @param notes texts of the vault by entry: what was said at a stage; empty for readers without the second factor
 */
export function stageViews(
  pack: ServicePack,
  city: City,
  timeline: readonly TimelineRow[],
  notes: ReadonlyMap<string, string> | undefined,
): readonly StageView[] {
  const said = (at: number | null): string | null => {
    const row = timeline.find((candidate) => candidate.kind === 'notice' && candidate.at === at && candidate.noteEntry);
    return notes?.get(row?.noteEntry ?? '') ?? null;
  };
  const entered = timeline.filter((row) => row.kind === 'stage');
  const lane = stageLane(
    pack,
    entered.map(({ code, at }) => ({ stage: code, at })),
    notes !== undefined,
  );
  return lane.map(({ code, name, status, at }) => {
    const row = at === null ? undefined : entered.find((candidate) => candidate.at === at);
    return {
      code,
      name,
      status,
      at,
      unit: row ? namedOrNull(city.units, row.unit) : null,
      note: status === 'ahead' ? null : said(at),
    };
  });
}
