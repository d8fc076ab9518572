// A table of states of another system becomes a service: its process, forms, messages and settings, with what was taken
// over and what is to be looked at. It is taken whole or not at all.
import type { ImportNote } from '../interchange/importing.ts';
import { withDrawing } from '../interchange/layout.ts';
import type { Problem } from '../problems.ts';
import { durationOf, stateName, type Words } from './names.ts';
import { type Assignments, assignmentOf, type Plan, type PlannedState, planOf, rolesOf, unitOfCase } from './plan.ts';
import { readEscalations, readTable } from './read-table.ts';
import {
  type BusinessService,
  firstStates,
  isSystemRole,
  peopleOf,
  reachedFrom,
  type SourceEscalation,
} from './source.ts';
import { check, taken } from './words.ts';
import { asksDocuments, formsOf } from './write-forms.ts';
import { noticesOf } from './write-messages.ts';
import { laneOf, packOf } from './write-pack.ts';
import { everyHour, writeProcess } from './write-process.ts';
import { exampleOf } from './write-scenario.ts';

export interface TableOptions {
  readonly assignments?: Assignments;
  /** Text of `Workflow.AutoEscalation`: when the system acts by itself. */
  readonly escalations?: string;
  /** `businessService` to read where the file holds several. */
  readonly service?: string;
  /** Key and name of the new service, where they are not to be made of the source's. */
  readonly key?: string;
  readonly name?: Words;
}

export interface ImportedTable {
  /** Null where anything stands against it. */
  readonly service: NewService | null;
  readonly source: BusinessService | null;
  readonly taken: readonly ImportNote[];
  readonly warnings: readonly ImportNote[];
  readonly problems: readonly Problem[];
  /** Names of the states by id, to speak of them. */
  readonly names: ReadonlyMap<string, string>;
  /** Roles of people in the source, to be given roles and units of the city. */
  readonly roles: readonly string[];
}

export interface NewService {
  readonly key: string;
  readonly name: Words;
  readonly files: Readonly<Record<string, string>>;
}

/** @param path the file's name, for what is said of it */
export function importTable(text: string, path: string, options: TableOptions = {}): ImportedTable {
  const { service, notes, problems } = readTable(text, path, options.service);
  if (service === null) {
    return { service: null, source: null, taken: [], warnings: notes, problems, names: new Map(), roles: [] };
  }
  const rows = options.escalations === undefined ? [] : (readEscalations(options.escalations, service.code) ?? []);
  const assignments = options.assignments ?? {};
  const plan: Plan = {
    ...planOf(service, assignments, rows, options.key),
    ...(options.name && { name: options.name }),
  };
  const all = [...notes, ...notesOf(plan, assignments, rows)];
  return {
    service: { key: plan.key, name: plan.name, files: filesOf(plan) },
    source: service,
    taken: all.filter(({ kind }) => kind === 'taken'),
    warnings: all.filter(({ kind }) => kind !== 'taken'),
    problems: [],
    names: new Map(plan.states.map(({ id, name }) => [id, name.vi])),
    roles: rolesOf(service),
  };
}

function filesOf(plan: Plan): Readonly<Record<string, string>> {
  const example = exampleOf(plan);
  return {
    'pack.json': packOf(plan),
    [`${plan.key}.bpmn`]: withDrawing(writeProcess(plan)).xml,
    'messages.json': noticesOf(plan).text,
    ...formsOf(plan),
    ...(example !== null && { 'scenarios/expected-way.scenario.yaml': example }),
  };
}

function notesOf(plan: Plan, assignments: Assignments, rows: readonly SourceEscalation[]): readonly ImportNote[] {
  return [
    ...openingNotes(plan),
    ...plan.states.flatMap((state) => stateNotes(plan, state)),
    ...eventNotes(plan, rows),
    ...roleNotes(plan, assignments),
    ...noticesOf(plan).notes,
  ];
}

function openingNotes({ service, states, ...plan }: Plan): readonly ImportNote[] {
  const { opening, sla } = service;
  const notes: ImportNote[] = [];
  if (opening.kind === 'actions') {
    const at = { element: 'received', name: opening.actions.map(({ code }) => code).join(', ') };
    notes.push(taken('OPENING', at));
    const roles = [...new Set(opening.actions.flatMap((action) => action.roles))].join(', ');
    notes.push(check('OPENED_BY', at, { roles }));
  }
  const whole = { element: null, name: `businessServiceSla: ${sla}` };
  if (sla !== null) notes.push(taken('CASE_SLA', whole, { duration: durationOf(sla) }));
  if (sla !== null || states.some(({ source }) => source.sla !== null)) {
    notes.push(check('SLA_NO_CALENDAR', { element: null, name: 'sla' }, { calendar: everyHour }));
  }
  const stages = laneOf({ service, states, ...plan })
    .map(({ name }) => name.vi)
    .join(' → ');
  return [...notes, check('LANE', { element: null, name: 'states' }, { stages })];
}

