/**
 * A process as an ordered, nested list: what can be read by ear, and gone through by keyboard, instead of the drawing.
 * Pure: it reads BPMN elements, of the editor or of a file.
 */
import { elementIn, elementsIn, type ModdleElement } from '#engine/bpmn/moddle-types.ts';

export interface Entry {
  readonly element: ModdleElement;
  /** Where it goes on. */
  readonly ways: readonly Way[];
  /** Events that sit on it. */
  readonly events: readonly Entry[];
  /** What is inside of a sub-process, a pool or a lane's process. */
  readonly inside: readonly Entry[];
  /** Whether a case can come here by the lines that are drawn. */
  readonly reached: boolean;
}

export interface Way {
  readonly flow: ModdleElement;
  readonly target: ModdleElement;
  readonly isDefault: boolean;
}

/** @param root a process, or a collaboration whose pools become entries */
export function outlineOf(root: ModdleElement): readonly Entry[] {
  if (root.$type !== 'bpmn:Collaboration') return entriesIn(root);
  return elementsIn(root, 'participants').map((element) => {
    const process = elementIn(element, 'processRef');
    return { element, ways: [], events: [], reached: true, inside: process === null ? [] : entriesIn(process) };
  });
}

/** The same without its nesting, in the order in which it is read. */
export function flatOutline(entries: readonly Entry[]): readonly Entry[] {
  return entries.flatMap((entry) => [entry, ...flatOutline(entry.inside), ...flatOutline(entry.events)]);
}

function entriesIn(container: ModdleElement): readonly Entry[] {
  const all = elementsIn(container, 'flowElements');
  const nodes = all.filter(isNode);
  const flows = all.filter(({ $type }) => $type === 'bpmn:SequenceFlow');
  const outgoing = Map.groupBy(flows, (flow) => elementIn(flow, 'sourceRef'));
  const onEdge = Map.groupBy(
    nodes.filter(({ $type }) => $type === 'bpmn:BoundaryEvent'),
    (event) => elementIn(event, 'attachedToRef'),
  );
  const entryOf = (element: ModdleElement, reached: boolean): Entry => ({
    element,
    ways: (outgoing.get(element) ?? []).flatMap((flow) => {
      const target = elementIn(flow, 'targetRef');
      return target === null ? [] : [{ flow, target, isDefault: elementIn(element, 'default') === flow }];
    }),
    events: (onEdge.get(element) ?? []).map((event) => entryOf(event, reached)),
    inside: entriesIn(element),
    reached,
  });
  const own = nodes.filter(({ $type }) => $type !== 'bpmn:BoundaryEvent');
  const order = inOrder(own, outgoing, onEdge);
  const rest = own.filter((node) => !order.includes(node));
  return [...order.map((node) => entryOf(node, true)), ...rest.map((node) => entryOf(node, false))];
}

type Grouped = ReadonlyMap<ModdleElement | null, readonly ModdleElement[]>;

/** From the starts onward; a step stands behind all that lead to it, as far as they do not come back from it. */
function inOrder(nodes: readonly ModdleElement[], outgoing: Grouped, onEdge: Grouped): readonly ModdleElement[] {
  const next = (node: ModdleElement): readonly ModdleElement[] =>
    [node, ...(onEdge.get(node) ?? [])]
      .flatMap((from) => outgoing.get(from) ?? [])
      .flatMap((flow) => elementIn(flow, 'targetRef') ?? []);
  const left: ModdleElement[] = [];
  const seen = new Set<ModdleElement>();
  // Depth first, without recursion: a process may be long. Each is put before what it leads to.
  const visit = (start: ModdleElement): void => {
    const stack = [{ node: start, ahead: next(start).toReversed() }];
    seen.add(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const follower = top.ahead.shift();
      if (follower === undefined) {
        left.unshift(top.node);
        stack.pop();
      } else if (!seen.has(follower)) {
        seen.add(follower);
        stack.push({ node: follower, ahead: next(follower).toReversed() });
      }
    }
  };
  for (const node of nodes.filter(isBeginning).toReversed()) if (!seen.has(node)) visit(node);
  return left;
}

/** Starts, what an event begins inside, and what stands alone because something else calls it (undoing). */
function isBeginning(node: ModdleElement): boolean {
  return node.$type === 'bpmn:StartEvent' || node.get('triggeredByEvent') === true;
}

/** What a case can stand at or pass. */
export function isNode({ $type }: ModdleElement): boolean {
  return /(Event|Task|Gateway|SubProcess|Transaction|CallActivity|^bpmn:Task)$/.test($type);
}
