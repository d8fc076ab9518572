// The states of a table and their actions: active ones only, each next state found, none twice.
import { flagAt, isActive, listAt, type Row, rowsAt, textAt } from './read-values.ts';
import type { SourceAction, SourceNotification, SourceState } from './source.ts';
import { readSla, refuse, type TableReport } from './table-report.ts';
import { check } from './words.ts';

/** A state, and whether cases begin in it. The start state of most tables has no name: its code is ''. */
export type ReadState = SourceState & { readonly start: boolean };

interface Place {
  readonly row: Row;
  readonly at: string;
  readonly code: string;
}

export function readStates(to: TableReport, rows: readonly Row[], at: string): readonly ReadState[] {
  const places = rows.flatMap((row, index): Place[] => {
    const place = { row, at: `${at}[${index}]`, code: textAt(row, 'state') };
    if (isActive(row)) return [place];
    to.notes.push(check('INACTIVE', { element: null, name: `${place.at} ${place.code}` }));
    return [];
  });
  const seen = new Set<string>();
  for (const { row, at: place, code } of places) {
    if (code === '' && !flagAt(row, 'isStartState')) refuse(to, 'STATE_WITHOUT_CODE', `${place}.state`);
    if (code !== '' && seen.has(code)) refuse(to, 'STATE_TWICE', `${place}.state`, { code });
    seen.add(code);
  }
  return places.map((place) => ({
    code: place.code,
    path: place.at,
    sla: readSla(to, place.row['sla'], `${place.at}.sla`),
    terminal: flagAt(place.row, 'isTerminateState'),
    documents: flagAt(place.row, 'docUploadRequired'),
    start: flagAt(place.row, 'isStartState'),
    actions: readActions(to, place, places),
  }));
}

function readActions(to: TableReport, state: Place, places: readonly Place[]): readonly SourceAction[] {
  const seen = new Set<string>();
  return rowsAt(state.row, 'actions').flatMap((row, index): SourceAction[] => {
    const at = `${state.at}.actions[${index}]`;
    const code = textAt(row, 'action');
    const roles = listAt(row, 'roles');
    const wish = textAt(row, 'nextState', 'nextStateId');
    if (!isActive(row)) {
      to.notes.push(check('INACTIVE', { element: null, name: `${at} ${code}` }));
      return [];
    }
    if (code === '' && roles.length === 0 && wish === '') {
      to.notes.push(check('EMPTY_ACTION', { element: null, name: at }));
      return [];
    }
    if (code === '') refuse(to, 'ACTION_WITHOUT_CODE', `${at}.action`);
    if (code !== '' && seen.has(code))
      refuse(to, 'ACTION_TWICE', `${at}.action`, { code, state: state.code || state.at });
    seen.add(code);
    if (roles.length === 0) refuse(to, 'ROLES_MISSING', `${at}.roles`, { code });
    tellElsewhere(to, { row, at, code }, state);
    const next = nextOf(wish, places);
    if (next === undefined)
      refuse(to, 'NEXT_UNKNOWN', `${at}.nextState`, { code, next: wish, states: codesOf(places) });
    return [{ code, path: at, next: next ?? '', roles, notifications: readNotifications(row, at) }];
  });
}

/** By code or by id. The start state without a name is no place to go back to: there is no case there. */
function nextOf(wish: string, places: readonly Place[]): string | undefined {
  const found = places.find(({ code }) => code === wish) ?? places.find(({ row }) => textAt(row, 'uuid') === wish);
  return wish === '' || found === undefined || found.code === '' ? undefined : found.code;
}

function codesOf(places: readonly Place[]): string {
  return places.flatMap(({ code }) => (code === '' ? [] : code)).join(', ');
}

/** The source goes by where an action stands; what it says of itself is only looked at. */
function tellElsewhere(to: TableReport, action: Place, state: Place): void {
  const own = textAt(action.row, 'stateId');
  const uuid = textAt(state.row, 'uuid');
  if (own === '' || uuid === '' || own === uuid) return;
  const name = `${action.at} ${action.code}`;
  to.notes.push(check('ACTION_ELSEWHERE', { element: null, name }, { state: state.code || state.at }));
}

function readNotifications(row: Row, at: string): readonly SourceNotification[] {
  return rowsAt(row, 'notifications').map((one, index) => ({
    path: `${at}.notifications[${index}]`,
    audience: textAt(one, 'audience'),
    channel: textAt(one, 'channel').toUpperCase(),
    template: textAt(one, 'templateRef'),
  }));
}
