// What every node of the diagram has, whatever its type.
import type { FlowNode, NodeOf } from '#engine/core/model/program.ts';
import { type Place, readAttribute } from './expressions.ts';
import { elementIn, idOf, type ModdleElement, textIn } from './moddle-types.ts';
import { type Report, report } from './problems.ts';
import { readData } from './read-data.ts';
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

/** An event of its own begins it, and with it an instance. */
export function beginsInstances(node: FlowNode): boolean {
  return (node.type === 'receiveTask' || node.type === 'eventBasedGateway') && node.instantiate !== undefined;
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
    name: inOneLine(textIn(element, 'name') ?? place.element),
    ...englishOf(element),
    scope: around.scope,
    incoming: around.incoming,
    outgoing: around.outgoing,
    defaultFlow: fallback === null ? null : idOf(fallback),
    stage: readAttribute(element, 'wardflow:stage', place),
    boundaries: around.boundaries,
    loop: readLoop(element, place),
    compensation: around.compensation,
    ...dataOf(element, place),
    ...quantityOf(element, place),
    ...readJobPriority(element, place),
    ...readAsync(element, place),
  };
}

/** The name in English of an element or process; BPMN itself has one name, in no language. */
export function englishOf(element: ModdleElement): Pick<Base, 'english'> {
  const english = inOneLine(textIn(element, 'wardflow:nameEn') ?? '');
  return english === '' ? {} : { english };
}

/** Editors break the lines of a name as the picture needs it. */
export function inOneLine(name: string): string {
  return name.replace(/\s+/g, ' ').trim();
}

function readAsync(element: ModdleElement, place: Place): Pick<Base, 'async'> {
  const [before, after] = (['asyncBefore', 'asyncAfter'] as const).map((name) => {
    const value = textIn(element, `wardflow:${name}`) ?? 'false';
    if (!/^(true|false)$/.test(value)) report(place.report, 'VALUE_NOT_VALID', place.element, { name, value });
    return value === 'true';
  });
  if (before) return { async: after ? 'both' : 'before' };
  return after ? { async: 'after' } : {};
}

/** Of an element, or of the process for all of its elements. */
export function readJobPriority(element: ModdleElement, place: Place): Pick<Base, 'jobPriority'> {
  const jobPriority = readAttribute(element, 'wardflow:jobPriority', place);
  if (jobPriority?.kind === 'literal' && !/^(\d{1,2}|100)$/.test(jobPriority.value)) {
    report(place.report, 'VALUE_NOT_VALID', place.element, { name: 'jobPriority', value: jobPriority.value });
  }
  return jobPriority === null ? {} : { jobPriority };
}

/** BPMN 2.0.2 §10.3.3.1, §10.6.6: whether what it waits for begins an instance; then nothing of the process leads to it. */
export function instantiates(element: ModdleElement, base: Base, place: Place): boolean {
  if (element.get('instantiate') !== true) return false;
  if (base.incoming.length > 0) report(place.report, 'INSTANTIATE_HAS_INCOMING', place.element);
  return true;
}

function dataOf(element: ModdleElement, place: Place): Pick<Base, 'data'> {
  const data = readData(element, place);
  return data === undefined ? {} : { data };
}

/** BPMN 2.0.2 table 10.3: how many tokens an activity needs, and gives; at least one each. */
function quantityOf(element: ModdleElement, place: Place): Pick<Base, 'quantity'> {
  const [start, completion] = (['startQuantity', 'completionQuantity'] as const).map((name) => {
    const value = element.get(name);
    if (typeof value !== 'number') return 1;
    if (!Number.isInteger(value) || value < 1 || value > quantityMax) {
      report(place.report, 'VALUE_NOT_VALID', place.element, { name, value: String(value) });
    }
    return value;
  });
  return start === 1 && completion === 1 ? {} : { quantity: { start: start ?? 1, completion: completion ?? 1 } };
}

const quantityMax = 100;
