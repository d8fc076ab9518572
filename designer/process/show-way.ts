/** The way by which a case comes into a fault, on the diagram: its elements and arrows marked, its steps numbered. */
import type { Diagram } from '../diagram/library.ts';

const marker = 'on-way';
const overlay = 'way-step';

/** @returns how to take it away again */
export function showWay(diagram: Diagram, way: readonly string[]): () => void {
  const canvas = diagram.get('canvas');
  const overlays = diagram.get('overlays');
  const registry = diagram.get('elementRegistry');
  const drawn = way.filter((id) => registry.get(id) !== undefined);
  for (const id of new Set(drawn)) canvas.addMarker(id, marker);
  for (const [id, numbers] of stepsOf(drawn, (one) => registry.get(one)?.waypoints === undefined)) {
    const html = document.createElement('div');
    html.className = overlay;
    html.textContent = numbers.join(' · ');
    overlays.add(id, overlay, { position: { bottom: 11, left: -11 }, scale: { min: 1, max: 1 }, html });
  }
  const [first] = drawn;
  if (first !== undefined) canvas.scrollToElement(first);
  return () => {
    // The drawing may be gone, or the element.
    for (const id of new Set(drawn)) if (registry.get(id) !== undefined) canvas.removeMarker(id, marker);
    overlays.remove({ type: overlay });
  };
}

/** The numbers of each step; arrows between them have none. */
function stepsOf(way: readonly string[], isStep: (id: string) => boolean): ReadonlyMap<string, readonly number[]> {
  const steps = new Map<string, number[]>();
  way.filter(isStep).forEach((id, index) => {
    steps.set(id, [...(steps.get(id) ?? []), index + 1]);
  });
  return steps;
}
