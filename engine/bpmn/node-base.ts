// What every node of the diagram has, whatever its type.
import type { FlowNode, NodeOf } from '#engine/core/model/program.ts';
import { type Place, readAttribute } from './expressions.ts';
import { elementIn, idOf, type ModdleElement, textIn } from './moddle-types.ts';
import { type Report, report } from './problems.ts';
import { readLoop } from './read-loop.ts';

/** What every node needs to know about where it stands. */
export interface Surroundings {
  readonly report: Report;
  readonly scope: string;
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  readonly boundaries: readonly string[];
  /** The activity that undoes it, by its compensation boundary event. */
  readonly compensation: string | null;
  /** What becomes of scripts and services in languages that are not ours. */
  readonly foreignWork: ForeignWork;
}

export type ForeignWork = 'refuse' | 'asJobs';

export type Base = Omit<NodeOf<'task'>, 'type'>;
export type NodeReader = (
  element: ModdleElement,
  base: Base,
  place: Place,
  foreignWork: ForeignWork,
) => FlowNode | null;

export function baseOf(element: ModdleElement, around: Surroundings, place: Place): Base {
  const fallback = elementIn(element, 'default');
  if (fallback !== null && !around.outgoing.includes(idOf(fallback))) {
    report(around.report, 'DEFAULT_NOT_OUTGOING', place.element, { id: idOf(fallback) });
  }
  return {
    id: place.element,
    name: (textIn(element, 'name') ?? place.element).replace(/\s+/g, ' ').trim(),
    scope: around.scope,
    incoming: around.incoming,
    outgoing: around.outgoing,
    defaultFlow: fallback === null ? null : idOf(fallback),
    stage: readAttribute(element, 'wardflow:stage', place),
    boundaries: around.boundaries,
    loop: readLoop(element, place),
    compensation: around.compensation,
  };
}
