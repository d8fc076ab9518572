/** What is wrong with a drawing that was made: boxes that lie upon others, lines that cross boxes. */

interface Box {
  readonly id: string;
  readonly frame: boolean;
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
}

/** @param xml as `withDrawing` writes it */
export function drawingFaults(xml: string): readonly string[] {
  const boxes = boxesIn(xml);
  const hosts = new Map(pairs(xml, /<bpmn:boundaryEvent id="([^"]+)"[^>]* attachedToRef="([^"]+)"/g));
  const overlaps = boxes.flatMap((one) =>
    boxes
      .filter((two) => one.id < two.id && meet(one, two) && !within(one, two) && !within(two, one))
      .filter((two) => hosts.get(one.id) !== two.id && hosts.get(two.id) !== one.id)
      .map((two) => `${one.id} lies upon ${two.id}`),
  );
  return [...overlaps, ...crossings(xml, boxes)];
}

function crossings(xml: string, boxes: readonly Box[]): readonly string[] {
  const flows = [...xml.matchAll(/sequenceFlow id="([^"]+)"[^>]* sourceRef="([^"]+)" targetRef="([^"]+)"/g)];
  return flows.flatMap(([, id = '', source = '', target = '']) => {
    const line = pointsOf(xml, id);
    if (line.length < 2) return [`${id} is not drawn`];
    const segments = line.slice(1).map((to, index) => segment(id, line[index] ?? to, to));
    return boxes
      .filter((box) => box.id !== source && box.id !== target)
      .filter((box) => segments.some((one) => meet(one, box) && !within(one, box)))
      .map((box) => `${id} crosses ${box.id}`);
  });
}

function boxesIn(xml: string): readonly Box[] {
  const shape =
    /bpmnElement="([^"]+)"( isExpanded="true")?>\s*<dc:Bounds x="([\d.-]+)" y="([\d.-]+)" width="([\d.]+)" height="([\d.]+)"/g;
  return [...xml.matchAll(shape)].map(([, id = '', frame, ...numbers]) => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers.map(Number);
    return { id, frame: frame !== undefined, x, y, right: x + width, bottom: y + height };
  });
}

type Point = readonly [number, number];

function pointsOf(xml: string, id: string): readonly Point[] {
  const at = xml.indexOf(`bpmnElement="${id}">`, xml.indexOf('<bpmndi:BPMNPlane'));
  const text = at < 0 ? '' : xml.slice(at, xml.indexOf('</bpmndi:BPMNEdge>', at));
  return [...text.matchAll(/<di:waypoint x="([\d.-]+)" y="([\d.-]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

function segment(id: string, [x1, y1]: Point, [x2, y2]: Point): Box {
  const [x, right] = [Math.min(x1, x2), Math.max(x1, x2)];
  return { id, frame: false, x, y: Math.min(y1, y2), right, bottom: Math.max(y1, y2) };
}

function meet(one: Box, two: Box): boolean {
  return one.right > two.x && one.x < two.right && one.bottom > two.y && one.y < two.bottom;
}

function within(one: Box, frame: Box): boolean {
  return frame.frame && one.x >= frame.x && one.right <= frame.right && one.y >= frame.y && one.bottom <= frame.bottom;
}

function pairs(xml: string, pattern: RegExp): readonly (readonly [string, string])[] {
  return [...xml.matchAll(pattern)].map(([, one = '', two = '']) => [one, two]);
}
