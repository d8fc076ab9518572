/** The models that all engines are given, as the same BPMN files, and what is played on them. */

export interface Model {
  readonly key: string;
  readonly name: string;
  readonly xml: string;
  readonly variables: { readonly [name: string]: number };
  /** Task that somebody completes; every service is done at once. */
  readonly userTask: string | null;
}

export const models: readonly Model[] = [
  {
    key: 'a',
    name: 'start → xor → user task → service task → end',
    xml: definitions([
      node('startEvent', 'start'),
      flow('start', 'big'),
      '<bpmn:exclusiveGateway id="big" default="big-small" />',
      flow('big', 'approve', 'amount &gt; 100'),
      flow('big', 'small'),
      '<bpmn:userTask id="approve" wardflow:assignee="an" />',
      flow('approve', 'pay'),
      service('pay'),
      flow('pay', 'paid'),
      node('endEvent', 'paid'),
      node('endEvent', 'small'),
    ]),
    variables: { amount: 150 },
    userTask: 'approve',
  },
  { key: 'b', name: 'sequence of 50 service tasks', xml: sequence(50), variables: {}, userTask: null },
  { key: 'c', name: 'fork and join of 10 service tasks', xml: fork(10), variables: {}, userTask: null },
  instances('d', 100),
];

/** One activity, many times at once. */
export function instances(key: string, count: number): Model {
  const name = `service task, ${count} instances at once`;
  return { key, name, xml: multiInstance(count), variables: {}, userTask: null };
}

/** A sequence of tasks, for loading. */
export function sequence(length: number): string {
  const tasks = Array.from({ length }, (_, index) => `task${index + 1}`);
  return definitions([
    node('startEvent', 'start'),
    node('endEvent', 'end'),
    ...tasks.flatMap((task, index) => [service(task), flow(index === 0 ? 'start' : `task${index}`, task)]),
    flow(`task${length}`, 'end'),
  ]);
}

function fork(ways: number): string {
  const tasks = Array.from({ length: ways }, (_, index) => `task${index + 1}`);
  return definitions([
    node('startEvent', 'start'),
    flow('start', 'fork'),
    node('parallelGateway', 'fork'),
    ...tasks.flatMap((task) => [flow('fork', task), service(task), flow(task, 'join')]),
    node('parallelGateway', 'join'),
    flow('join', 'end'),
    node('endEvent', 'end'),
  ]);
}

function multiInstance(count: number): string {
  const loop = `<bpmn:multiInstanceLoopCharacteristics isSequential="false"><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${count}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>`;
  return definitions([
    node('startEvent', 'start'),
    flow('start', 'many'),
    `<bpmn:serviceTask id="many" wardflow:jobType="work">${loop}</bpmn:serviceTask>`,
    flow('many', 'end'),
    node('endEvent', 'end'),
  ]);
}

function definitions(elements: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:wardflow="https://wardflow.org/bpmn/1" id="definitions" targetNamespace="https://wardflow.org/bench">
<bpmn:process id="process" isExecutable="true">
${elements.join('\n')}
</bpmn:process>
</bpmn:definitions>`;
}

function node(type: string, id: string): string {
  return `<bpmn:${type} id="${id}" />`;
}

function service(id: string): string {
  return `<bpmn:serviceTask id="${id}" wardflow:jobType="work" />`;
}

function flow(source: string, target: string, condition: string | null = null): string {
  const place = `id="${source}-${target}" sourceRef="${source}" targetRef="${target}"`;
  if (condition === null) return `<bpmn:sequenceFlow ${place} />`;
  return `<bpmn:sequenceFlow ${place}><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
}
