// A life without context is finite: its XState machine is walked once, when the module is loaded, and looked up
// afterwards. The machine stays the single place that says which move is legal; the table is only its fast form.
import { type AnyStateMachine, type StateValue, transition } from 'xstate';

/** The legal moves of one life. A state of a nested machine is written as its path: `suspended.reserved`. */
export interface LifeTable<S extends string, M extends string> {
  readonly initial: S;
  readonly states: readonly S[];
  readonly moves: readonly M[];
  /** The state after `move`, or undefined where the move is not legal in `state`. */
  next(state: S, move: M): S | undefined;
  can(state: S, move: M): boolean;
  /** Whether nothing can happen any more in this state (a final state of the machine). */
  isFinal(state: S): boolean;
  /** The moves that are legal in `state`, in the machine's order. */
  movesFrom(state: S): readonly M[];
}

/**
 * Tabulates a machine that has no context, guards or parallel regions.
 * @param machine made with XState's `createMachine`
 */
export function tabulate<S extends string, M extends string>(machine: AnyStateMachine): LifeTable<S, M> {
  const states = leafPaths(machine.root) as S[];
  const moves = [...machine.events].map((event) => String(event)) as M[];
  const rows = new Map<S, Map<M, S>>(states.map((state) => [state, row(machine, state, moves)]));
  const finals = new Set(states.filter((state) => nodeAt(machine, state).type === 'final'));
  const legal = new Map(states.map((state) => [state, Object.freeze([...(rows.get(state)?.keys() ?? [])])]));
  return Object.freeze({
    initial: pathOf(machine.getInitialSnapshot({} as never).value) as S,
    states: Object.freeze(states),
    moves: Object.freeze(moves),
    next: (state: S, move: M) => rows.get(state)?.get(move),
    can: (state: S, move: M) => rows.get(state)?.has(move) === true,
    isFinal: (state: S) => finals.has(state),
    movesFrom: (state: S) => legal.get(state) ?? [],
  });
}

type StateNode = AnyStateMachine['root'];

function row<S extends string, M extends string>(machine: AnyStateMachine, state: S, moves: readonly M[]): Map<M, S> {
  const snapshot = machine.resolveState({ value: stateValue(state.split('.')), context: {} });
  const result = new Map<M, S>();
  for (const move of moves) {
    if (!snapshot.can({ type: move })) continue;
    const [next] = transition(machine, snapshot, { type: move });
    result.set(move, pathOf(next.value) as S);
  }
  return result;
}

function leafPaths(node: StateNode): string[] {
  const children = Object.values(node.states);
  return children.length === 0 ? [node.path.join('.')] : children.flatMap(leafPaths);
}

function nodeAt(machine: AnyStateMachine, path: string): StateNode {
  return path.split('.').reduce<StateNode>((node, key) => node.states[key] as StateNode, machine.root);
}

function stateValue(path: readonly string[]): StateValue {
  const [head = '', ...rest] = path;
  return rest.length === 0 ? head : { [head]: stateValue(rest) };
}

function pathOf(value: StateValue): string {
  if (typeof value === 'string') return value;
  const [entry] = Object.entries(value);
  return entry === undefined ? '' : `${entry[0]}.${pathOf(entry[1] as StateValue)}`;
}
