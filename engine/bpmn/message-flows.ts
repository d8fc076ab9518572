// Message flows between the processes of a file: BPMN 2.0.2 §9.4. A send and a receive task that a flow joins, and that
// name no message, exchange the one of the flow.
import { elementIn, elementsIn, idOf, type ModdleElement, textIn, typeName } from './moddle-types.ts';

/** @returns the name of the message, or null where no flow joins the task to one of another executable process */
export function messageByFlow(task: ModdleElement): string | null {
  const flows = elementsIn(root(task), 'rootElements')
    .filter((element) => typeName(element) === 'Collaboration')
    .flatMap((collaboration) => elementsIn(collaboration, 'messageFlows'));
  for (const flow of flows) {
    const [source, target] = [elementIn(flow, 'sourceRef'), elementIn(flow, 'targetRef')];
    const other = source === task ? target : target === task ? source : null;
    if (other === null || !runs(other)) continue;
    return nameOf(elementIn(flow, 'messageRef')) ?? messageAt(other) ?? idOf(flow);
  }
  return null;
}

/** What the other end names: a task itself, an event in its definition. */
function messageAt(end: ModdleElement): string | null {
  const definition = elementsIn(end, 'eventDefinitions').find((one) => typeName(one) === 'MessageEventDefinition');
  return nameOf(elementIn(definition ?? end, 'messageRef'));
}

function nameOf(message: ModdleElement | null): string | null {
  return message === null ? null : (textIn(message, 'name') ?? idOf(message));
}

/** Pools themselves, and processes that are only shown, exchange nothing here. */
function runs(element: ModdleElement): boolean {
  if (typeName(element) === 'Participant') return false;
  for (let at = element.$parent; at !== undefined; at = at.$parent) {
    if (typeName(at) === 'Process') return at.get('isExecutable') === true;
  }
  return false;
}

function root(element: ModdleElement): ModdleElement {
  return element.$parent === undefined ? element : root(element.$parent);
}
