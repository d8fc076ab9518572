/** What stands against a draft, put together by what it is about, each with the place where it is mended. */
import { type CheckGroup, checkTexts } from '#engine/checks/check-texts.ts';
import type { Problem, ResourceSummary } from '#engine/runtime/application/services.ts';
import { editPath } from '../home/things.ts';

/** In the order of the page. */
export const groupOrder = [
  'process',
  'forms',
  'texts',
  'people',
  'deadlines',
  'messages',
  'personal',
  'settings',
  'scenarios',
] as const satisfies readonly CheckGroup[];

export interface ProblemGroup {
  readonly kind: CheckGroup;
  /** What keeps it from being published first. */
  readonly problems: readonly Problem[];
  readonly errors: number;
}

/** Every group, those without problems too: what was looked at is worth knowing. */
export function groupsOf(problems: readonly Problem[], resources: readonly ResourceSummary[]): readonly ProblemGroup[] {
  const kinds = new Map(resources.map(({ path, kind }) => [path, kind]));
  const once = [...new Map(problems.map((problem) => [keyOf(problem), problem])).values()];
  return groupOrder.map((kind) => {
    const own = once.filter((problem) => groupOf(problem, kinds.get(problem.path)) === kind);
    const errors = own.filter(({ severity }) => severity === 'error');
    return { kind, problems: [...errors, ...own.filter((one) => !errors.includes(one))], errors: errors.length };
  });
}

/** Two problems are one where they say the same of the same place. */
export function keyOf({ code, path, element, message }: Problem): string {
  return JSON.stringify([code, path, element, message.vi]);
}

/** Where it is mended, below the service or in the city; null: nowhere by hand. */
export function placeOf(problem: Problem, resources: readonly ResourceSummary[]): string | null {
  const resource = resources.find(({ path }) => path === problem.path);
  const path = resource === undefined ? null : editPath(resource);
  if (path === null) return resource?.kind === 'scenario' || problem.code === 'NO_SCENARIO' ? '../try' : null;
  const at = problem.element === null ? {} : { at: problem.element, problem: problem.code };
  const query = new URLSearchParams(at).toString();
  return `../${path}${query === '' ? '' : `?${query}`}`;
}

/** Codes of other checks that are not about the file that they stand in. */
const byCode: readonly (readonly [RegExp, CheckGroup])[] = [
  [/^ROUTING_/, 'people'],
  [/^(NAMES_WITHOUT_ENGLISH)$/, 'texts'],
  [/^(CITIZEN|RESULT)_NOT_TOLD$|^MESSAGE_LEFT_TO_SWEEP$/, 'messages'],
  [/^NOBODY_ADDRESSED$|^APART_FROM/, 'people'],
  [/^PUBLISHED_BY_ONE$/, 'personal'],
];

const byKind: Readonly<Record<ResourceSummary['kind'], CheckGroup>> = {
  process: 'process',
  decision: 'process',
  form: 'forms',
  messages: 'messages',
  settings: 'settings',
  scenario: 'scenarios',
};

function groupOf({ code }: Problem, kind: ResourceSummary['kind'] | undefined): CheckGroup {
  if (Object.hasOwn(checkTexts, code)) return checkTexts[code as keyof typeof checkTexts].group;
  const found = byCode.find(([pattern]) => pattern.test(code));
  return found?.[1] ?? (kind === undefined ? 'settings' : byKind[kind]);
}
