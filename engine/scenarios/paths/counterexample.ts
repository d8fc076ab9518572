// What the soundness check has found, as a scenario that shows it when it is played.
import { type Finding, messageOf, type Witness } from '#engine/core/soundness/finding.ts';
import { type Stride, wayOf } from '#engine/core/soundness/witness/strides.ts';
import type { Expected } from '../scenario.ts';
import type { WrittenScenario } from '../write-scenario.ts';
import { realiseAll } from './calls.ts';
import type { Given } from './realise.ts';
import type { Stage } from './stage.ts';
import { endedAlong, type Head, waitingIn, writtenWay } from './write-way.ts';

export interface Counterexample {
  readonly scenario: WrittenScenario;
  /** It goes the whole way. Else no data were found for the step at which it stops. */
  readonly whole: boolean;
  readonly stopsAt: string | null;
}

/** @returns null where there is no way to show: something that never happens */
export function counterexampleOf(
  stage: Stage,
  finding: Finding,
  head: Pick<Head, 'model' | 'process' | 'resources'>,
): Counterexample | null {
  const witnesses = finding.at === null ? [] : [finding.at, ...(finding.also ?? [])];
  let best: { readonly given: readonly Given[]; readonly failed: Stride } | null = null;
  for (const witness of witnesses) {
    const { given, failed } = realiseAll(stage, wayOf(witness));
    if (failed === null)
      return { scenario: shown(stage, finding, { head, given, witness }), whole: true, stopsAt: null };
    if (best === null || given.length > best.given.length) best = { given, failed };
  }
  if (best === null) return null;
  const stopsAt = placeOf(best.failed);
  const comment = [
    ...commentOf(finding),
    `No data were found that lead on from here, at ${stopsAt}: give the values that your guards ask for.`,
  ];
  const title = `may be: ${finding.code} at ${finding.element}`;
  return { scenario: writtenWay(stage, { ...head, comment, title }, best.given), whole: false, stopsAt };
}

interface Shown {
  readonly head: Pick<Head, 'model' | 'process' | 'resources'>;
  readonly given: readonly Given[];
  readonly witness: Witness;
}

function shown(stage: Stage, finding: Finding, { head, given, witness }: Shown): WrittenScenario {
  const title = `${finding.code} at ${finding.element}`;
  const last = faultOf(stage, finding, { given, witness });
  return writtenWay(stage, { ...head, comment: commentOf(finding), title }, given, last);
}

function commentOf(finding: Finding): readonly string[] {
  return ['Found by the soundness check; it passes as long as the fault is there.', messageOf(finding, 'en')];
}

/** What is so at the end, and should not be. */
function faultOf(stage: Stage, { code, element }: Finding, { given, witness }: Omit<Shown, 'head'>): Expected {
  const last = given.at(-1)?.world ?? stage.world;
  const waiting = waitingIn(stage, last);
  switch (code) {
    case 'STUCK_AT_JOIN':
    case 'LEFT_WAITING':
    case 'STUCK': {
      const ended = endedAlong(given);
      return { state: 'active', waiting, ...(ended.length > 0 && { ended }) };
    }
    case 'ERROR_NOT_CAUGHT':
      return { state: 'failed', ended: endedAlong(given) };
    case 'NO_BRANCH':
    case 'RUNS_ON':
      return { state: 'incident', incidents: [witness.incident?.element ?? element] };
    default:
      return { state: 'active', waiting };
  }
}

function placeOf({ happening, choices }: Stride): string {
  const flow = choices.find(({ kind }) => kind === 'flow');
  if (flow !== undefined) return flow.id;
  return 'element' in happening && happening.element !== null ? happening.element : happening.kind;
}
