// Reads the JSON of DIGIT's workflow service, in the shapes that are found: a request with `BusinessServices`, or a plain
// list of master data with states by `uuid` and roles as comma lists. All that is wrong is said with its place.
import type { ImportNote } from '../interchange/importing.ts';
import type { Problem } from '../problems.ts';
import { readStates } from './read-states.ts';
import { readTemplates } from './read-templates.ts';
import { isActive, isRow, type Row, rowsAt, textAt } from './read-values.ts';
import { type BusinessService, isSystemRole, type Opening, type SourceEscalation, type SourceState } from './source.ts';
import { readSla, refuse, type TableReport } from './table-report.ts';

export interface TableReading {
  /** Null where anything is wrong: nothing is taken by halves. */
  readonly service: BusinessService | null;
  readonly notes: readonly ImportNote[];
  readonly problems: readonly Problem[];
}

/** @param wanted `businessService` of the one to read, where the file holds several */
export function readTable(text: string, path: string, wanted?: string): TableReading {
  const to: TableReport = { path, notes: [], problems: [] };
  const found = choose(to, parse(to, text), wanted);
  const service = found === null ? null : readService(to, found);
  return { service: to.problems.length > 0 ? null : service, notes: to.notes, problems: to.problems };
}

/** Rows of `Workflow.AutoEscalation` for one service; inactive ones are left out. */
export function readEscalations(text: string, service: string): readonly SourceEscalation[] | null {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    const rows = Array.isArray(parsed) ? parsed.filter(isRow) : [];
    return rows.flatMap((row): SourceEscalation[] => {
      const days = Number(row['stateSLA']);
      const fits = textAt(row, 'businessService') === service && isActive(row) && days > 0 && days <= 3650;
      return fits ? [{ state: textAt(row, 'state'), action: textAt(row, 'action'), days }] : [];
    });
  } catch {
    return null;
  }
}

/** Whether a file looks like a table of states at all. */
export function isTable(text: string): boolean {
  return /^\s*[{[]/.test(text.replace(/^\uFEFF/, ''));
}

interface Found {
  readonly row: Row;
  readonly at: string;
  readonly templates: readonly Row[];
}

function parse(to: TableReport, text: string): readonly Found[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    refuse(to, 'JSON_BROKEN', '', { reason: error instanceof Error ? error.message : String(error) });
    return [];
  }
  const list = isRow(parsed) ? parsed['BusinessServices'] : parsed;
  const lead = isRow(parsed) ? 'BusinessServices' : '';
  const templates = isRow(parsed) ? rowsAt(parsed, 'notificationTemplates') : [];
  const rows = Array.isArray(list) ? list : isRow(parsed) && 'states' in parsed ? [parsed] : [];
  const services = rows.flatMap((row, index) =>
    isRow(row) && ('states' in row || 'businessService' in row) ? [{ row, at: `${lead}[${index}]`, templates }] : [],
  );
  if (services.length === 0) refuse(to, 'NOT_A_TABLE', '');
  return services;
}

function choose(to: TableReport, found: readonly Found[], wanted: string | undefined): Found | null {
  const codes = found.map(({ row }) => textAt(row, 'businessService')).join(', ');
  if (wanted !== undefined && found.length > 0) {
    const named = found.find(({ row }) => textAt(row, 'businessService') === wanted);
    if (named === undefined) refuse(to, 'SERVICE_UNKNOWN', '', { code: wanted, codes });
    return named ?? null;
  }
  if (found.length > 1) refuse(to, 'SEVERAL_SERVICES', '', { count: found.length, codes });
  return found.length === 1 ? (found[0] ?? null) : null;
}

function readService(to: TableReport, { row, at, templates }: Found): BusinessService | null {
  const code = textAt(row, 'businessService');
  if (code === '') refuse(to, 'CODE_MISSING', `${at}.businessService`);
  const sla = readSla(to, row['businessServiceSla'], `${at}.businessServiceSla`);
  const rows = rowsAt(row, 'states');
  if (rows.length === 0) {
    refuse(to, 'STATES_MISSING', `${at}.states`);
    return null;
  }
  const actions = rows.reduce((sum, state) => sum + rowsAt(state, 'actions').length, 0);
  if (rows.length > statesMax || actions > actionsMax) {
    refuse(to, 'TOO_LARGE', `${at}.states`, { states: statesMax, actions: actionsMax });
    return null;
  }
  const states = readStates(to, rows, `${at}.states`);
  const opening = openingOf(to, states, `${at}.states`);
  if (opening === null || to.problems.length > 0) return null;
  const named = states.filter(({ code: name }) => name !== '');
  refuseMachineCycles(to, named);
  return { code, sla, states: named, opening, templates: readTemplates(templates) };
}

export const statesMax = 200;
export const actionsMax = 2_000;

/** The start state without a name is where no case is yet; one with a name is a state like the others. */
function openingOf(
  to: TableReport,
  states: readonly (SourceState & { readonly start: boolean })[],
  at: string,
): Opening | null {
  const unnamed = states.filter(({ code }) => code === '');
  const named = states.filter(({ code, start }) => code !== '' && start);
  const starts = unnamed.length > 0 ? unnamed : named;
  const [first, ...more] = starts;
  if (first === undefined) {
    refuse(to, 'START_MISSING', at);
    return null;
  }
  if (more.length > 0) {
    const codes = starts.map(({ code, path }) => code || path).join(', ');
    refuse(to, 'START_SEVERAL', more[0]?.path ?? at, { count: starts.length, states: codes });
    return null;
  }
  if (first.actions.length === 0) {
    refuse(to, 'START_WITHOUT_ACTION', `${first.path}.actions`);
    return null;
  }
  const { actions, path } = first;
  return first.code === '' ? { kind: 'actions', path, actions } : { kind: 'state', first: first.code };
}

/** States from which only programs lead on, in a circle: a case that came there would be nobody's. */
function refuseMachineCycles(to: TableReport, states: readonly SourceState[]): void {
  const machine = new Map(
    states
      .filter(({ actions }) => actions.length > 0 && actions.every(({ roles }) => roles.every(isSystemRole)))
      .map((state) => [state.code, state]),
  );
  const told = new Set<string>();
  for (const state of machine.values()) {
    const circle = circleFrom(state, machine);
    if (circle === null || circle.some((code) => told.has(code))) continue;
    for (const code of circle) told.add(code);
    refuse(to, 'CYCLE_WITHOUT_PEOPLE', `${state.path}.actions`, { states: circle.join(' → ') });
  }
}

/** Only where every way from it stays among such states. */
function circleFrom(state: SourceState, machine: ReadonlyMap<string, SourceState>): readonly string[] | null {
  const reached = new Set<string>();
  const open = [state.code];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (reached.has(code)) continue;
    const found = machine.get(code);
    if (found === undefined) return null;
    reached.add(code);
    open.push(...found.actions.map(({ next }) => next));
  }
  return [...reached];
}
