// Where a task may be sent back to: earlier steps that people have completed, of the same scope or one around it. What
// has gone on from such a step is taken away and the step opens again; all else stays as it is. That is sound where no
// token from elsewhere has been joined with what is taken away: the tokens then stand as if the step had never ended.
import type { Command } from '../commands.ts';
import type { FlowNode, HumanTask, Program } from '../model/program.ts';
import type { NodeInstance, Scope, State } from '../state.ts';
import type { Instant, Variables } from '../values.ts';
import { type Descendants, descendantsOf, type Passed, type Past, placeOf, stays } from './past.ts';

export type SendBack = Extract<Command, { kind: 'sendBack' }>;

/** One earlier step, what its return means, and the command that does it. */
export interface Return {
  readonly element: string;
  readonly node: string;
  /** The core's id of its task; of one that was done several times none. */
  readonly task?: string;
  readonly at: Instant;
  readonly by?: string;
  /** What was put in there. */
  readonly entered: Variables;
  /** Elements at which people or machines work now and that are given up. */
  readonly givenUp: readonly string[];
  /** What has been done since, by element, in its order; each once. */
  readonly since: readonly string[];
  /** Of these, what the model knows to undo. */
  readonly undoable: readonly string[];
  readonly command: Omit<SendBack, 'undo'>;
}

/**
 * Steps that a node may be sent back to, the last completed first.
 * @param from a node at which something waits: a person's task, or a call
 */
export function returnsFrom(program: Program, past: Past, from: string): readonly Return[] {
  const { state } = past;
  const node = state?.nodes[from];
  if (state === undefined || node === undefined || past.nodes.get(from)?.undoes) return [];
  const element = program.nodes[node.element];
  const allowed = element !== undefined && isHuman(element) ? element.sendBack : undefined;
  const levels = levelsOf(state, node);
  if (levels.some(({ anchor }) => past.nodes.get(anchor)?.undoes)) return [];
  const latest = new Map<string, Return>();
  for (const { scope, anchor } of levels) {
    for (const step of stepsIn(program, past, scope)) {
      const after = descendantsOf(past, step.id);
      if (step.element === node.element || !after.nodes.has(anchor)) continue;
      if (allowed !== undefined && !allowed.includes(step.element)) continue;
      const found = returnTo(program, past, step, after);
      if (found !== null) latest.set(`${scope.id} ${step.element}`, found);
    }
  }
  return [...latest.values()].toSorted((a, b) => b.at - a.at || Number(b.node.slice(1)) - Number(a.node.slice(1)));
}

/** @returns null where taking away what has gone on from it would lose or double something */
export function returnTo(program: Program, past: Past, step: Passed, after: Descendants): Return | null {
  const { state } = past;
  const scope = state?.scopes[step.scope];
  if (state === undefined || scope === undefined || step.completion === undefined) return null;
  if (after.mixed || isFirm(program, past, state, after) || !isDoneStill(past, state, step)) return null;
  const live = Object.values(state.nodes).filter((node) => node.scope === scope.id && after.nodes.has(node.id));
  const undone = new Set([step.id, ...after.nodes]);
  const drop = tokensOf(past, scope, undone);
  if (live.length + drop.length === 0) return null;
  const cancel = live.map(({ id }) => id);
  const done = doneSince(past, scope, undone);
  const gone = [...after.nodes].flatMap((id) => past.nodes.get(id) ?? []);
  return {
    element: step.element,
    node: step.id,
    ...(step.task !== undefined && { task: step.task }),
    ...step.completion,
    givenUp: unique(gone.flatMap(({ id, element }) => (waitsIn(state, id) ? element : []))),
    since: unique(gone.flatMap(({ completion, element }) => (completion === undefined ? [] : element))),
    undoable: undoableIn(state, scope, done, cancel),
    command: {
      kind: 'sendBack',
      to: step.element,
      step: step.id,
      scope: scope.id,
      cancel,
      drop,
      done,
      restore: restored(past, state, step),
    },
  };
}

function isHuman(element: FlowNode): element is HumanTask {
  return element.type === 'userTask' || element.type === 'manualTask';
}

interface Level {
  readonly scope: Scope;
  /** The node in it that the task is, or is inside of. */
  readonly anchor: string;
}

