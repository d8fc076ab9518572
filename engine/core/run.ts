// One command under way: the state so far, what has happened, and the work still to do. It lives only inside `decide`.
// And what an element of BPMN may do to it, in the words of chapter 13: a behaviour decides, events change the state.
import type { Effect } from './effects.ts';
import type { Env } from './env.ts';
import type { CoreEvent } from './events.ts';
import { type Draft, draftOf, happen } from './evolve.ts';
import type { ElementType, FlowNode, NodeOf, Program } from './model/program.ts';
import type { NodeInstance, Scope, State } from './state.ts';

export interface Run {
  readonly program: Program;
  readonly env: Env;
  readonly behaviours: Behaviours;
  readonly events: CoreEvent[];
  /** For each event the node whose work it is, or that it goes on from; null: nobody's. */
  readonly sources: (string | null)[];
  readonly effects: Effect[];
  /** Whose work is under way. */
  source: string | null;
  /** A stack: one path is followed to its wait before the next begins, in the order of the flows. */
  agenda: Work[];
  steps: number;
  state: State;
  /** Where taking back begins: a state that stays as it is, and how many of the events have led to it. */
  firm: { readonly state: State | undefined; readonly events: number };
}

/** A point that a run can be taken back to. */
export interface Mark {
  readonly events: number;
  readonly effects: number;
  /** The stack as it was, and how much of it. */
  readonly agenda: Work[];
  readonly works: number;
}

export type Work =
  /** `from`: the node that has sent it; null: an operator has put it down. */
  | { readonly kind: 'arrive'; readonly flow: string; readonly scope: string; readonly from: string | null }
  /** `continued`: what it was put off for is done. */
  | { readonly kind: 'enter' | 'leave' | 'retry'; readonly node: string; readonly continued?: true };

export interface ElementBehaviour<T extends ElementType> {
  /**
   * A token arrives on a flow. Left out: each token makes a new node instance (uncontrolled merge).
   * `true`: make one now; `false`: the token waits (a join).
   */
  readonly arrive?: (run: Run, element: NodeOf<T>, scope: string, flow: string) => boolean;
  /** The node becomes active. `done`: it goes on at once; `waits`: somebody will complete it. */
  readonly enter: (run: Run, node: NodeInstance, element: NodeOf<T>) => 'done' | 'waits';
  /** Its work is done: data go out, before the way is chosen. Tried again after an incident. */
  readonly complete?: (run: Run, node: NodeInstance, element: NodeOf<T>) => void;
  /** The flows its tokens leave by. Left out: every flow whose condition is true (uncontrolled flow). */
  readonly leave?: (run: Run, node: NodeInstance, element: NodeOf<T>) => readonly string[];
  /** No token can move any more by itself: whether tokens that wait before it go on now. `moved`: in another way. */
  readonly release?: (run: Run, element: NodeOf<T>, scope: string) => 'enter' | 'moved' | null;
  /** Its token is gone: what follows from that. */
  readonly left?: (run: Run, node: NodeInstance, element: NodeOf<T>) => void;
  /** An incident while it waited is tried again. */
  readonly retry?: (run: Run, node: NodeInstance, element: NodeOf<T>) => void;
}

export type Behaviours = { readonly [T in ElementType]: ElementBehaviour<T> };

export function emit(run: Run, event: CoreEvent): void {
  run.state = happen(run.state as Draft | undefined, event);
  run.events.push(event);
  run.sources.push(run.source);
}

export function markOf({ events, effects, agenda }: Run): Mark {
  return { events: events.length, effects: effects.length, agenda, works: agenda.length };
}

/** Forgets what has happened since the mark: what happened before it happens again, which is rare and so may cost. */
export function takeBack(run: Run, mark: Mark): void {
  if (run.events.length > mark.events) {
    const again = run.events.slice(run.firm.events, mark.events);
    const state = again.reduce<Draft | undefined>(happen, draftOf(run.firm.state)) as Draft;
    run.state = state;
    run.firm = { state: draftOf(state), events: mark.events };
    run.events.length = mark.events;
    run.sources.length = mark.events;
  }
  run.effects.length = mark.effects;
  run.agenda = mark.agenda;
  run.agenda.length = mark.works;
}

/** Tokens on the way in a scope are lost; the stack is a new one, so that a mark keeps the old. */
export function loseArrivals(run: Run, scope: string): void {
  const lost = (work: Work): boolean => work.kind === 'arrive' && work.scope === scope;
  if (run.agenda.some(lost)) run.agenda = run.agenda.filter((work) => !lost(work));
}

export function cause(run: Run, effect: Effect): void {
  run.effects.push(effect);
}

/** The next id; it is taken when an event that carries it is emitted, so emit before asking again. */
export function freshId(run: Run, letter: 's' | 'n' | 't' | 'j' | 'x' | 'i' | 'c'): string {
  return `${letter}${run.state.next}`;
}

export function nodeOf(run: Run, id: string): NodeInstance {
  return found(run.state.nodes[id], 'node', id);
}

export function scopeOf(run: Run, id: string): Scope {
  return found(run.state.scopes[id], 'scope', id);
}

export function elementOf(run: Run, id: string): FlowNode {
  return found(run.program.nodes[id], 'element', id);
}

/** The behaviour of an element; the registry's type says that key and behaviour belong together. */
export function behaviourOf(run: Run, element: FlowNode): ElementBehaviour<ElementType> {
  return run.behaviours[element.type] as unknown as ElementBehaviour<ElementType>;
}

function found<T>(value: T | undefined, what: string, id: string): T {
  if (value === undefined) throw new Error(`no ${what} ${id}`);
  return value;
}
