// A BPMN file in the making: elements by scope, and flows in the order in which they leave their sources.
import type { Json } from '#engine/core/values.ts';

export interface Draft {
  /** XML of the elements, per scope. */
  readonly elements: Map<string, string[]>;
  readonly flows: Map<string, FlowDraft[]>;
  readonly variables: Record<string, Json>;
  nextFlow: number;
}

interface FlowDraft {
  readonly id: string;
  readonly source: string;
  readonly condition: string | null;
  target: string | null;
}

/** A flow that has a source and no target yet. */
export interface OpenFlow {
  readonly flow: FlowDraft;
  readonly scope: string;
}

export interface FlowOptions {
  readonly condition?: string;
}

export function newDraft(variables: Record<string, Json>): Draft {
  return { elements: new Map(), flows: new Map(), variables, nextFlow: 1 };
}

export function addElement(draft: Draft, scope: string, xml: string): void {
  const all = draft.elements.get(scope) ?? [];
  draft.elements.set(scope, [...all, xml]);
}

export function openFlow(draft: Draft, scope: string, source: string, { condition }: FlowOptions = {}): OpenFlow {
  const flow: FlowDraft = { id: `f${draft.nextFlow++}`, source, condition: condition ?? null, target: null };
  draft.flows.set(scope, [...(draft.flows.get(scope) ?? []), flow]);
  return { flow, scope };
}

export function connect(open: readonly OpenFlow[], target: string): void {
  for (const { flow } of open) flow.target = target;
}

/** What stands inside a process or sub-process. */
export function insideOf(draft: Draft, scope: string): string {
  const flows = (draft.flows.get(scope) ?? []).map(flowXml);
  return [...(draft.elements.get(scope) ?? []), ...flows].join('\n');
}

function flowXml({ id, source, target, condition }: FlowDraft): string {
  const open = `<bpmn:sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target ?? ''}"`;
  if (condition === null) return `${open} />`;
  const body = expressionXml('conditionExpression', condition);
  return `${open}>${body}</bpmn:sequenceFlow>`;
}

export function expressionXml(name: string, body: string): string {
  return `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${escaped(body)}</bpmn:${name}>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
