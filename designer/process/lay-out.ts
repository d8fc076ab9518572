/** Draws a process anew, from left to right, as one command that one undo takes back. */
import { type FreshDrawing, freshDrawing } from '#engine/bpmn/interchange/layout.ts';
import type { Diagram, Point, Shape } from '../diagram/library.ts';

/** Where an element stands, as far as the command changes it. */
interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly waypoints?: readonly Point[];
}
interface Context {
  /** Element by element: the new places, and once executed the former ones. */
  readonly places: ReadonlyMap<Shape, Place>;
  former?: ReadonlyMap<Shape, Place>;
}
interface Updater {
  updateBounds(shape: Shape): void;
  updateConnectionWaypoints(connection: Shape): void;
}

const command = 'wardflow.layOut';
const labelGap = 6;

function register(commandStack: { register(name: string, handler: object): void }, bpmnUpdater: Updater): void {
  const put = (places: ReadonlyMap<Shape, Place>): Shape[] => {
    for (const [element, place] of places) {
      Object.assign(element, place);
      if (element.waypoints === undefined) bpmnUpdater.updateBounds(element);
      else bpmnUpdater.updateConnectionWaypoints(element);
    }
    return [...places.keys()];
  };
  commandStack.register(command, {
    execute(context: Context) {
      context.former = new Map([...context.places.keys()].map((element) => [element, placeOf(element)]));
      return put(context.places);
    },
    revert: (context: Context) => put(context.former ?? new Map()),
  });
}
register.$inject = ['commandStack', 'bpmnUpdater'];

export const layOutModule = { __init__: ['layOut'], layOut: ['type', register] };

/** Whether it can be drawn anew: pools and lanes are arranged by hand. */
export function mayLayOut(diagram: Diagram): boolean {
  return diagram.get('canvas').getRootElement().businessObject.$type === 'bpmn:Process';
}

export async function layOut(diagram: Diagram): Promise<void> {
  const registry = diagram.get('elementRegistry');
  const collapsed = new Set(registry.filter((shape) => shape.collapsed === true).map(({ id }) => id));
  const { xml = '' } = await diagram.saveXML();
  const drawing = freshDrawing(xml, collapsed);
  if (drawing === null) return;
  diagram.get('commandStack').execute(command, { places: placesIn(diagram, drawing) });
  diagram.get('canvas').zoom('fit-viewport', 'auto');
}

function placesIn(diagram: Diagram, { boxes, lines }: FreshDrawing): ReadonlyMap<Shape, Place> {
  const registry = diagram.get('elementRegistry');
  const places = new Map<Shape, Place>();
  const put = (id: string, place: Place, labelAt: Point): void => {
    const shape = registry.get(id);
    if (shape === undefined) return;
    places.set(shape, place);
    const label = registry.get(`${id}_label`);
    if (label !== undefined) places.set(label, { x: labelAt.x - label.width / 2, y: labelAt.y });
  };
  for (const { id, x, y, width, height } of boxes.values()) {
    // Names of events that sit on an edge would lie on the line that leaves them.
    const onEdge = registry.get(id)?.businessObject.$type === 'bpmn:BoundaryEvent';
    const labelAt = onEdge ? { x: x - width, y: y + height } : { x: x + width / 2, y: y + height + labelGap };
    put(id, { x, y, width, height }, labelAt);
  }
  for (const { id, points } of lines) put(id, { waypoints: points }, besideFirstStretch(points));
  return places;
}

/** The name of a flow stands over its last level stretch, near where it arrives. */
function besideFirstStretch(points: readonly Point[]): Point {
  const [from, to] = [points.at(-2), points.at(-1)];
  if (from === undefined || to === undefined) return { x: 0, y: 0 };
  return { x: (from.x + to.x) / 2, y: Math.min(from.y, to.y) - 20 };
}

function placeOf({ x, y, width, height, waypoints }: Shape): Place {
  return waypoints === undefined ? { x, y, width, height } : { waypoints };
}
