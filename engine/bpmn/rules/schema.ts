// What the XML schema of BPMN 2.0.2 (Semantic.xsd) asks for and moddle does not: attributes and children that must be
// there, children that may stand once, values of a list. Each row follows the type's table of attributes in the standard.
import type { Written } from './outline.ts';
import type { Finding, Rule } from './rule.ts';

interface Shape {
  /** Attributes that must be there. */
  readonly needs?: readonly string[];
  /** Children that must be there, at least so often. */
  readonly holds?: Readonly<Record<string, number>>;
  /** Children that may stand once; groups with `|` share the one place. */
  readonly once?: readonly string[];
  /** Attributes with a list of values. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  readonly numbers?: readonly string[];
  readonly flags?: readonly string[];
}

const collaboration: Shape = { flags: ['isClosed'] };
const activity: Shape = {
  once: ['ioSpecification', 'standardLoopCharacteristics|multiInstanceLoopCharacteristics'],
  numbers: ['startQuantity', 'completionQuantity'],
  flags: ['isForCompensation'],
};
const send: Shape = { ...activity };
const subProcess: Shape = { ...activity, flags: ['isForCompensation', 'triggeredByEvent'] };
const catching: Shape = { once: ['outputSet'], flags: ['parallelMultiple'] };
const throwing: Shape = { once: ['inputSet'] };
const gateway: Shape = { values: { gatewayDirection: ['Unspecified', 'Converging', 'Diverging', 'Mixed'] } };
const callable: Shape = { once: ['ioSpecification'] };
const choreographyActivity: Shape = {
  needs: ['initiatingParticipantRef'],
  holds: { participantRef: 2 },
  values: { loopType: ['None', 'Standard', 'MultiInstanceSequential', 'MultiInstanceParallel'] },
};
const dataAssociation: Shape = { holds: { targetRef: 1 }, once: ['targetRef', 'transformation'] };
const data: Shape = { once: ['dataState'], flags: ['isCollection'] };
const set: Shape = {};
const ends = ['sourceRef', 'targetRef'];

/** By the element's name in the file. */
const shapes: Readonly<Record<string, Shape>> = {
  definitions: { needs: ['targetNamespace'] },
  import: { needs: ['namespace', 'location', 'importType'] },
  extension: { flags: ['mustUnderstand'] },
  relationship: {
    needs: ['type'],
    holds: { source: 1, target: 1 },
    values: { direction: ['None', 'Forward', 'Backward', 'Both'] },
  },
  association: { needs: ends, values: { associationDirection: ['None', 'One', 'Both'] } },
  textAnnotation: { once: ['text'] },
  itemDefinition: { values: { itemKind: ['Information', 'Physical'] }, flags: ['isCollection'] },
  interface: { needs: ['name'], holds: { operation: 1 } },
  operation: { needs: ['name'], holds: { inMessageRef: 1 }, once: ['inMessageRef', 'outMessageRef'] },
  resource: { needs: ['name'] },
  resourceParameter: { flags: ['isRequired'] },
  resourceParameterBinding: { needs: ['parameterRef'], holds: { 'expression|formalExpression': 1 } },
  resourceAssignmentExpression: { holds: { 'expression|formalExpression': 1 }, once: ['expression|formalExpression'] },
  ...Object.fromEntries(
    ['resourceRole', 'performer', 'humanPerformer', 'potentialOwner'].map((name) => [
      name,
      { once: ['resourceRef', 'resourceAssignmentExpression'] },
    ]),
  ),
  correlationProperty: { holds: { correlationPropertyRetrievalExpression: 1 } },
  correlationPropertyRetrievalExpression: { needs: ['messageRef'], holds: { messagePath: 1 }, once: ['messagePath'] },
  correlationPropertyBinding: { needs: ['correlationPropertyRef'], holds: { dataPath: 1 }, once: ['dataPath'] },
  correlationSubscription: { needs: ['correlationKeyRef'] },
  process: {
    ...callable,
    values: { processType: ['None', 'Public', 'Private'] },
    flags: ['isClosed', 'isExecutable'],
  },
  globalTask: callable,
  globalUserTask: callable,
  globalManualTask: callable,
  globalBusinessRuleTask: callable,
  globalScriptTask: { once: ['ioSpecification', 'script'] },
  ioBinding: { needs: ['operationRef', 'inputDataRef', 'outputDataRef'] },
  ioSpecification: { holds: { inputSet: 1, outputSet: 1 } },
  inputSet: set,
  outputSet: set,
  dataInput: data,
  dataOutput: data,
  dataObject: data,
  dataObjectReference: { once: ['dataState'] },
  dataStore: { flags: ['isUnlimited'], numbers: ['capacity'], once: ['dataState'] },
  dataInputAssociation: dataAssociation,
  dataOutputAssociation: dataAssociation,
  assignment: { holds: { from: 1, to: 1 }, once: ['from', 'to'] },
  sequenceFlow: { needs: ends, once: ['conditionExpression'], flags: ['isImmediate'] },
  task: activity,
  userTask: activity,
  manualTask: activity,
  scriptTask: { ...activity, once: [...(activity.once ?? []), 'script'] },
  serviceTask: send,
  sendTask: send,
  receiveTask: { ...activity, flags: ['isForCompensation', 'instantiate'] },
  businessRuleTask: activity,
  callActivity: activity,
  subProcess,
  transaction: subProcess,
  adHocSubProcess: {
    ...subProcess,
    once: [...(activity.once ?? []), 'completionCondition'],
    values: { ordering: ['Parallel', 'Sequential'] },
    flags: ['isForCompensation', 'cancelRemainingInstances'],
  },
  standardLoopCharacteristics: { once: ['loopCondition'], numbers: ['loopMaximum'], flags: ['testBefore'] },
  multiInstanceLoopCharacteristics: {
    once: [
      'loopCardinality',
      'loopDataInputRef',
      'loopDataOutputRef',
      'inputDataItem',
      'outputDataItem',
      'completionCondition',
    ],
    values: { behavior: ['None', 'One', 'All', 'Complex'] },
    flags: ['isSequential'],
  },
  complexBehaviorDefinition: { holds: { condition: 1 }, once: ['condition', 'event'] },
  startEvent: { ...catching, flags: ['parallelMultiple', 'isInterrupting'] },
  intermediateCatchEvent: catching,
  boundaryEvent: { ...catching, needs: ['attachedToRef'], flags: ['parallelMultiple', 'cancelActivity'] },
  intermediateThrowEvent: throwing,
  endEvent: throwing,
  messageEventDefinition: { once: ['operationRef'] },
  compensateEventDefinition: { flags: ['waitForCompletion'] },
  conditionalEventDefinition: { once: ['condition'] },
  linkEventDefinition: { once: ['target'] },
  timerEventDefinition: { once: ['timeDate', 'timeDuration', 'timeCycle'] },
  exclusiveGateway: gateway,
  inclusiveGateway: gateway,
  parallelGateway: gateway,
  complexGateway: { ...gateway, once: ['activationCondition'] },
  eventBasedGateway: {
    values: { ...gateway.values, eventGatewayType: ['Exclusive', 'Parallel'] },
    flags: ['instantiate'],
  },
  lane: { once: ['partitionElement', 'childLaneSet'] },
  collaboration,
  choreography: collaboration,
  globalConversation: collaboration,
  globalChoreographyTask: { ...collaboration, needs: ['initiatingParticipantRef'] },
  participant: { once: ['participantMultiplicity'] },
  participantMultiplicity: { numbers: ['minimum', 'maximum'] },
  participantAssociation: {
    holds: { innerParticipantRef: 1, outerParticipantRef: 1 },
    once: ['innerParticipantRef', 'outerParticipantRef'],
  },
  messageFlow: { needs: ends },
  messageFlowAssociation: { needs: ['innerMessageFlowRef', 'outerMessageFlowRef'] },
  conversationAssociation: { needs: ['innerConversationNodeRef', 'outerConversationNodeRef'] },
  conversationLink: { needs: ends },
  choreographyTask: { ...choreographyActivity, holds: { participantRef: 2, messageFlowRef: 1 } },
  subChoreography: choreographyActivity,
  callChoreography: choreographyActivity,
};

/** The schema; what it asks for stands in the table of the element's attributes too. */
const section = '15.3';

export const schemaRules: readonly Rule[] = [
  {
    code: 'ATTRIBUTE_REQUIRED',
    section,
    on: 'Definitions',
    vi: '{element} thiếu thuộc tính {name}. Hãy điền thuộc tính này.',
    en: 'A {element} lacks the attribute {name}. Fill it in.',
    broken: (_, { outline }) =>
      outline.elements.flatMap((element) =>
        (shapes[element.name]?.needs ?? [])
          .filter((name) => (element.attributes[name] ?? '').trim() === '')
          .map((name) => there(element, { name })),
      ),
  },
  {
    code: 'CHILD_REQUIRED',
    section,
    on: 'Definitions',
    vi: '{element} phải có ít nhất {count} {name} bên trong. Hãy thêm vào.',
    en: 'A {element} needs at least {count} {name} inside. Add it.',
    broken: (_, { outline, foreign }) =>
      outline.elements.flatMap((element) =>
        Object.entries(foreign && element.name === 'ioSpecification' ? {} : (shapes[element.name]?.holds ?? {}))
          .filter(([name, count]) => countOf(element, name) < count)
          .map(([name, count]) => there(element, { name: name.split('|')[0] ?? name, count })),
      ),
  },
  {
    code: 'CHILD_ONCE',
    section,
    on: 'Definitions',
    vi: '{element} chỉ được có một {name} bên trong. Hãy giữ lại một.',
    en: 'A {element} may hold one {name} only. Keep one.',
    broken: (_, { outline }) =>
      outline.elements.flatMap((element) =>
        (shapes[element.name]?.once ?? [])
          .filter((name) => countOf(element, name) > 1)
          .map((name) => there(element, { name: name.replaceAll('|', ' / ') })),
      ),
  },
  {
    code: 'VALUE_NOT_IN_LIST',
    section,
    on: 'Definitions',
    vi: 'Giá trị "{value}" của {name} không hợp lệ. Hãy chọn một trong: {list}.',
    en: 'The value "{value}" of {name} is not valid. Choose one of: {list}.',
    broken: (_, { outline }) => outline.elements.flatMap(wrongValues),
  },
];

function wrongValues(element: Written): readonly Finding[] {
  const { values = {}, numbers = [], flags = [] } = shapes[element.name] ?? {};
  const lists = [
    ...Object.entries(values),
    ...flags.map((name): readonly [string, readonly string[]] => [name, ['true', 'false', '1', '0']]),
  ].flatMap(([name, list]) => {
    const value = element.attributes[name]?.trim();
    return value === undefined || list.includes(value) ? [] : [there(element, { name, value, list: list.join(', ') })];
  });
  const wrong = numbers.flatMap((name) => {
    const value = element.attributes[name]?.trim();
    return value === undefined || /^[+-]?\d+$/.test(value) ? [] : [there(element, { name, value, list: '0, 1, 2, …' })];
  });
  return [...lists, ...wrong];
}

function countOf({ children }: Written, names: string): number {
  const wanted = names.split('|');
  return children.filter(({ name }) => wanted.includes(name)).length;
}

/** Where the text has it: by id, since what moddle made of it may have lost it. */
function there(element: Written, params: Record<string, string | number>): Finding {
  return { at: element.place, params: { element: element.name, ...params } };
}
