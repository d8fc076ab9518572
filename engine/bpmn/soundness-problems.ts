// What the soundness check holds against a service's processes, told as problems at their elements. Data are left out of
// the check, so it is a warning and keeps nothing from being published; but for a join that no case at all gets past.
import { type Budget, checkSoundness, type Soundness } from '#engine/core/soundness/check.ts';
import { type Finding, messageOf, severityOf, type Telling } from '#engine/core/soundness/finding.ts';
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
  /** None where it is only that the check has not come to an end. */
  readonly finding?: Finding;
}

/** Not every state could be looked at within the budget: what is not told is not proved either. */
export const notDecided = 'SOUNDNESS_NOT_DECIDED';

/** Why the check gave up. */
export const whyNotDecided: Readonly<Record<'vi' | 'en', Readonly<Record<NonNullable<Soundness['why']>, string>>>> = {
  vi: {
    states: 'quá nhiều trạng thái',
    size: 'trạng thái quá lớn',
    ways: 'một bước có quá nhiều ngả',
    time: 'hết thời gian',
  },
  en: {
    states: 'too many states',
    size: 'too large states',
    ways: 'too many ways in one step',
    time: 'out of time',
  },
};

/** Problems that leave the drawing whole: what stands between the elements can still be checked. */
const harmless: ReadonlySet<string> = new Set([
  ...['FORM_NOT_FOUND', 'NOBODY_ADDRESSED', 'NOT_IN_RUNTIME', 'JAVASCRIPT_NOT_ALLOWED'],
]);

/**
 * @param ends stages of the service at which a case has ended for the citizen
 * @param telling elements that tell the citizen something, of the processes where that is to be checked
 * @returns nothing for a file that has an error in it: that is told first
 */
export function soundnessProblems(
  loaded: LoadedProgram,
  budget: Budget,
  ends: readonly string[] = [],
  telling: Telling = new Map(),
): readonly SoundnessProblem[] {
  const broken = new Set(
    loaded.problems.flatMap(({ severity, code, path }) => (severity === 'error' && !harmless.has(code) ? path : [])),
  );
  const programs = Object.values(loaded.processes);
  const surrounding = surroundingOf(programs, ends, telling);
  return programs.flatMap((program) => {
    const path = loaded.files[program.process] ?? '';
    if (broken.has(path)) return [];
    const checked = checkSoundness(program, surrounding, budget);
    return [...checked.findings.map((finding) => told(finding, path, checked)), ...openIn(checked, path)];
  });
}

function openIn({ why, explored, program }: Soundness, path: string): readonly SoundnessProblem[] {
  if (why === null) return [];
  const [element = program.process] = explored.where;
  const message = {
    vi: `Chưa kết luận được mọi hồ sơ đều kết thúc được (${whyNotDecided.vi[why]}): quy trình quá lớn để xem hết, những điểm nêu ở đây có thể chưa đủ. Hãy tách bớt thành quy trình riêng, hoặc nhờ người vận hành chạy lệnh “wardflow soundness”.`,
    en: `Whether every case can end is not decided (${whyNotDecided.en[why]}): the process is too large to look at all of it, and what is told here may not be all. Move parts of it to processes of their own, or ask the operator to run “wardflow soundness”.`,
  };
  const problem: Problem = { severity: 'warning', code: notDecided, path, element, message, params: { reason: why } };
  return [{ problem, info: true, way: [] }];
}

function told(finding: Finding, path: string, checked: Soundness): SoundnessProblem {
  const { code, element, params, at } = finding;
  const never = neverCompletes(finding, checked);
  const message = {
    vi: `${messageOf(finding, 'vi')}${never ? ' Không hồ sơ nào qua được cổng này, nên chưa thể công khai.' : ''}`,
    en: `${messageOf(finding, 'en')}${never ? ' No case at all gets past this gateway, so it cannot be published yet.' : ''}`,
  };
  return {
    problem: { severity: never ? 'error' : 'warning', code, path, element, message, params },
    info: severityOf(finding) === 'info',
    way: at === null ? [] : elementsAlong(wayOf(at)),
    finding,
  };
}

/**
 * A join that no case gets past, whatever its data: every state has been looked at, and in none does it complete. That
 * is proved, where other findings may need data that never come.
 */
function neverCompletes({ code, element }: Finding, { decided, program, explored }: Soundness): boolean {
  if (!decided || (code !== 'STUCK_AT_JOIN' && code !== 'LEFT_WAITING')) return false;
  const out = new Set(program.nodes[element]?.outgoing);
  if (out.size === 0) return false;
  return explored.vertices.every(({ edges }) => edges.every(({ taken }) => !taken.some((flow) => out.has(flow))));
}
