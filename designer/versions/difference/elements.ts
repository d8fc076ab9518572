/** Every element of a diagram that people see, by its id, with where it stands. */
import { elementsIn, type ModdleElement, typeName } from '#engine/bpmn/moddle-types.ts';

export interface Placed {
  readonly element: ModdleElement;
  /** The sub-process or process that it stands in. */
  readonly within: ModdleElement;
  /** The innermost lane that names it; undefined where there is none. */
  readonly lane: ModdleElement | undefined;
}

export function elementsOf(root: ModdleElement): ReadonlyMap<string, Placed> {
  const found = new Map<string, Placed>();
  for (const element of elementsIn(root, 'rootElements')) {
    if (element.$type === 'bpmn:Process') walk(element, element, found);
    if (element.$type !== 'bpmn:Collaboration') continue;
    for (const name of ['participants', 'messageFlows', 'artifacts']) {
      for (const one of elementsIn(element, name)) put(found, { element: one, within: element, lane: undefined });
    }
  }
  return found;
}

function walk(element: ModdleElement, within: ModdleElement, found: Map<string, Placed>): void {
  put(found, { element, within, lane: undefined });
  const lanes = elementsIn(element, 'laneSets').flatMap((set) => lanesOf(set));
  for (const lane of lanes) put(found, { element: lane, within: element, lane: undefined });
  for (const child of elementsIn(element, 'flowElements')) {
    // It has no picture; its reference has.
    if (child.$type === 'bpmn:DataObject') continue;
    if (elementsIn(child, 'flowElements').length > 0) walk(child, element, found);
    const lane = lanes.findLast((one) => elementsIn(one, 'flowNodeRef').includes(child));
    put(found, { element: child, within: element, lane });
  }
  for (const child of elementsIn(element, 'artifacts')) {
    if (typeName(child) === 'TextAnnotation') put(found, { element: child, within: element, lane: undefined });
  }
}

/** The outer ones first. */
function lanesOf(set: ModdleElement): readonly ModdleElement[] {
  return elementsIn(set, 'lanes').flatMap((lane) => {
    const inner = lane.get('childLaneSet');
    return [lane, ...(typeof inner === 'object' && inner !== null ? lanesOf(inner as ModdleElement) : [])];
  });
}

function put(found: Map<string, Placed>, placed: Placed): void {
  if (placed.element.id !== undefined) found.set(placed.element.id, placed);
}
