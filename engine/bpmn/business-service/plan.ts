// What becomes of a table of states in BPMN. A state is a place where several roles may each do something: a sub-process
// with a task for each role, side by side. Doing what leads on ends the sub-process; what stays opens only its own task
// again. What a program does is an event on its border.
import { idGiver, keyOf, stateName, type Words } from './names.ts';
import {
  type BusinessService,
  firstStates,
  isSystemRole,
  peopleOf,
  reachedFrom,
  type SourceAction,
  type SourceEscalation,
  type SourceState,
  systemsOf,
} from './source.ts';

/** Who does in the city what a role of the source does. */
export interface Assignment {
  readonly role: string;
  /** Code of a unit; `=unit`: the one that the case was given to; '': not said. */
  readonly unit: string;
}

export type Assignments = Readonly<Record<string, Assignment>>;

/** The unit is chosen when the case is brought to the state. */
export const unitOfCase = '=unit';

export interface Plan {
  readonly service: BusinessService;
  /** Key of the service here, and id of its process. */
  readonly key: string;
  readonly name: Words;
  readonly states: readonly PlannedState[];
  /** States that no case can come to. */
  readonly unreachable: readonly PlannedState[];
  /** Whether a form asks for the unit: what leads to where the case's unit works, from where it does not. */
  readonly asksUnit: (from: SourceState, action: SourceAction) => boolean;
  readonly id: (wish: string) => string;
}

export interface PlannedState {
  readonly source: SourceState;
  readonly id: string;
  readonly name: Words;
  readonly tasks: readonly PlannedTask[];
  readonly events: readonly PlannedEvent[];
}

export interface PlannedTask {
  readonly id: string;
  /** Name of its form. */
  readonly form: string;
  /** Roles of the source that it is for. */
  readonly roles: readonly string[];
  readonly to: Assignment;
  readonly staying: readonly SourceAction[];
  readonly leaving: readonly SourceAction[];
}

/** What a program does: by a message from outside, or after some time. */
export interface PlannedEvent {
  readonly id: string;
  readonly role: string;
  readonly action: SourceAction;
  readonly stays: boolean;
  readonly trigger:
    | { readonly kind: 'message'; readonly message: string }
    | { readonly kind: 'timer'; readonly days: number };
}

export function planOf(
  service: BusinessService,
  assignments: Assignments,
  escalations: readonly SourceEscalation[] = [],
  wantedKey?: string,
): Plan {
  const id = idGiver();
  const key = keyOf(wantedKey ?? service.code);
  for (const taken of [key, 'received']) id(taken);
  const ids = new Map(service.states.map(({ code }) => [code, id(code)]));
  const states = service.states.map((source): PlannedState => {
    const own = ids.get(source.code) ?? source.code;
    const name = stateName(source.code);
    const events = eventsOf(
      source,
      escalations.filter(({ state }) => state === source.code),
    ).map((event) => ({
      ...event,
      id: id(`${own}-${event.role}-${event.action.code}`),
    }));
    return { source, id: own, name, tasks: tasksOf(source, own, assignments, id), events };
  });
  return {
    service,
    key,
    name: { vi: service.code, en: service.code },
    states,
    unreachable: unreachableOf(service, states),
    asksUnit: unitAsker(service, assignments),
    id,
  };
}

/** The role for the citizen has a name of its own here; any other is the city's to give. */
export function assignmentOf(role: string, assignments: Assignments): Assignment {
  const given = assignments[role];
  if (given !== undefined) return given;
  return role.toUpperCase() === 'CITIZEN' ? { role: 'citizen', unit: '' } : { role: role.toLowerCase(), unit: '' };
}

/** Roles of people, in the order of the file. */
export function rolesOf({ states }: BusinessService): readonly string[] {
  return [...new Set(states.flatMap(({ actions }) => actions.flatMap(peopleOf)))];
}

/** Roles that have become the same one share a task, with what each of them may do. */
function tasksOf(
  source: SourceState,
  state: string,
  assignments: Assignments,
  id: (wish: string) => string,
): readonly PlannedTask[] {
  const roles = [...new Set(source.actions.flatMap(peopleOf))];
  const grouped = Map.groupBy(roles, (role) => JSON.stringify(assignmentOf(role, assignments)));
  return [...grouped.values()].map((together): PlannedTask => {
    const own = source.actions.filter(({ roles: may }) => together.some((role) => may.includes(role)));
    const stays = ({ next }: SourceAction): boolean => next === source.code;
    const taskId = id(`${state}-${together[0]}`);
    return {
      id: taskId,
      form: taskId.toLowerCase(),
      roles: together,
      to: assignmentOf(together[0] ?? '', assignments),
      staying: own.filter(stays),
      leaving: own.filter((action) => !stays(action)),
    };
  });
}

function eventsOf(source: SourceState, rows: readonly SourceEscalation[]): readonly Omit<PlannedEvent, 'id'>[] {
  return source.actions.flatMap((action): Omit<PlannedEvent, 'id'>[] => {
    const stays = action.next === source.code;
    const row = rows.find((one) => one.action === action.code);
    const byTime = row && { role: 'timer', action, stays, trigger: { kind: 'timer', days: row.days } as const };
    // A time that is given stands for whichever program watched it.
    if (byTime !== undefined) return [byTime];
    return systemsOf(action).map((role) => {
      const trigger = { kind: 'message', message: `${role}.${action.code}` } as const;
      return { role, action, stays, trigger };
    });
  });
}

/** One of each group of states that lead only to one another: what is behind it is told with it. */
function unreachableOf(service: BusinessService, states: readonly PlannedState[]): readonly PlannedState[] {
  const reached = new Set(reachedFrom(service.states, firstStates(service.opening)));
  // What another unreachable state leads to comes after it.
  const lonely = states.filter(
    ({ source }) =>
      !reached.has(source.code) &&
      !service.states.some(
        (other) => other.code !== source.code && other.actions.some(({ next }) => next === source.code),
      ),
  );
  return [...lonely, ...states].filter(({ source }) => {
    if (reached.has(source.code)) return false;
    for (const code of reachedFrom(service.states, [source.code])) reached.add(code);
    return true;
  });
}

function unitAsker(service: BusinessService, assignments: Assignments): Plan['asksUnit'] {
  const where = new Set(
    service.states.flatMap(({ code, actions }) =>
      actions.flatMap(peopleOf).some((role) => assignmentOf(role, assignments).unit === unitOfCase) ? code : [],
    ),
  );
  return ({ code }, { next, roles }) => where.has(next) && !where.has(code) && !roles.every(isSystemRole);
}
