// Small models by which the support page finds out what the loader makes of each element: one with the element, one
// without, so that an element that changes nothing in what runs is told from one that does.

/** Pieces put into a process of start, task `a`, end. */
export interface Pieces {
  /** Before the process. */
  readonly root?: string;
  /** In the process, beside the flow. */
  readonly beside?: string;
  /** In place of task `a`. */
  readonly node?: string;
  /** Inside of the user task that stands in for `a`. */
  readonly inside?: string;
  readonly start?: string;
  readonly end?: string;
  readonly flow?: string;
}

export function model({ root = '', beside = '', node, inside = '', start, end, flow = '' }: Pieces): string {
  const task = node ?? `<userTask id="a" name="a" wardflow:role="officer">${inside}</userTask>`;
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:wardflow="https://wardflow.org/bpmn/1" xmlns:t="urn:t" id="d" targetNamespace="urn:t">
  <message id="m" name="m"/><signal id="g" name="g"/><error id="er" name="er" errorCode="E"/>
  <escalation id="es" name="es" escalationCode="S"/>${root}
  <process id="p" isExecutable="true">${beside}${start ?? '<startEvent id="s"/>'}
  ${start === '' ? '' : '<sequenceFlow id="f1" sourceRef="s" targetRef="a"/>'}${task}
  ${end === '' ? '' : `<sequenceFlow id="f2" sourceRef="a" targetRef="e">${flow}</sequenceFlow>`}${end ?? '<endEvent id="e"/>'}
  </process></definitions>`;
}

export interface Pair {
  readonly with: string;
  readonly without: string;
}

/** The paragraph of BPMN 2.0.2; null in place of models: in every model, or (`no element`) nowhere in XML. */
export type SupportEntry = readonly [type: string, paragraph: string, models: Pair | null | 'no element'];

export interface SupportGroup {
  readonly title: string;
  readonly entries: readonly SupportEntry[];
}

/** Against the plain process. */
export function added(pieces: Pieces): Pair {
  return { with: model(pieces), without: model({}) };
}

export function instead(pieces: Pieces, without: Pieces): Pair {
  return { with: model(pieces), without: model(without) };
}

export const node = (xml: string, more: Pieces = {}): Pair => added({ ...more, node: xml });

/** A gateway that parts the flow and another of its kind that joins it. */
export function gateways(name: string, condition = ''): Pair {
  const flow = (id: string, from: string, to: string, inner = ''): string =>
    `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
  return node(
    `<${name} id="a"/>${flow('g1', 'a', 'x', condition)}${flow('g2', 'a', 'y', condition)}<task id="x"/><task id="y"/>
    ${flow('g3', 'x', 'j')}${flow('g4', 'y', 'j')}<${name} id="j"/>${flow('g5', 'j', 'e')}<endEvent id="e"/>`,
    { end: '' },
  );
}
