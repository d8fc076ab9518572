/** Processes that talk to one another, for tests of what is between instances. */

import { newId } from '#engine/runtime/kernel/uuid.ts';
import type { Store } from '#engine/runtime/ports.ts';
import { start } from './kernel-fixture.ts';

const head = `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
  id="d" targetNamespace="https://example.org"><bpmn:message id="paid" name="paid"/><bpmn:signal id="storm" name="storm"/>
  <bpmn:error id="bad" errorCode="BAD"/>`;
const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}" wardflow:unit="u" wardflow:role="officer"/>`;
const process = (id: string, nodes: string, ...flows: readonly string[]) =>
  `<bpmn:process id="${id}" isExecutable="true">${nodes}${flows
    .map((pair) => pair.split('>'))
    .map(([from, to]) => `<bpmn:sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`)
    .join('')}</bpmn:process>`;
const begin = (id: string) => `<bpmn:startEvent id="${id}"/>`;
const end = (id: string) => `<bpmn:endEvent id="${id}"/>`;

/** `main` calls `sub`; `sub` asks somebody, and throws BAD where it is told so. */
export const calling = `${head}${process(
  'main',
  `${begin('s')}<bpmn:callActivity id="call" calledElement="sub"><bpmn:extensionElements>
     <wardflow:input name="subject" value="=title"/><wardflow:output name="answer" value="=answer"/></bpmn:extensionElements></bpmn:callActivity>
   <bpmn:boundaryEvent id="caught" attachedToRef="call"><bpmn:errorEventDefinition id="ed" errorRef="bad"/></bpmn:boundaryEvent>
   ${task('after')}${task('mend')}${end('e')}${end('e2')}`,
  's>call',
  'call>after',
  'after>e',
  'caught>mend',
  'mend>e2',
)}${process(
  'sub',
  `${begin('t')}${task('ask')}<bpmn:exclusiveGateway id="x" default="x-done"/><bpmn:endEvent id="thrown"><bpmn:errorEventDefinition id="ee" errorRef="bad"/></bpmn:endEvent>
   ${end('done')}<bpmn:sequenceFlow id="x-thrown" sourceRef="x" targetRef="thrown"><bpmn:conditionExpression>ok = false</bpmn:conditionExpression></bpmn:sequenceFlow>`,
  't>ask',
  'ask>x',
  'x>done',
)}</bpmn:definitions>`;

/** `top` calls `middle`, which calls `bottom`, where somebody works beside somebody in `middle`. */
export const deep = `${head}${process(
  'top',
  `${begin('s1')}${task('first')}<bpmn:callActivity id="down" calledElement="middle"/>${end('e1')}`,
  's1>first',
  'first>down',
  'down>e1',
)}${process(
  'middle',
  `${begin('s2')}<bpmn:parallelGateway id="split"/><bpmn:callActivity id="further" calledElement="bottom"/>${task('beside')}<bpmn:parallelGateway id="join"/>${end('e2')}`,
  's2>split',
  'split>further',
  'split>beside',
  'further>join',
  'beside>join',
  'join>e2',
)}${process('bottom', `${begin('s3')}${task('work')}${end('e3')}`, 's3>work', 'work>e3')}</bpmn:definitions>`;

/** `buyer` sends `paid` and ends; `seller` waits for it, `clerk` begins with it. */
export const talking = (receiver: 'seller' | 'clerk') => {
  const wait =
    receiver === 'seller'
      ? process(
          'seller',
          `${begin('b')}<bpmn:intermediateCatchEvent id="wait"><bpmn:messageEventDefinition id="m1" messageRef="paid"/></bpmn:intermediateCatchEvent>${task('ship')}${end('e3')}`,
          'b>wait',
          'wait>ship',
          'ship>e3',
        )
      : process(
          'clerk',
          `<bpmn:startEvent id="got"><bpmn:messageEventDefinition id="m2" messageRef="paid"/></bpmn:startEvent>${task('file')}${end('e4')}`,
          'got>file',
          'file>e4',
        );
  const send = process(
    'buyer',
    `${begin('s')}<bpmn:endEvent id="pay"><bpmn:messageEventDefinition id="m0" messageRef="paid"/></bpmn:endEvent>`,
    's>pay',
  );
  return `${head}${send}${wait}</bpmn:definitions>`;
};

export const storming = `${head}${process(
  'warner',
  `${begin('s')}<bpmn:endEvent id="warn"><bpmn:signalEventDefinition id="g0" signalRef="storm"/></bpmn:endEvent>`,
  's>warn',
)}${process(
  'listener',
  `${begin('b')}<bpmn:intermediateCatchEvent id="hear"><bpmn:signalEventDefinition id="g1" signalRef="storm"/></bpmn:intermediateCatchEvent>${task('shelter')}${end('e')}`,
  'b>hear',
  'hear>shelter',
  'shelter>e',
)}${process(
  'patrol',
  `<bpmn:startEvent id="alarm"><bpmn:signalEventDefinition id="g2" signalRef="storm"/></bpmn:startEvent>${task('look')}${end('e5')}`,
  'alarm>look',
  'look>e5',
)}</bpmn:definitions>`;

/** Publishes a file as the first version of a service of its own. @returns the version's id */
export async function published(store: Store, content: string): Promise<string> {
  const id = newId(start);
  const row = { id, service: `s-${id}`, version: 1, state: 'published', revision: 1, basedOn: 0 } as const;
  const saved = { note: '', createdAt: start, createdBy: 'test', savedAt: start, savedBy: 'test' };
  const publishedBy = { publishedAt: start, publishedBy: 'test', name: { vi: 'Thử', en: 'Test' } };
  const file = { path: 'p.bpmn', kind: 'process', title: 'p', content } as const;
  await store.transaction((tx) => tx.engine.services.insert({ ...row, ...saved, ...publishedBy }, [file]));
  return id;
}
