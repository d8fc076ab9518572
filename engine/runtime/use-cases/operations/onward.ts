/** Whether an instance that has been put under another version can still end: proved on its actual state, or refused. */
import type { Program } from '#engine/core/model/program.ts';
import { checkOnward, type Known, knownOf, type Onward } from '#engine/core/soundness/onward.ts';
import { shapeOf } from '#engine/core/soundness/shape.ts';
import type { State } from '#engine/core/state.ts';
import { Refusal } from '../../refusal.ts';
import { useCaseErrors } from '../errors.ts';

/** Verdicts kept: most instances of a batch stand at one of a few places. */
const keptMax = 2_000;

export interface OnwardCheck {
  /** @returns whether it is proved; @throws Refusal 409 `MIGRATION_UNSOUND` with the elements */
  require(version: string, program: Program, state: State): boolean;
}

export function createOnwardCheck(): OnwardCheck {
  const known = new WeakMap<Program, Known>();
  const verdicts = new Map<string, Onward>();
  return {
    require(version, program, state) {
      // What matters of a state are its tokens; a suspended one is looked at as it will go on.
      const { key: shape } = shapeOf({ ...state, life: 'active' });
      const key = `${version} ${program.process} ${shape}`;
      const accepted = known.get(program) ?? knownOf(program);
      known.set(program, accepted);
      const verdict = verdicts.get(key) ?? checkOnward(program, state, accepted);
      verdicts.set(key, verdict);
      if (verdicts.size > keptMax) verdicts.delete(verdicts.keys().next().value ?? '');
      if (verdict.findings.length > 0) throw unsound(program, verdict);
      return verdict.decided;
    },
  };
}

function unsound(program: Program, { findings }: Onward): Refusal {
  const fields = findings.map(({ code, element }) => ({
    path: element,
    rule: code.startsWith('STUCK') || code === 'LEFT_WAITING' ? 'STUCK_AFTER_MIGRATION' : 'ENDLESS_AFTER_MIGRATION',
    params: { name: program.nodes[element]?.name ?? '' },
  }));
  return new Refusal('MIGRATION_UNSOUND', useCaseErrors.MIGRATION_UNSOUND.status, { count: findings.length }, fields);
}
