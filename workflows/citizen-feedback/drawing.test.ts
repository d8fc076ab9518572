import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

const xml = readFileSync(new URL('./citizen-feedback.bpmn', import.meta.url), 'utf8');

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface Line {
  readonly id: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

const numbers = (text: string): readonly number[] => [...text.matchAll(/="(-?\d+)"/g)].map((match) => Number(match[1]));
const shapes = [...xml.matchAll(/<bpmndi:BPMNShape [^>]*bpmnElement="(\w+)"[^>]*>\s*<dc:Bounds ([^>]*)\/>/g)].map(
  ([, id = '', bounds = '']): Box => {
    const [x = 0, y = 0, width = 0, height = 0] = numbers(bounds);
    return { id, x, y, width, height };
  },
);
const edges = [...xml.matchAll(/<bpmndi:BPMNEdge [^>]*bpmnElement="(\w+)"[^>]*>([\s\S]*?)<\/bpmndi:BPMNEdge>/g)].map(
  ([, id = '', body = '']): Line => ({
    id,
    points: [...body.matchAll(/<di:waypoint x="(\d+)" y="(\d+)"/g)].map((match) => [
      Number(match[1]),
      Number(match[2]),
    ]),
  }),
);
const flows = new Map(
  [...xml.matchAll(/<bpmn:sequenceFlow id="(\w+)"[^>]*sourceRef="(\w+)" targetRef="(\w+)"/g)].map(
    ([, id = '', source = '', target = '']) => [id, { source, target }],
  ),
);
const attached = new Map(
  [...xml.matchAll(/<bpmn:boundaryEvent id="(\w+)"[^>]*attachedToRef="(\w+)"/g)].map(([, id = '', host = '']) => [
    id,
    host,
  ]),
);

/** The sub-process that an element lies in. */
const around = new Map(
  [...xml.matchAll(/<bpmn:subProcess id="(\w+)"[\s\S]*?<\/bpmn:subProcess>/g)].flatMap(([inside, id = '']) =>
    [...inside.matchAll(/<bpmn:\w+ id="(\w+)"/g)].map((match) => [match[1] ?? '', id] as const),
  ),
);

/** Every straight piece of a line, its ends in order. */
function pieces(line: Line) {
  return line.points.slice(1).map(([x2, y2], index) => {
    const [x1, y1] = line.points[index] ?? [0, 0];
    return { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) };
  });
}

describe('the drawing of citizen reports', () => {
  it('shows every element and every flow', () => {
    const nodes = [...xml.matchAll(/<bpmn:(?:\w+Event|\w+Task|\w+Gateway|subProcess) id="(\w+)"/g)].map(
      (match) => match[1] ?? '',
    );
    assert.deepEqual(shapes.map((shape) => shape.id).toSorted(), nodes.toSorted());
    assert.deepEqual(edges.map((edge) => edge.id).toSorted(), [...flows.keys()].toSorted());
  });

  it('no two shapes lie on each other, except an event on its task and what is in a sub-process', () => {
    for (const a of shapes) {
      for (const b of shapes) {
        if (a.id >= b.id || attached.get(a.id) === b.id || attached.get(b.id) === a.id) continue;
        if (around.get(a.id) === b.id || around.get(b.id) === a.id) continue;
        const apart = a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
        assert.ok(apart, `${a.id} and ${b.id}`);
      }
    }
  });

  it('lines run straight, from the edge of one shape to the edge of another, and through none', () => {
    const byId = new Map(shapes.map((shape) => [shape.id, shape]));
    for (const edge of edges) {
      const flow = flows.get(edge.id);
      for (const piece of pieces(edge)) {
        assert.ok(piece.left === piece.right || piece.top === piece.bottom, `${edge.id} is slanted`);
        for (const shape of shapes) {
          const source = flow?.source ?? '';
          const own = [source, flow?.target, attached.get(source), around.get(source)].includes(shape.id);
          const through =
            piece.right > shape.x &&
            piece.left < shape.x + shape.width &&
            piece.bottom > shape.y &&
            piece.top < shape.y + shape.height;
          assert.ok(own || !through, `${edge.id} runs through ${shape.id}`);
        }
      }
      assert.ok(touches(byId.get(flow?.source ?? ''), edge.points[0]), `${edge.id} does not begin at ${flow?.source}`);
      assert.ok(
        touches(byId.get(flow?.target ?? ''), edge.points.at(-1)),
        `${edge.id} does not end at ${flow?.target}`,
      );
    }
  });

  it('no two lines cross', () => {
    for (const a of edges) {
      for (const b of edges) {
        if (a.id >= b.id) continue;
        for (const one of pieces(a)) {
          for (const other of pieces(b)) {
            const crossing =
              one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
            assert.ok(!crossing, `${a.id} and ${b.id}`);
          }
        }
      }
    }
  });
});

function touches(shape: Box | undefined, point: readonly [number, number] | undefined): boolean {
  if (shape === undefined || point === undefined) return false;
  const [x, y] = point;
  const onSide = (x === shape.x || x === shape.x + shape.width) && y >= shape.y && y <= shape.y + shape.height;
  const onTop = (y === shape.y || y === shape.y + shape.height) && x >= shape.x && x <= shape.x + shape.width;
  return onSide || onTop;
}
