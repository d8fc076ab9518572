// What is thrown that nobody catches, what is caught that nobody throws, and guards that leave no way open.
import type { Program, SequenceFlow } from '../../model/program.ts';
import { triggersOf } from '../../model/triggers.ts';
import type { Finding, Rule, Surrounding, Telling } from '../finding.ts';

/** An error that ends the instance. Of a process that another calls, the caller may catch it. */
export const errorNotCaught: Rule = (explored, { called }) => {
  if (called.has(explored.program.process)) return [];
  const found = new Map<string, Finding>();
  for (const vertex of explored.vertices) {
    const { parent } = vertex;
    if (parent?.failure === null || parent === null || found.has(parent.failure.element)) continue;
    const { element, code } = parent.failure;
    found.set(element, { code: 'ERROR_NOT_CAUGHT', element, params: { code }, at: { explored, vertex } });
  }
  // Instances that fail look all alike, so only the first way there is a point's own; the others are lines to it.
  for (const vertex of explored.vertices) {
    for (const edge of vertex.edges) {
      if (edge.failure === null || found.has(edge.failure.element)) continue;
      const { element, code } = edge.failure;
      const end = explored.vertices[edge.to] ?? vertex;
      found.set(element, {
        code: 'ERROR_NOT_CAUGHT',
        element,
        params: { code },
        at: { explored, vertex: { ...end, parent: edge } },
      });
    }
  }
  return [...found.values()];
};

/**
 * A message counts as sent where a process of the service throws it (intermediate or end event, send task), or where a
 * message flow of the diagram leads to the catching element or to its process. The start of a process by a message is
 * not asked: that is how the outside calls.
 */
export const messageNotSent: Rule = ({ program }, { sent }) =>
  Object.values(program.nodes).flatMap((node): readonly Finding[] => {
    const catches = node.type !== 'intermediateThrowEvent' && node.type !== 'endEvent' && 'trigger' in node;
    if (!catches || (node.type === 'startEvent' && node.scope === program.process)) return [];
    if (isAddressed(program, node.id)) return [];
    return triggersOf(node.trigger).flatMap((trigger) => {
      if (trigger.kind !== 'message' || sent.has(trigger.message)) return [];
      return [{ code: 'MESSAGE_NOT_SENT', element: node.id, params: { message: trigger.message }, at: null }];
    });
  });

/**
 * What the processes of a service say of one another.
 * @param ends stages of the service at which a case has ended for the citizen
 * @param telling elements that tell the citizen something, of the processes where that is to be checked
 */
export function surroundingOf(
  programs: readonly Program[],
  ends: readonly string[] = [],
  telling: Telling = new Map(),
): Surrounding {
  const nodes = programs.flatMap((program) => Object.values(program.nodes));
  const thrown = nodes.flatMap((node) => {
    if (node.type === 'sendTask') return node.message ?? [];
    if (node.type !== 'intermediateThrowEvent' && node.type !== 'endEvent') return [];
    return triggersOf(node.trigger).flatMap((trigger) => (trigger.kind === 'message' ? trigger.message : []));
  });
  const asked = programs.flatMap(askedIn);
  const called = nodes.flatMap((node) =>
    node.type === 'callActivity' && node.called.kind === 'literal' ? node.called.value : [],
  );
  return { sent: new Set([...thrown, ...asked]), called: new Set(called), ends: new Set(ends), telling };
}

/** Where other units have parts, whoever has the lead's task asks them: by the messages that its border listens for. */
function askedIn({ nodes }: Program): readonly string[] {
  const all = Object.values(nodes);
  if (!all.some((node) => 'part' in node && node.part !== undefined)) return [];
  return all.flatMap((node) => {
    const onTask = node.type === 'boundaryEvent' && nodes[node.attachedTo]?.type === 'userTask';
    return onTask ? triggersOf(node.trigger).flatMap((one) => (one.kind === 'message' ? one.message : [])) : [];
  });
}

/** Guards by which no flow is taken; and what runs on without end. */
export const incidents: Rule = (explored) => {
  const found = new Map<string, Finding>();
  for (const vertex of explored.vertices) {
    for (const incident of vertex.incidents) {
      const code = incident.code === 'NO_FLOW_TAKEN' ? 'NO_BRANCH' : endless.has(incident.code) ? 'RUNS_ON' : null;
      const { element } = incident;
      if (code === null || found.has(element) || (code === 'NO_BRANCH' && isExhaustive(explored.program, element))) {
        continue;
      }
      found.set(element, { code, element, params: {}, at: { explored, vertex, incident } });
    }
  }
  return [...found.values()];
};

const endless: ReadonlySet<string> = new Set(['TOO_MANY_STEPS', 'TOO_MANY_NODES', 'TOO_MANY_TURNS']);

function isAddressed(program: Program, element: string): boolean {
  const addressed = program.addressed ?? [];
  return addressed.includes(element) || addressed.includes(program.process);
}

/** Whether one of two conditions is the opposite of the other, in so many words. */
function isExhaustive(program: Program, element: string): boolean {
  const flows = (program.nodes[element]?.outgoing ?? []).flatMap((id) => program.flows[id] ?? []);
  const texts = flows.map(textOf);
  return texts.some((text) => texts.includes(opposite(text)) || texts.includes(`not(${text})`));
}

function textOf({ condition }: SequenceFlow): string {
  return condition?.kind === 'feel' ? condition.source.replace(/\s+/g, ' ').trim() : '';
}

function opposite(text: string): string {
  if (/\b(and|or)\b/.test(text)) return '';
  if (text.includes('!=')) return text.replace('!=', '=');
  return /[<>]/.test(text) ? '' : text.replace('=', '!=');
}