function levelsOf(state: State, node: NodeInstance): readonly Level[] {
  const scope = state.scopes[node.scope];
  if (scope === undefined) return [];
  const owner = scope.node === null ? undefined : state.nodes[scope.node];
  return [{ scope, anchor: node.id }, ...(owner === undefined ? [] : levelsOf(state, owner))];
}

/** What people have completed in a scope: tasks, and as a whole those that were done several times. */
function stepsIn(program: Program, past: Past, scope: Scope): readonly Passed[] {
  return [...past.nodes.values()].filter(({ element: id, ...step }) => {
    const element = program.nodes[id];
    if (element === undefined || !isHuman(element) || step.scope !== scope.id || step.undoes) return false;
    return step.completion !== undefined && (step.task !== undefined || element.loop !== null);
  });
}

/** It cannot be taken back whatever one does: something is under way that undoes it, or a transaction is through. */
function isFirm(program: Program, past: Past, state: State, after: Descendants): boolean {
  return [...after.nodes].some((id) => {
    if ((state.nodes[id]?.undoing ?? []).length > 0) return true;
    const { element = '', completion } = past.nodes.get(id) ?? {};
    const model = program.nodes[element];
    // Tokens that came late to it are gone without a trace.
    if (model?.type === 'complexGateway') return model.incoming.length > 1;
    return model?.type === 'subProcess' && model.transaction && completion !== undefined;
  });
}

/** What had been done before the step began has not been undone since. */
function isDoneStill(past: Past, state: State, { opened, scope }: Passed): boolean {
  return chainOf(state, scope).every(({ id, done = [] }) => {
    const still = new Set(done.map((one) => past.doneBy.get(one)));
    return (opened.scopes[id]?.done ?? []).every((one) => still.has(past.doneBy.get(one)));
  });
}

function chainOf(state: State, id: string): readonly Scope[] {
  const scope = state.scopes[id];
  if (scope === undefined) return [];
  return scope.parent === null ? [scope] : [scope, ...chainOf(state, scope.parent)];
}

function tokensOf(past: Past, { id, parked }: Scope, senders: ReadonlySet<string>): SendBack['drop'] {
  return Object.entries(parked).flatMap(([gateway, flows]) =>
    Object.keys(flows).flatMap((flow) => {
      const queue = past.parked.get(placeOf(id, gateway, flow)) ?? [];
      return queue.filter((source) => senders.has(source)).map(() => ({ gateway, flow }));
    }),
  );
}

function doneSince(past: Past, { done = [] }: Scope, undone: ReadonlySet<string>): readonly number[] {
  return done.flatMap((one, index) => (undone.has(past.doneBy.get(one) ?? '') ? index : []));
}

function undoableIn(state: State, { done = [] }: Scope, entries: readonly number[], cancel: readonly string[]) {
  const here = entries.flatMap((index) => done[index]?.element ?? []);
  return unique([...here, ...cancel.flatMap((node) => doneInside(state, node))]);
}

function doneInside(state: State, node: string): readonly string[] {
  return Object.values(state.scopes).flatMap((scope) => {
    if (scope.node !== node) return [];
    const deeper = Object.values(state.nodes).filter((inner) => inner.scope === scope.id);
    return [...(scope.done ?? []).map(({ element }) => element), ...deeper.flatMap(({ id }) => doneInside(state, id))];
  });
}

function waitsIn({ nodes }: State, id: string): boolean {
  const node = nodes[id];
  return node !== undefined && (node.task ?? node.job ?? node.call ?? node.incident) !== undefined;
}

/** Variables as they were when the step began, with what others have written since who are not taken back. */
function restored(past: Past, state: State, step: Passed): SendBack['restore'] {
  const kept = past.writes.filter(stays(past, step.id));
  return chainOf(state, step.scope).flatMap(({ id, variables: now }) => {
    const own = kept.flatMap(({ scope, variables }) => (scope === id ? variables : []));
    const variables: Variables = Object.assign({}, ...own);
    return JSON.stringify(variables) === JSON.stringify(now) ? [] : [{ scope: id, variables }];
  });
}

function unique(elements: readonly string[]): readonly string[] {
  return [...new Set(elements)];
}
