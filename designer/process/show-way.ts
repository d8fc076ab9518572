/** The way by which a case comes into a fault, on the diagram: its elements and arrows marked, its steps numbered. */
import type { Diagram, Shape } from '../diagram/library.ts';

const marker = 'on-way';
const overlay = 'way-step';

/**
 * @param end where the fault is told; the way may end before it
 * @returns how to take it away again
 */
export function showWay(diagram: Diagram, way: readonly string[], end: string | null): () => void {
  const canvas = diagram.get('canvas');
  const overlays = diagram.get('overlays');
  const registry = diagram.get('elementRegistry');
  const drawn = way.filter((id) => registry.get(id) !== undefined);
  for (const id of new Set(drawn)) canvas.addMarker(id, marker);
  for (const [id, numbers] of stepsOf(drawn, (one) => registry.get(one)?.waypoints === undefined)) {
    const html = document.createElement('div');
    html.className = overlay;
    html.textContent = numbers.join(' · ');
    overlays.add(id, overlay, { position: { top: -11, right: 11 }, scale: { min: 1, max: 1 }, html });
  }
  look(
    diagram,
    [...drawn, ...(way.length > 0 && end !== null ? [end] : [])].flatMap((id) => registry.get(id) ?? []),
  );
  return () => {
    // The drawing may be gone, or the element.
    for (const id of new Set(drawn)) if (registry.get(id) !== undefined) canvas.removeMarker(id, marker);
    overlays.remove({ type: overlay });
  };
}

/** The whole way where that can be read, else its end, where the fault is. */
function look(diagram: Diagram, way: readonly Shape[]): void {
  const canvas = diagram.get('canvas');
  const last = way.at(-1);
  const boxes = way.filter(({ waypoints }) => waypoints === undefined);
  if (last === undefined || boxes.length === 0) return;
  const { outer } = canvas.viewbox();
  const room = outer.width - paletteWidth;
  const left = Math.min(...boxes.map((box) => box.x)) - margin;
  const top = Math.min(...boxes.map((box) => box.y)) - margin;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + margin - left;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + margin - top;
  const scale = Math.min(1, room / width, outer.height / height);
  if (scale < readableScale) {
    canvas.scrollToElement(last.id, margin);
    return;
  }
  const [x, y] = [left - (room / scale - width) / 2 - paletteWidth / scale, top - (outer.height / scale - height) / 2];
  canvas.viewbox({ x, y, width: outer.width / scale, height: outer.height / scale });
}

const margin = 60;
const paletteWidth = 80;
const readableScale = 0.45;

/** The numbers of each step; arrows between them have none. */
function stepsOf(way: readonly string[], isStep: (id: string) => boolean): ReadonlyMap<string, readonly number[]> {
  const steps = new Map<string, number[]>();
  way.filter(isStep).forEach((id, index) => {
    steps.set(id, [...(steps.get(id) ?? []), index + 1]);
  });
  return steps;
}
