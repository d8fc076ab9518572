// What the soundness check holds against a service's processes, told as problems at their elements. Data are left out of
// the check, so all of it is a warning: nothing of it keeps a service from being published.
import { type Budget, checkSoundness } from '#engine/core/soundness/check.ts';
import { type Finding, messageOf, severityOf } from '#engine/core/soundness/finding.ts';
import { surroundingOf } from '#engine/core/soundness/rules/outside.ts';
import { elementsAlong, wayOf } from '#engine/core/soundness/witness/strides.ts';
import type { LoadedProgram } from './load-program.ts';
import type { Problem } from './problems.ts';

export interface SoundnessProblem {
  readonly problem: Problem;
  /** Worth knowing rather than mending. */
  readonly info: boolean;
  /** Elements and flows of the way that shows it, in order; none where it is something that never happens. */
  readonly way: readonly string[];
  readonly finding: Finding;
}

/** Problems that leave the drawing whole: what stands between the elements can still be checked. */
const harmless: ReadonlySet<string> = new Set([
  ...['FORM_NOT_FOUND', 'NOBODY_ADDRESSED', 'NOT_IN_RUNTIME', 'JAVASCRIPT_NOT_ALLOWED'],
]);

/**
 * @param ends stages of the service at which a case has ended for the citizen
 * @returns nothing for a file that has an error in it: that is told first
 */
export function soundnessProblems(
  loaded: LoadedProgram,
  budget: Budget,
  ends: readonly string[] = [],
): readonly SoundnessProblem[] {
  const broken = new Set(
    loaded.problems.flatMap(({ severity, code, path }) => (severity === 'error' && !harmless.has(code) ? path : [])),
  );
  const programs = Object.values(loaded.processes);
  const surrounding = surroundingOf(programs, ends);
  return programs.flatMap((program) => {
    const path = loaded.files[program.process] ?? '';
    if (broken.has(path)) return [];
    const { findings } = checkSoundness(program, surrounding, budget);
    return findings.map((finding) => told(finding, path));
  });
}

function told(finding: Finding, path: string): SoundnessProblem {
  const { code, element, params, at } = finding;
  const message = { vi: messageOf(finding, 'vi'), en: messageOf(finding, 'en') };
  return {
    problem: { severity: 'warning', code, path, element, message, params },
    info: severityOf(finding) === 'info',
    way: at === null ? [] : elementsAlong(wayOf(at)),
    finding,
  };
}
