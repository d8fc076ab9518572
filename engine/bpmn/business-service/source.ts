// A table of states, actions and roles as DIGIT's workflow service keeps it (BusinessService), read into one shape.

export interface BusinessService {
  readonly code: string;
  /** Promise of the whole case, in milliseconds of the clock on the wall; null: none. */
  readonly sla: number | null;
  readonly states: readonly SourceState[];
  readonly opening: Opening;
  readonly templates: readonly SourceTemplate[];
}

/** How a case begins: by an action of the start state that has no name, or in a start state that has one. */
export type Opening =
  | { readonly kind: 'actions'; readonly path: string; readonly actions: readonly SourceAction[] }
  | { readonly kind: 'state'; readonly first: string };

export interface SourceState {
  readonly code: string;
  /** Where it stands in the file. */
  readonly path: string;
  readonly sla: number | null;
  readonly terminal: boolean;
  /** Whoever brings a case here must attach a document. */
  readonly documents: boolean;
  readonly actions: readonly SourceAction[];
}

export interface SourceAction {
  readonly code: string;
  readonly path: string;
  /** Code of a state; its own where the action stays. */
  readonly next: string;
  readonly roles: readonly string[];
  readonly notifications: readonly SourceNotification[];
}

export interface SourceNotification {
  readonly path: string;
  readonly audience: string;
  readonly channel: string;
  readonly template: string;
}

export interface SourceTemplate {
  readonly code: string;
  readonly path: string;
  readonly audience: string;
  readonly bodies: readonly SourceBody[];
}

export interface SourceBody {
  readonly channel: string;
  readonly locale: string;
  readonly subject: string;
  readonly text: string;
}

/** A row of `Workflow.AutoEscalation`: what the system does in a state after so many days. */
export interface SourceEscalation {
  readonly state: string;
  readonly action: string;
  readonly days: number;
}

/** A role that no person has: the source's own programs act in it. */
export function isSystemRole(role: string): boolean {
  return /^(SYSTEM|INTERNAL)(_|$)|AUTO_?ESCALAT/i.test(role);
}

export function peopleOf(action: SourceAction): readonly string[] {
  return action.roles.filter((role) => !isSystemRole(role));
}

export function systemsOf(action: SourceAction): readonly string[] {
  return action.roles.filter(isSystemRole);
}

/** States by what leads from one to the next, the codes that `from` reaches included. */
export function reachedFrom(states: readonly SourceState[], from: readonly string[]): ReadonlySet<string> {
  const byCode = new Map(states.map((state) => [state.code, state]));
  const reached = new Set<string>();
  const open = [...from];
  for (let code = open.pop(); code !== undefined; code = open.pop()) {
    if (reached.has(code)) continue;
    reached.add(code);
    open.push(...(byCode.get(code)?.actions ?? []).map(({ next }) => next));
  }
  return reached;
}

/** States in which a case can begin. */
export function firstStates(opening: Opening): readonly string[] {
  return opening.kind === 'state' ? [opening.first] : [...new Set(opening.actions.map(({ next }) => next))];
}
