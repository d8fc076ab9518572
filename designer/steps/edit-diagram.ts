/**
 * The panel's edits without a picture: who does a step and by when is changed in a list, and lands in the diagram's text
 * as if it had been changed beside the drawing. Only what was changed is written; drawing, comments and what other tools
 * have left stay as they stand.
 */
import { BpmnModdle } from 'bpmn-moddle';
import { keepSource } from '#engine/bpmn/interchange/keep-source.ts';
import wardflow from '#engine/bpmn/wardflow-moddle.json' with { type: 'json' };
import type { BusinessObject, Diagram, Shape } from '../diagram/library.ts';

/** @returns the text with the element changed; the text itself where there is no such element or nothing was changed */
export async function editedDiagram(
  xml: string,
  id: string,
  edit: (diagram: Diagram, element: Shape) => void,
): Promise<string> {
  const moddle = new BpmnModdle({ wardflow });
  const { rootElement, elementsById } = await moddle.fromXML(xml);
  const businessObject = elementsById[id] as BusinessObject | undefined;
  if (businessObject === undefined) return xml;
  const write = async () => (await moddle.toXML(rootElement, { format: true })).xml;
  const unchanged = await write();
  edit(withoutPicture(moddle), { id, type: businessObject.$type, businessObject, x: 0, y: 0, width: 0, height: 0 });
  return keepSource(xml, unchanged, await write());
}

/** As much of a modeler as its edits of properties ask for. */
function withoutPicture(moddle: BpmnModdle): Diagram {
  const services = {
    modeling: {
      updateProperties: ({ businessObject }: Shape, properties: object) => put(businessObject, properties),
      updateModdleProperties: (_: Shape, part: unknown, properties: object) => put(part as BusinessObject, properties),
    },
    bpmnFactory: {
      create: (type: string, properties: Readonly<Record<string, unknown>> = {}) => moddle.create(type, properties),
    },
  };
  return { get: (name: keyof typeof services) => services[name] } as unknown as Diagram;
}

function put(object: BusinessObject, properties: object): void {
  for (const [name, value] of Object.entries(properties)) object.set(name, value);
}
