// Where a token begins that no flow has brought: in the scope of its element, which is joined where one is open, and
// opened with all that is around it where none is.
import type { FlowNode } from '../model/program.ts';
import { elementOf, emit, nodeOf, type Run } from '../run.ts';
import type { Scope } from '../state.ts';
import { clearScope } from './interrupt.ts';
import { beginTurn } from './loops.ts';
import { openScope } from './scopes.ts';
import { armBoundaries, armEventSubProcesses } from './subscriptions.ts';
import { enterNode } from './tokens.ts';

/** Scopes that end with the command, by their ids: nothing joins them. */
export type Ending = ReadonlySet<string>;

/** Open insides of a process or sub-process; the turns of a loop are only the frames around them. */
function openInsides(run: Run, model: string, ending: Ending): readonly Scope[] {
  return Object.values(run.state.scopes).filter(
    (scope) => scope.element === model && scope.turn === undefined && !ending.has(scope.id),
  );
}

/**
 * The nearest scope around `model` (itself included) that is open more than once, so that nobody can say which is
 * meant; null: it is clear.
 */
export function ambiguousAround(run: Run, model: string, ending: Ending): string | null {
  const open = openInsides(run, model, ending).length;
  if (open > 0) return open > 1 ? model : null;
  const parent = run.program.scopes[model]?.parent ?? run.program.nodes[model]?.scope ?? null;
  return parent === null ? null : ambiguousAround(run, parent, ending);
}

/** @returns the scope, joined or opened. @throws Stuck where something on its border gives no time */
export function scopeFor(run: Run, model: string, ending: Ending): string {
  const [open] = openInsides(run, model, ending);
  return open?.id ?? openAround(run, elementOf(run, model), ending);
}

/** The scopes inside a node, at any depth. */
export function scopesInside(run: Run, node: string): readonly string[] {
  const own = Object.values(run.state.scopes).filter((scope) => scope.node === node);
  return own.flatMap(({ id }) => [
    id,
    ...Object.values(run.state.nodes).flatMap((inner) => (inner.scope === id ? scopesInside(run, inner.id) : [])),
  ]);
}

function openAround(run: Run, element: FlowNode, ending: Ending): string {
  const around = scopeFor(run, element.scope, ending);
  if (element.type === 'eventSubProcess') takeOver(run, elementOf(run, element.start), around);
  const frame = began(run, enterNode(run, element, around));
  armBoundaries(run, nodeOf(run, frame));
  const node = element.loop === null ? frame : began(run, onlyTurn(run, frame, element.loop.kind));
  const scope = openScope(run, nodeOf(run, node), {});
  // What would begin by itself in it does not: only what was asked for begins.
  if (element.type === 'adHocSubProcess') {
    const begun = run.program.scopes[element.id]?.starts ?? [];
    emit(run, { kind: 'adHocSet', scope, adHoc: { open: true, begun } });
  }
  armEventSubProcesses(run, scope, element.id);
  return scope;
}

/** Its own work is not to be begun. */
function began(run: Run, node: string): string {
  run.agenda.pop();
  emit(run, { kind: 'nodeMoved', node, move: 'activate' });
  return node;
}

function onlyTurn(run: Run, frame: string, kind: 'standard' | 'multiInstance'): string {
  const total = kind === 'standard' ? null : 1;
  emit(run, { kind: 'loopSet', node: frame, loop: { total, started: 0, completed: 0 } });
  return beginTurn(run, frame);
}

/** An interrupting event sub-process ends what runs around it, however it begins. */
function takeOver(run: Run, start: FlowNode, scope: string): void {
  if (start.type !== 'startEvent' || !start.interrupting) return;
  clearScope(run, scope);
  emit(run, { kind: 'scopeInterrupted', scope });
}
