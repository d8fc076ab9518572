/**
 * The service of citizen reports with two timers of its own at `handle`, as it was drawn before the city's warnings did
 * this: one before the deadline and one at it, each of which tells the unit.
 */
import type { DemoPack } from '#engine/runtime/use-cases/application.ts';

const diagram = 'citizen-feedback.bpmn';

/** @param code what a message is to be sent as, of those that the sweep sends itself; the sweep's own are as before */
export function withReminders(shipped: DemoPack, code: (sweeps: string) => string = (same) => same): DemoPack {
  const files = shipped.services['citizen-feedback'] ?? {};
  const messages = JSON.parse(files['messages.json'] ?? '{}') as { messages: { code: string }[] };
  const known = new Set(messages.messages.map((message) => message.code));
  const copies = messages.messages
    .filter((message) => message.code.startsWith('NV_') && !known.has(code(message.code)))
    .map((message) => ({ ...message, code: code(message.code) }));
  const changed = {
    ...files,
    [diagram]: (files[diagram] ?? '').replace(
      '</bpmn:process>',
      `${timer('nearDue', 'PT20H', code('NV_SAP_HAN'))}${timer('pastDue', '=sla.resolve', code('NV_QUA_HAN'))}</bpmn:process>`,
    ),
    'messages.json': JSON.stringify({ ...messages, messages: [...messages.messages, ...copies] }),
  };
  return { ...shipped, services: { ...shipped.services, 'citizen-feedback': changed } };
}

function timer(id: string, duration: string, message: string): string {
  return `<bpmn:boundaryEvent id="${id}" attachedToRef="handle" cancelActivity="false"><bpmn:outgoing>f_${id}</bpmn:outgoing>
      <bpmn:timerEventDefinition wardflow:from="=if sla.from = null then receivedAt else sla.from" wardflow:calendar="=sla.calendar"><bpmn:timeDuration>${duration}</bpmn:timeDuration></bpmn:timerEventDefinition>
    </bpmn:boundaryEvent>
    <bpmn:sendTask id="${id}Told" wardflow:message="${message}"><bpmn:extensionElements><wardflow:input name="to" value="unit" /></bpmn:extensionElements>
      <bpmn:incoming>f_${id}</bpmn:incoming><bpmn:outgoing>e_${id}</bpmn:outgoing></bpmn:sendTask>
    <bpmn:endEvent id="${id}End"><bpmn:incoming>e_${id}</bpmn:incoming></bpmn:endEvent>
    <bpmn:sequenceFlow id="f_${id}" sourceRef="${id}" targetRef="${id}Told" />
    <bpmn:sequenceFlow id="e_${id}" sourceRef="${id}Told" targetRef="${id}End" />`;
}
