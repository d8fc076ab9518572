// Attributes and elements of Camunda 7, Flowable and Activiti. They share their names; only the prefix differs.
import { wordsFor } from '../interchange/foreign-words.ts';
import { extensionsOf, type ModdleElement } from '../moddle-types.ts';

const prefixes = ['camunda', 'flowable', 'activiti'] as const;

/** An attribute of one of these engines, e.g. `assignee`. */
export function foreignText(element: ModdleElement, name: string): string | null {
  for (const prefix of prefixes) {
    const value = element.$attrs[`${prefix}:${name}`];
    if (value !== undefined && value.trim() !== '') return value.trim();
  }
  return null;
}

/** Extension elements of one of these engines, e.g. `in`. */
export function foreignElements(element: ModdleElement, name: string): readonly ModdleElement[] {
  return extensionsOf(element).filter(({ $type }) => prefixes.some((prefix) => $type === `${prefix}:${name}`));
}

/** An attribute of such an element: moddle keeps it as a plain property. */
export function plainText(element: ModdleElement, name: string): string | null {
  const value = (element as unknown as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** Where the code is kept that a model of these engines writes in place of a reference to an error. */
export const keptCode = 'errorCode';

/** What is mapped onto ours or means no more than "done by a worker"; all else is warned of. */
const understood = new Set([
  'assignee',
  'candidateGroups',
  'candidateUsers',
  'formKey',
  'priority',
  'type',
  'topic',
  'class',
  'expression',
  'delegateExpression',
  'resultVariable',
  'decisionRef',
  'mapDecisionResult',
  'collection',
  'elementVariable',
  'in',
  'out',
  'calledElementBinding',
  'calledElementVersion',
]);

/** What an import has written beside a foreign part, by the part's name: then it is that what counts. */
const counterparts: Readonly<Record<string, string>> = {
  dueDate: 'wardflow:Deadline',
  taskSchedule: 'wardflow:Deadline',
  formRef: 'wardflow:form',
  formDefinition: 'wardflow:form',
  assignmentDefinition: 'wardflow:role wardflow:assignee',
  priorityDefinition: 'wardflow:priority',
  failedJobRetryTimeCycle: 'wardflow:retries',
  taskDefinition: 'wardflow:jobType',
  taskHeaders: 'wardflow:Input',
  field: 'wardflow:Input',
  inputOutput: 'wardflow:Input wardflow:Output',
  ioMapping: 'wardflow:Input wardflow:Output',
  calledElement: 'wardflow:called',
  calledDecision: 'wardflow:decision',
  script: 'wardflow:expression',
  inheritVariables: 'wardflow:allIn',
};

/** Whether a foreign part of `element` is mapped onto ours, or says nothing that matters here. */
export function isUnderstood(element: ModdleElement, name: string): boolean {
  const [prefix = '', local = ''] = name.split(':');
  if (prefixes.some((known) => known === prefix) && understood.has(local)) return true;
  const ours = counterparts[local]?.split(' ') ?? [];
  const own = extensionsOf(element).map(({ $type }) => $type);
  return ours.some((one) => own.includes(one) || element.get(one) !== undefined) || isHarmless(local);
}

function isHarmless(local: string): boolean {
  return engines.some((uri) => wordsFor(uri, local)?.kind === 'harmless');
}

const engines = ['http://camunda.org/schema/1.0/bpmn', 'http://camunda.org/schema/zeebe/1.0'];
