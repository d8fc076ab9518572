// Attributes and forms of elements that make a difference of their own, each as a pair of models.
import { instead, node, type Pieces, type SupportEntry } from './support-models.ts';

const flow = (id: string, from: string, to: string, inner = ''): string =>
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
const formal = (text: string): string => `xsi:type="tFormalExpression">=${text}`;
const timer = (kind: string, text: string): Pieces => ({
  node: `<intermediateCatchEvent id="a"><timerEventDefinition><${kind} xsi:type="tFormalExpression">${text}</${kind}></timerEventDefinition></intermediateCatchEvent>`,
});
const caught = (id: string, definition: string): string =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const shared = '<signalEventDefinition id="sd" signalRef="g"/>';
const waiting = '<task id="a"/>';
const multi = (attributes: string, inside = ''): Pieces => ({
  node: `<task id="a"><multiInstanceLoopCharacteristics ${attributes}><loopCardinality ${formal('3')}</loopCardinality>${inside}</multiInstanceLoopCharacteristics></task>`,
});
const begun = (attributes: string): Pieces => ({
  start: '',
  end: '',
  node: `<eventBasedGateway id="s" ${attributes}/>${flow('g1', 's', 'x')}${flow('g2', 's', 'y')}
    ${caught('x', '<messageEventDefinition messageRef="m"/>')}${flow('g3', 'x', 'a')}
    ${caught('y', '<signalEventDefinition signalRef="g"/>')}${flow('g4', 'y', 'a')}${waiting}${flow('f2', 'a', 'e')}<endEvent id="e"/>`,
});

export const featureEntries: readonly SupportEntry[] = [
  ['receive task without a message', '10.3.3.1', node('<receiveTask id="a"/>')],
  [
    'receive task that instantiates',
    '10.3.3.1',
    node(`<receiveTask id="a" messageRef="m" instantiate="true"/>${flow('f2', 'a', 'e')}<endEvent id="e"/>`, {
      start: '',
      end: '',
    }),
  ],
  ['event-based gateway that instantiates', '10.6.6', instead(begun('instantiate="true"'), {})],
  ['the same, parallel', '10.6.6', instead(begun('instantiate="true" eventGatewayType="Parallel"'), {})],
  [
    'event sub-process',
    '10.3.5',
    node(
      `${waiting}<subProcess id="h" triggeredByEvent="true"><startEvent id="x"><messageEventDefinition messageRef="m"/></startEvent>${flow('xy', 'x', 'y')}<endEvent id="y"/></subProcess>`,
    ),
  ],
  [
    'start and completion quantities',
    '10.3.1',
    instead({ node: '<task id="a" startQuantity="2" completionQuantity="3"/>' }, { node: waiting }),
  ],
  [
    'compensation handler',
    '10.7',
    node(
      `${waiting}<boundaryEvent id="x" attachedToRef="a"><compensateEventDefinition/></boundaryEvent><task id="undo" isForCompensation="true"/><association id="as" sourceRef="x" targetRef="undo" associationDirection="One"/>`,
    ),
  ],
  ['multi-instance, sequential', '10.3.8', instead(multi('isSequential="true"'), multi(''))],
  [
    'multi-instance, completion condition',
    '10.3.8',
    instead(multi('', `<completionCondition ${formal('x')}</completionCondition>`), multi('')),
  ],
  [
    'multi-instance, behavior None',
    '10.3.8',
    instead({ ...multi('behavior="None" noneBehaviorEventRef="sd"'), root: shared }, multi('')),
  ],
  [
    'multi-instance, behavior One',
    '10.3.8',
    instead({ ...multi('behavior="One" oneBehaviorEventRef="sd"'), root: shared }, multi('')),
  ],
  [
    'loop tested before',
    '10.3.8',
    instead(
      {
        node: `<task id="a"><standardLoopCharacteristics testBefore="true"><loopCondition ${formal('x')}</loopCondition></standardLoopCharacteristics></task>`,
      },
      { node: waiting },
    ),
  ],
  [
    'ad-hoc, sequential',
    '10.3.5',
    node('<adHocSubProcess id="a" ordering="Sequential"><task id="b"/></adHocSubProcess>'),
  ],
  ['timer by duration', '10.5.5', instead(timer('timeDuration', 'PT1H'), {})],
  ['timer by date', '10.5.5', instead(timer('timeDate', '2030-01-01T00:00:00Z'), {})],
  ['timer by cycle', '10.5.5', instead(timer('timeCycle', 'R3/PT1H'), {})],
  [
    'conditional flow out of an activity',
    '8.4.13',
    node(
      `${waiting}${flow('f3', 'a', 'z', `<conditionExpression ${formal('x')}</conditionExpression>`)}<endEvent id="z"/>`,
    ),
  ],
  [
    'default flow of an activity',
    '8.4.13',
    node(
      `<task id="a" default="f2"/>${flow('f3', 'a', 'z', `<conditionExpression ${formal('x')}</conditionExpression>`)}<endEvent id="z"/>`,
    ),
  ],
  ['several flows out of an activity', '8.4.13', node(`${waiting}${flow('f3', 'a', 'z')}<endEvent id="z"/>`)],
  [
    'compensation without waiting for it',
    '10.5.5',
    node(
      '<intermediateThrowEvent id="a"><compensateEventDefinition waitForCompletion="false"/></intermediateThrowEvent>',
    ),
  ],
  [
    'script in JavaScript (off unless allowed)',
    '10.3.3.1',
    node('<scriptTask id="a" scriptFormat="text/javascript"><script>1</script></scriptTask>'),
  ],
];
