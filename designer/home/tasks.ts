/**
 * A service as a list of things to settle (GOV.UK's task list): each is settled, or says what is to be done, or keeps the
 * service from being published. What the server finds wrong stands with the thing in which it is mended.
 */
import type { Problem, ResourceSummary } from '#engine/runtime/application/services.ts';
import { isNobodys, isOfficials, type WorkStep } from '../steps/work-of.ts';

export const taskKinds = [
  'about',
  'forms',
  'process',
  'who',
  'deadlines',
  'messages',
  'publication',
  'scenarios',
  'check',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** Something to do that the server does not count as a fault. */
export type ToDo =
  | { readonly kind: 'nobody' | 'noDeadline'; readonly steps: readonly WorkStep[] }
  | { readonly kind: 'noScenario' };

export interface Task {
  readonly kind: TaskKind;
  readonly state: 'settled' | 'open' | 'blocks';
  /** How many faults keep the service from being published here. */
  readonly blocking: number;
  readonly problems: readonly Problem[];
  readonly toDo: readonly ToDo[];
}

export interface Found {
  readonly resources: readonly ResourceSummary[];
  readonly problems: readonly Problem[];
  readonly work: readonly WorkStep[];
}

export function tasksOf({ resources, problems, work }: Found): readonly Task[] {
  const kindOfPath = new Map(resources.map(({ path, kind }) => [path, kind]));
  const byTask = Map.groupBy(problems, (problem) => taskOf(problem, kindOfPath.get(problem.path)));
  const own = taskKinds
    .filter((kind) => kind !== 'check')
    .map((kind) => taskWith(kind, byTask.get(kind) ?? [], toDoOf(kind, { resources, work })));
  const blocking = own.reduce((sum, task) => sum + task.blocking, 0);
  return [...own, { kind: 'check', state: blocking > 0 ? 'blocks' : 'settled', blocking, problems: [], toDo: [] }];
}

/** Where a thing is settled, below the service. */
export const taskPaths: Readonly<Record<TaskKind, string>> = {
  about: 'settings',
  forms: 'forms',
  process: 'process',
  who: 'steps',
  deadlines: 'steps',
  messages: 'messages',
  publication: 'settings#publication',
  scenarios: 'try',
  check: 'check',
};

/** Faults that stand in a diagram or a table and are mended elsewhere than in the process as such. */
const byCode: readonly (readonly [RegExp, TaskKind])[] = [
  [/^ROUTING_|NOBODY|APART_FROM|ROLE|HOLDER/, 'who'],
  [/DEADLINE|CALENDAR/, 'deadlines'],
  [/MESSAGE_|NAMES_WITHOUT_ENGLISH|TRANSLAT|UNTOLD|TELL/, 'messages'],
  [/PUBLISHED|PERSONAL/, 'publication'],
  [/SCENARIO/, 'scenarios'],
];

const byFile: Readonly<Record<ResourceSummary['kind'], TaskKind>> = {
  process: 'process',
  decision: 'process',
  form: 'forms',
  messages: 'messages',
  settings: 'about',
  scenario: 'scenarios',
};

function taskOf(problem: Problem, kind: ResourceSummary['kind'] | undefined): TaskKind {
  if (kind === 'process' || kind === 'decision' || kind === undefined) {
    const found = byCode.find(([pattern]) => pattern.test(problem.code));
    if (found !== undefined) return found[1];
  }
  return kind === undefined ? 'process' : byFile[kind];
}

function taskWith(kind: TaskKind, problems: readonly Problem[], toDo: readonly ToDo[]): Task {
  const blocking = problems.filter(({ severity }) => severity === 'error').length;
  const open = problems.length > 0 || toDo.length > 0;
  return { kind, state: blocking > 0 ? 'blocks' : open ? 'open' : 'settled', blocking, problems, toDo };
}

function toDoOf(kind: TaskKind, { resources, work }: Omit<Found, 'problems'>): readonly ToDo[] {
  const nobody = work.filter(isNobodys);
  const endless = work.filter((step) => isOfficials(step) && step.deadline === null);
  if (kind === 'who' && nobody.length > 0) return [{ kind: 'nobody', steps: nobody }];
  if (kind === 'deadlines' && endless.length > 0) return [{ kind: 'noDeadline', steps: endless }];
  if (kind === 'scenarios' && resources.every((one) => one.kind !== 'scenario')) return [{ kind: 'noScenario' }];
  return [];
}
