// From a tree of blocks to the BPMN file that says the same, and the variables it begins with.
import type { Variables } from '#engine/core/values.ts';
import { activityXml, handlerXml, scriptTaskXml } from './activity-xml.ts';
import {
  type Activity,
  type AdHocWork,
  type Block,
  type Boundary,
  type Complex,
  type EventChoice,
  type EventSub,
  type Inclusive,
  type Loop,
  type Parallel,
  type Plan,
  passes,
  type Quantity,
  type SubWork,
} from './blocks.ts';
import { addElement, connect, type Draft, insideOf, newDraft, type OpenFlow, openFlow } from './draft.ts';
import { catchXml, declarations, parallelAttribute, startMessage, startSignal, throwXml } from './event-xml.ts';

export interface Model {
  readonly xml: string;
  readonly variables: Variables;
}

export const processId = 'process';

export function modelOf(plan: Plan): Model {
  const draft = newDraft({ flag1: false, flag2: false, total: 0, trail: [] });
  const starts = {
    none: '',
    message: catchXml({ on: 'message', name: startMessage }, 'start'),
    signal: catchXml({ on: 'signal', name: startSignal }, 'start'),
    timer: catchXml({ on: 'timer', form: 'duration', minutes: 60, times: 1, missing: false }, 'start'),
  };
  addElement(draft, processId, `<bpmn:startEvent id="start">${starts[plan.start]}</bpmn:startEvent>`);
  const exits = place(draft, plan.body, [openFlow(draft, processId, 'start')]);
  if (exits.length > 0) endAt(draft, exits, 'end');
  for (const event of plan.events) placeEventSub(draft, event, processId);
  const process = `<bpmn:process id="${processId}" isExecutable="true">\n${insideOf(draft, processId)}\n</bpmn:process>`;
  return { xml: `${head}\n${declarations}\n${process}\n</bpmn:definitions>\n`, variables: draft.variables };
}