/** Shorter than any person’s work takes. */
const shortest = 15 * 60_000;

function stateNotes(plan: Plan, state: PlannedState): readonly ImportNote[] {
  const { id, source } = state;
  const { actions, sla, terminal } = source;
  const at = { element: id, name: source.code };
  const notes: ImportNote[] = [taken(actions.length === 0 ? 'STATE_END' : 'STATE', at)];
  for (const { code, next, roles } of actions) {
    const named = { roles: roles.join(', '), next: stateName(next).vi };
    notes.push(taken('ACTION', { element: id, name: code }, named));
    if (code === 'RATE') notes.push(taken('RATING', { element: id, name: code }));
  }
  if (sla !== null) {
    const timed = { element: id, name: `sla: ${sla}` };
    notes.push(taken('SLA', timed, { duration: durationOf(sla) }));
    if (sla < shortest && state.tasks.length > 0) notes.push(check('SLA_SHORT', timed, { duration: durationOf(sla) }));
  }
  if (!reachedFrom(plan.service.states, firstStates(plan.service.opening)).has(source.code)) {
    notes.push(check('UNREACHABLE', at));
  }
  if (terminal && actions.length > 0) {
    notes.push(check('TERMINAL_WITH_EXITS', at, { actions: actions.map(({ code }) => code).join(', ') }));
  }
  if (!terminal && actions.length === 0) notes.push(check('DEAD_END', at));
  const [only] = actions;
  if (!terminal && actions.length === 1 && only !== undefined && peopleOf(only).length > 0) {
    notes.push(check('ONE_WAY_OUT', at, { action: only.code, roles: only.roles.join(', ') }));
  }
  if (
    source.documents &&
    plan.service.states.some((other) =>
      other.actions.some((one) => asksDocuments(plan, one) && one.next === source.code),
    )
  ) {
    notes.push(check('DOCUMENTS', at));
  }
  return notes;
}

function eventNotes({ states }: Plan, rows: readonly SourceEscalation[]): readonly ImportNote[] {
  const events = states.flatMap((state) => state.events.map((event) => ({ state, event })));
  const notes = events.map(({ state, event: { action, role, trigger } }): ImportNote => {
    const at = { element: state.id, name: `${role} ${action.code}` };
    return trigger.kind === 'timer'
      ? taken('TIMER', at, { action: action.code, days: trigger.days })
      : check('SYSTEM_ROLE', at, { action: action.code, role, message: trigger.message });
  });
  const unused = rows.filter(
    (row) => !events.some(({ state, event }) => state.source.code === row.state && event.action.code === row.action),
  );
  const days = rows.length > unused.length ? [check('TIMER_DAYS', { element: null, name: 'stateSLA' })] : [];
  const lost = unused.map(({ state, action }) => check('TIMER_UNUSED', { element: null, name: action }, { state }));
  return [...notes, ...days, ...lost];
}

function roleNotes(plan: Plan, assignments: Assignments): readonly ImportNote[] {
  const notes: ImportNote[] = [];
  for (const role of rolesOf(plan.service)) {
    const { role: ours, unit } = assignmentOf(role, assignments);
    if (ours !== 'citizen' && (assignments[role] === undefined || unit === '')) {
      notes.push(check('ROLE_NOT_GIVEN', { element: null, name: role }, { role }));
    }
  }
  for (const state of plan.states) {
    for (const { roles, to } of state.tasks) {
      const at = { element: state.id, name: roles.join(', ') };
      const may = roles.map((role) => state.source.actions.filter((one) => one.roles.includes(role)).length);
      const all = state.source.actions.filter((one) => one.roles.some((role) => roles.includes(role))).length;
      if (may.some((count) => count < all)) notes.push(check('ROLES_JOINED', at, { roles: roles.join(', ') }));
      if (to.unit === unitOfCase && isFirst(plan, state))
        notes.push(check('UNIT_BEFORE', at, { roles: roles.join(', ') }));
    }
  }
  return notes;
}

/** A case can come there by an action whose form does not ask for the unit. */
function isFirst({ service }: Plan, { source }: PlannedState): boolean {
  const automatic = service.states.some(({ actions }) =>
    actions.some(({ next, roles, ...one }) => next === source.code && one.code !== '' && roles.some(isSystemRole)),
  );
  return automatic || firstStates(service.opening).includes(source.code);
}
