/** What a service says of itself in `pack.json`: its names, its start, the stages a case goes through and how it can end. */
import type { ConfigFault, Reading } from './city/json-reader.ts';
import {
  fault,
  openJson,
  readByCode,
  readChoice,
  readFlag,
  readLocalised,
  readText,
  readTextOrNull,
} from './city/json-reader.ts';
import type { Localised, Named } from './text/localised.ts';

export interface ServicePack {
  readonly key: string;
  readonly name: Localised;
  readonly description: Localised;
  /** Id of the process that a new case starts. */
  readonly process: string;
  readonly startForm: string;
  /** Citizens may open a case of it by its address, beside the city's own service for reports. */
  readonly publicIntake: boolean;
  /** In the order of the lane. */
  readonly stages: ReadonlyMap<string, PackStage>;
  readonly outcomes: ReadonlyMap<string, PackOutcome>;
}

export interface PackStage extends Named {
  /** `public`: everybody with the code; `reporter`: after the second factor; `internal`: officials only. */
  readonly visibility: 'public' | 'reporter' | 'internal';
  /** What the citizen reads at this stage. */
  readonly text: Localised;
  /** Stands in the lane every case is expected to go through. */
  readonly lane: boolean;
  /** Stage shown in its place to readers who may not see this one. */
  readonly shownAs: string | null;
  /** For a stage beside the lane: the lane's stage after which the way goes on. */
  readonly after: string | null;
  /** Nothing comes after it. */
  readonly ends: boolean;
}

/** How a case can end; the process sets the variable `outcome` to one of these codes. */
export interface PackOutcome extends Named {
  readonly text: Localised;
}

/** Stages at which the citizen reads that the case has ended. */
export function endingStages(pack: ServicePack | undefined): readonly string[] {
  return [...(pack?.stages.values() ?? [])].flatMap(({ code, ends }) => (ends ? code : []));
}

export type ParsedPack =
  | { readonly pack: ServicePack; readonly faults: readonly [] }
  | { readonly pack: undefined; readonly faults: readonly ConfigFault[] };

/** Reads and checks `pack.json`. @returns the pack, or every fault found */
export function parsePack(text: string | undefined): ParsedPack {
  const faults: ConfigFault[] = [];
  const at = openJson('pack.json', text, faults);
  const pack: ServicePack = {
    key: readText(at, 'key'),
    name: readLocalised(at, 'name'),
    description: readLocalised(at, 'description'),
    process: readText(at, 'process'),
    startForm: readText(at, 'startForm'),
    publicIntake: at.value['publicIntake'] !== undefined && readFlag(at, 'publicIntake'),
    stages: readByCode(at, 'stages', readStage),
    outcomes: readByCode(at, 'outcomes', (item) => ({ ...named(item), text: readLocalised(item, 'text') })),
  };
  for (const stage of pack.stages.values()) checkStage(at, stage, pack.stages);
  return faults.length === 0 ? { pack, faults: [] } : { pack: undefined, faults };
}

function named(at: Reading): Named {
  return { code: readText(at, 'code'), name: readLocalised(at, 'name') };
}

function readStage(at: Reading): PackStage {
  return {
    ...named(at),
    visibility: readChoice(at, 'visibility', ['public', 'reporter', 'internal']),
    text: readLocalised(at, 'text'),
    lane: readFlag(at, 'lane'),
    shownAs: readTextOrNull(at, 'shownAs'),
    after: readTextOrNull(at, 'after'),
    ends: readFlag(at, 'ends'),
  };
}

function checkStage(at: Reading, stage: PackStage, stages: ServicePack['stages']): void {
  const key = `stages.${stage.code}`;
  if (stage.visibility !== 'public' && stage.shownAs === null)
    fault(at, key, 'needs "shownAs": not everybody may see it');
  if (stage.shownAs !== null && stages.get(stage.shownAs)?.visibility !== 'public') {
    fault(at, key, `"shownAs" must name a public stage, not ${stage.shownAs}`);
  }
  if (!stage.lane && !stage.ends && stage.visibility !== 'internal' && stages.get(stage.after ?? '')?.lane !== true) {
    fault(at, key, '"after" must name a stage of the lane');
  }
}