const head = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:wardflow="https://wardflow.org/bpmn/1" id="definitions" targetNamespace="https://wardflow.org/simulation">`;

/** Puts a block behind the flows that lead to it. @returns the flows that lead out of it; none where it ends */
function place(draft: Draft, block: Block, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  switch (block.kind) {
    case 'sequence':
      return block.parts.reduce((open, part) => (open.length === 0 ? open : place(draft, part, open)), entry);
    case 'choice':
    case 'inclusive':
    case 'parallel':
      return placeSplit(draft, block, entry);
    case 'complex':
      return placeComplex(draft, block, entry);
    case 'eventChoice':
      return placeEventChoice(draft, block, entry);
    case 'loop':
      return placeLoop(draft, block, entry);
    case 'fan': {
      const scope = scopeOf(entry);
      put(draft, entry, block.id, `<bpmn:task id="${block.id}" />`);
      return Array.from({ length: block.count }, () => openFlow(draft, scope, block.id));
    }
    case 'quantity':
      return placeQuantity(draft, block, entry);
    case 'catch': {
      const definitions = catchXml(block.catches, block.id);
      const tag = `bpmn:intermediateCatchEvent`;
      const xml = `<${tag} id="${block.id}"${parallelAttribute(block.catches)}>${definitions}</${tag}>`;
      return [put(draft, entry, block.id, xml)].map((id) => openFlow(draft, scopeOf(entry), id));
    }
    case 'throw': {
      const tag = `bpmn:intermediateThrowEvent`;
      put(draft, entry, block.id, `<${tag} id="${block.id}">${throwXml(block.throws)}</${tag}>`);
      return [openFlow(draft, scopeOf(entry), block.id)];
    }
    case 'link':
      return placeLink(draft, block.id, entry);
    case 'end':
      put(draft, entry, block.id, `<bpmn:endEvent id="${block.id}">${throwXml(block.throws)}</bpmn:endEvent>`);
      return [];
    case 'activity':
      return placeActivity(draft, block, entry);
  }
}

function put(draft: Draft, entry: readonly OpenFlow[], id: string, xml: string): string {
  addElement(draft, scopeOf(entry), xml);
  connect(entry, id);
  return id;
}

function scopeOf(entry: readonly OpenFlow[]): string {
  const [first] = entry;
  if (first === undefined) throw new Error('nothing leads here');
  return first.scope;
}

function endAt(draft: Draft, entry: readonly OpenFlow[], id: string): void {
  put(draft, entry, id, `<bpmn:endEvent id="${id}" />`);
}

/** One flow where a gateway would else count several. */
function merged(draft: Draft, open: readonly OpenFlow[], id: string): readonly OpenFlow[] {
  if (open.length < 2) return open;
  const scope = scopeOf(open);
  put(draft, open, id, `<bpmn:exclusiveGateway id="${id}" />`);
  return [openFlow(draft, scope, id)];
}

type SplitBlock = Extract<Block, { kind: 'choice' | 'inclusive' | 'parallel' }>;

function placeSplit(draft: Draft, block: SplitBlock, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const scope = scopeOf(entry);
  const source = `${block.id}Split`;
  const byActivity = block.kind !== 'choice' && block.split === 'activity';
  const tag = byActivity ? 'task' : gateways[block.kind];
  const flows: OpenFlow[] = block.parts.map((_, index) => {
    const condition = conditionOf(draft, block, index);
    return openFlow(draft, scope, source, condition === null ? {} : { condition });
  });
  const fallback = block.kind !== 'parallel' && block.fallback ? ` default="${flows.at(-1)?.flow.id}"` : '';
  const into = byActivity ? entry : merged(draft, entry, `${block.id}In`);
  put(draft, into, source, `<bpmn:${tag} id="${source}"${fallback} />`);
  const exits = block.parts.map((part, index) => place(draft, part, flows.slice(index, index + 1)));
  return closeSplit(draft, block, exits);
}

function closeSplit(draft: Draft, block: SplitBlock, exits: readonly (readonly OpenFlow[])[]): readonly OpenFlow[] {
  if (block.kind === 'choice') {
    const open = exits.flat();
    return block.merge === 'gateway' ? merged(draft, open, `${block.id}Merge`) : open;
  }
  const single = exits.flatMap((open, index) => merged(draft, open, `${block.id}In${index}`));
  if (single.length < 2) return single;
  const scope = scopeOf(single);
  const join = put(draft, single, `${block.id}Join`, `<bpmn:${gateways[block.kind]} id="${block.id}Join" />`);
  return [openFlow(draft, scope, join)];
}

const gateways = { choice: 'exclusiveGateway', parallel: 'parallelGateway', inclusive: 'inclusiveGateway' } as const;

function conditionOf(draft: Draft, block: SplitBlock, index: number): string | null {
  if (block.kind === 'parallel') return null;
  if (block.fallback && index === block.parts.length - 1) return null;
  if (block.kind === 'choice') {
    draft.variables[`${block.id}Chosen`] = block.chosen;
    return `${block.id}Chosen = ${index}`;
  }
  const name = `${block.id}Take${index}`;
  if (!block.missing || index > 0) draft.variables[name] = block.chosen[index] ?? false;
  return name;
}

function placeComplex(draft: Draft, block: Complex, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const { id } = block;
  addElement(draft, id, `<bpmn:startEvent id="${id}Start" />`);
  addElement(draft, id, `<bpmn:parallelGateway id="${id}Fork" />`);
  connect([openFlow(draft, id, `${id}Start`)], `${id}Fork`);
  const flows = block.parts.map(() => openFlow(draft, id, `${id}Fork`));
  const exits = block.parts.flatMap((part, index) =>
    merged(draft, place(draft, part, flows.slice(index, index + 1)), `${id}In${index}`),
  );
  const condition = expressionOf('activationCondition', `activationCount >= ${block.needed}`);
  put(draft, exits, `${id}Join`, `<bpmn:complexGateway id="${id}Join">${condition}</bpmn:complexGateway>`);
  const after = place(draft, block.after, [openFlow(draft, id, `${id}Join`)]);
  if (after.length > 0) endAt(draft, after, `${id}End`);
  put(draft, entry, id, `<bpmn:subProcess id="${id}">${insideOf(draft, id)}</bpmn:subProcess>`);
  return [openFlow(draft, scopeOf(entry), id)];
}

function expressionOf(name: string, body: string): string {
  return `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${body.replaceAll('>', '&gt;')}</bpmn:${name}>`;
}

function placeEventChoice(draft: Draft, block: EventChoice, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const scope = scopeOf(entry);
  const gate = `${block.id}Gate`;
  put(draft, entry, gate, `<bpmn:eventBasedGateway id="${gate}" />`);
  const flows = block.ways.map(() => openFlow(draft, scope, gate));
  const exits = block.ways.flatMap(({ id, catches, receive, body }, index) => {
    const xml =
      receive && catches.on === 'message'
        ? `<bpmn:receiveTask id="${id}" messageRef="${catches.name}" />`
        : `<bpmn:intermediateCatchEvent id="${id}">${catchXml(catches, id)}</bpmn:intermediateCatchEvent>`;
    put(draft, flows.slice(index, index + 1), id, xml);
    return place(draft, body, [openFlow(draft, scope, id)]);
  });
  return block.merge === 'gateway' ? merged(draft, exits, `${block.id}Merge`) : exits;
}

function placeLoop(draft: Draft, block: Loop, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const scope = scopeOf(entry);
  const counter = `${block.id}Turn`;
  const [reset, top, count, again] = ['Reset', 'Top', 'Count', 'Again'].map((end) => `${block.id}${end}`);
  if (!reset || !top || !count || !again) throw new Error('unreachable');
  put(draft, entry, reset, scriptTaskXml(reset, '0', counter));
  put(draft, [openFlow(draft, scope, reset)], top, `<bpmn:exclusiveGateway id="${top}" />`);
  const body = place(draft, block.body, [openFlow(draft, scope, top)]);
  put(draft, body, count, scriptTaskXml(count, `${counter} + 1`, counter));
  const toAgain = openFlow(draft, scope, count);
  const back = openFlow(draft, scope, again, { condition: `${counter} < ${block.turns}` });
  const out = openFlow(draft, scope, again);
  put(draft, [toAgain], again, `<bpmn:exclusiveGateway id="${again}" default="${out.flow.id}" />`);
  connect([back], top);
  return [out];
}

function placeQuantity(draft: Draft, block: Quantity, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const scope = scopeOf(entry);
  const give = `${block.id}Give`;
  put(draft, entry, give, `<bpmn:task id="${give}" completionQuantity="${block.give}" />`);
  const take = `<bpmn:userTask id="${block.id}" wardflow:role="officer" startQuantity="${block.take}" />`;
  put(draft, [openFlow(draft, scope, give)], block.id, take);
  return [openFlow(draft, scope, block.id)];
}

function placeLink(draft: Draft, id: string, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const scope = scopeOf(entry);
  const definition = `<bpmn:linkEventDefinition name="${id}" />`;
  put(
    draft,
    entry,
    `${id}From`,
    `<bpmn:intermediateThrowEvent id="${id}From">${definition}</bpmn:intermediateThrowEvent>`,
  );
  const caught = `<bpmn:intermediateCatchEvent id="${id}To">${definition}</bpmn:intermediateCatchEvent>`;
  addElement(draft, scope, caught);
  return [openFlow(draft, scope, `${id}To`)];
}

function placeActivity(draft: Draft, block: Activity, entry: readonly OpenFlow[]): readonly OpenFlow[] {
  const scope = scopeOf(entry);
  addActivity(draft, block, scope);
  connect(entry, block.id);
  const after = openFlow(draft, scope, block.id);
  const handled = block.boundaries.flatMap((boundary) => placeBoundary(draft, block, boundary, scope));
  return [after, ...handled];
}

function addActivity(draft: Draft, block: Activity, scope: string): void {
  const { id, work } = block;
  if (work.type === 'sub') placeInside(draft, id, work);
  if (work.type === 'adHoc') placeAdHoc(draft, id, work);
  addElement(draft, scope, activityXml(block, insideOf(draft, id)));
  if (block.handler === null) return;
  const border = `<bpmn:boundaryEvent id="${id}Done" attachedToRef="${id}"><bpmn:compensateEventDefinition /></bpmn:boundaryEvent>`;
  addElement(draft, scope, border);
  addElement(draft, scope, handlerXml(`${id}Undo`, block.handler, `${id}Undo`));
  const association = `<bpmn:association id="${id}Pair" associationDirection="One" sourceRef="${id}Done" targetRef="${id}Undo" />`;
  addElement(draft, scope, association);
}

function placeInside(draft: Draft, id: string, work: SubWork): void {
  addElement(draft, id, `<bpmn:startEvent id="${id}Start" />`);
  const exits = place(draft, work.body, [openFlow(draft, id, `${id}Start`)]);
  if (exits.length > 0) endAt(draft, exits, `${id}End`);
  for (const event of work.events) placeEventSub(draft, event, id);
}

function placeAdHoc(draft: Draft, id: string, work: AdHocWork): void {
  if (work.conditional) draft.variables[`${id}Over`] = false;
  for (const part of work.parts) addActivity(draft, part, id);
}

function placeBoundary(draft: Draft, host: Activity, boundary: Boundary, scope: string): readonly OpenFlow[] {
  const { id, catches } = boundary;
  const cancels = catchesAlways(boundary) ? '' : ` cancelActivity="${boundary.interrupting}"`;
  const open = `<bpmn:boundaryEvent id="${id}" attachedToRef="${host.id}"${cancels}${parallelAttribute(catches)}>`;
  addElement(draft, scope, `${open}${catchXml(catches, id)}</bpmn:boundaryEvent>`);
  const exits = place(draft, boundary.body, [openFlow(draft, scope, id)]);
  if (boundary.joins || exits.length === 0) return exits;
  endAt(draft, exits, `${id}End`);
  return [];
}

function catchesAlways({ catches }: Boundary): boolean {
  return catches.on === 'error' || catches.on === 'cancel';
}

function placeEventSub(draft: Draft, event: EventSub, scope: string): void {
  const { id, catches } = event;
  const open = `<bpmn:startEvent id="${id}Start" isInterrupting="${event.interrupting}"${parallelAttribute(catches)}>`;
  addElement(draft, id, `${open}${catchXml(catches, `${id}Start`)}</bpmn:startEvent>`);
  const exits = place(draft, event.body, [openFlow(draft, id, `${id}Start`)]);
  if (exits.length > 0) endAt(draft, exits, `${id}End`);
  addElement(
    draft,
    scope,
    `<bpmn:subProcess id="${id}" triggeredByEvent="true">${insideOf(draft, id)}</bpmn:subProcess>`,
  );
}

/** Whether the branches that come out of a fork meet in a gateway of their own. */
export function hasJoin(block: Parallel | Inclusive): boolean {
  return block.parts.filter(passes).length > 1;
}

/** Files that the processes refer to. */
export const resources = [
  {
    path: 'double.dmn',
    content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="rules" name="rules" namespace="https://wardflow.org/simulation">
  <decision id="double" name="double">
    <variable id="doubleVariable" name="double" typeRef="number" />
    <literalExpression id="doubleExpression"><text>total * 2</text></literalExpression>
  </decision>
</definitions>
`,
  },
  {
    path: 'callee.bpmn',
    content: `${head}
<bpmn:process id="callee" isExecutable="true">
<bpmn:startEvent id="calleeStart" /><bpmn:userTask id="calleeWork" wardflow:role="officer" /><bpmn:endEvent id="calleeEnd" />
<bpmn:sequenceFlow id="c1" sourceRef="calleeStart" targetRef="calleeWork" /><bpmn:sequenceFlow id="c2" sourceRef="calleeWork" targetRef="calleeEnd" />
</bpmn:process>
</bpmn:definitions>
`,
  },
];
