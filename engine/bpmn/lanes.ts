// Lanes: BPMN 2.0.2 §10.8. The standard leaves their meaning to the model; here a lane may say whose work stands in it.
import type { Expression } from '#engine/core/model/program.ts';
import { type Place, readAttribute } from './expressions.ts';
import { elementIn, elementsIn, type ModdleElement, textIn } from './moddle-types.ts';

interface Addressed {
  readonly unit: Expression | null;
  readonly role: Expression | null;
  readonly assignee: Expression | null;
}

/** What a user task does not say itself, its lane says: the unit, and, where the task names nobody, the role. */
export function addressedByLane<T extends Addressed>(element: ModdleElement, own: T, place: Place): T {
  // What the citizen does is no unit's.
  if (own.unit !== null || (own.role?.kind === 'literal' && own.role.value === 'citizen')) return own;
  const unit = laneAttribute(element, 'wardflow:unit', place);
  const nobody = own.role === null && own.assignee === null;
  return { ...own, unit, role: nobody ? laneAttribute(element, 'wardflow:role', place) : own.role };
}

/** Of the innermost lane around the element that says it; a sub-process stands in a lane with all that is in it. */
function laneAttribute(element: ModdleElement, name: string, place: Place): Expression | null {
  for (let at: ModdleElement | undefined = element; at?.$parent !== undefined; at = at.$parent) {
    const lane = elementsIn(at.$parent, 'laneSets')
      .flatMap((set) => lanesAround(set, at))
      .find((one) => textIn(one, name));
    if (lane !== undefined) return readAttribute(lane, name, place);
  }
  return null;
}

/** The lanes that hold the element, innermost first. */
function lanesAround(set: ModdleElement, element: ModdleElement): readonly ModdleElement[] {
  return elementsIn(set, 'lanes').flatMap((lane) => {
    const child = elementIn(lane, 'childLaneSet');
    const inner = child === null ? [] : lanesAround(child, element);
    if (inner.length > 0) return [...inner, lane];
    return elementsIn(lane, 'flowNodeRef').includes(element) ? [lane] : [];
  });
}
