/** The lane of stages as the public may see it: what was, what is, and what is still to come. */
import type { Instant } from '#engine/core/values.ts';
import type { PackStage, ServicePack } from './service-pack.ts';
import type { Localised } from './text/localised.ts';

export interface StageReached {
  readonly stage: string;
  readonly at: Instant;
}

export interface LaneStage {
  readonly code: string;
  readonly name: Localised;
  readonly text: Localised;
  readonly status: 'done' | 'current' | 'ahead';
  readonly at: Instant | null;
}

/**
 * @param reached stages in the order the case entered them
 * @param full whether the reader has shown the second factor
 * @returns each stage once per visit, stages that may not be seen replaced by what is shown in their place, then what
 *   the lane still holds; a case that ended has nothing ahead and nothing current
 */
export function stageLane(pack: ServicePack, reached: readonly StageReached[], full: boolean): readonly LaneStage[] {
  const visits: { readonly stage: PackStage; readonly at: Instant }[] = [];
  let ended = false;
  for (const visit of reached) {
    const stage = pack.stages.get(visit.stage);
    const shown = stage === undefined ? undefined : shownTo(pack, stage, full);
    if (stage === undefined || shown === undefined) continue;
    ended = stage.ends;
    // Coming from one hidden stage to another changes nothing for who may not see them.
    if (visits.at(-1)?.stage.code !== shown.code) visits.push({ stage: shown, at: visit.at });
  }
  const past = visits.map(({ stage, at }, index): LaneStage => {
    const status = ended || index < visits.length - 1 ? 'done' : 'current';
    return { ...view(stage), status, at };
  });
  return ended ? past : [...past, ...ahead(pack, visits.at(-1)?.stage)];
}

/** The stage itself, or what stands in its place for this reader. */
function shownTo(pack: ServicePack, stage: PackStage, full: boolean): PackStage | undefined {
  const allowed = stage.visibility === 'public' || (stage.visibility === 'reporter' && full);
  return allowed ? stage : pack.stages.get(stage.shownAs ?? '');
}

function ahead(pack: ServicePack, current: PackStage | undefined): readonly LaneStage[] {
  const lane = [...pack.stages.values()].filter((stage) => stage.lane);
  const from = current === undefined ? undefined : current.lane ? current.code : current.after;
  const position = lane.findIndex((stage) => stage.code === from);
  return lane.slice(position + 1).map((stage) => ({ ...view(stage), status: 'ahead', at: null }));
}

function view(stage: PackStage): Pick<LaneStage, 'code' | 'name' | 'text'> {
  return { code: stage.code, name: stage.name, text: stage.text };
}
