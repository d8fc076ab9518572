// §10.5 and §10.6: start and end events, intermediate and boundary events, event definitions, gateways.
import {
  border,
  choice,
  type Example,
  eventSub,
  eventSubProcess,
  flow,
  line,
  message,
  process,
  signal,
  sub,
  timer,
  when,
} from './write.ts';

const named = '<message id="m"/><signal id="g1" name="g"/><error id="er" errorCode="E"/><error id="none"/>';
const ends = (definition: string) =>
  named + process(`<startEvent id="s"/><endEvent id="e">${definition}</endEvent>${flow('f', 's', 'e')}`);
const starts = (definition: string) =>
  named + process(`<startEvent id="s">${definition}</startEvent><endEvent id="e"/>${flow('f', 's', 'e')}`);
const caught = (definition: string, more = '') =>
  named + line(`<intermediateCatchEvent id="a">${definition}</intermediateCatchEvent>`, more);
const thrown = (definition: string) =>
  named + line(`<intermediateThrowEvent id="a">${definition}</intermediateThrowEvent>`);
const link = (name: string) => `<linkEventDefinition name="${name}"/>`;
const jump = (to: string, more = '', attributes = 'name="L"') =>
  process(`<startEvent id="s"/><intermediateThrowEvent id="t"><linkEventDefinition ${attributes}/></intermediateThrowEvent>
  <intermediateCatchEvent id="c">${link(to)}</intermediateCatchEvent><endEvent id="e"/>${flow('f1', 's', 't')}${flow('f2', 'c', 'e')}${more}`);
const catches = (id: string, definition: string) =>
  `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
const receives = (id: string) => `<receiveTask id="${id}"/>`;
const timed = (inside: string) => caught(`<timerEventDefinition>${inside}</timerEventDefinition>`);
const duration = '<timeDuration xsi:type="tFormalExpression">PT1H</timeDuration>';
const gate = (direction: string, inside: string, more = '') =>
  process(`<startEvent id="s"/><exclusiveGateway id="x" gatewayDirection="${direction}"/><task id="a"/><endEvent id="e"/>
  ${flow('f1', 's', 'x')}${inside}${flow('f9', 'a', 'e')}${more}`);
const forks = flow('f2', 'x', 'a', when) + flow('f3', 'x', 'e', when);
const joins = flow('f2', 's', 'x') + flow('f3', 'x', 'a');

export const eventExamples: readonly Example[] = [
  { code: 'START_HAS_INCOMING', at: 's', keeps: starts(''), breaks: line('<task id="a"/>', flow('f9', 'a', 's')) },
  {
    code: 'START_HAS_NO_OUTGOING',
    at: 's2',
    keeps: starts(''),
    breaks: named + line('<task id="a"/>', `<startEvent id="s2">${message}</startEvent>`),
  },
  { code: 'END_HAS_OUTGOING', at: 'e', keeps: ends(''), breaks: line('<task id="a"/>', flow('f9', 'e', 'a')) },
  {
    code: 'START_MISSING',
    at: 'p',
    keeps: line('<task id="a"/>'),
    breaks: process(`<task id="a"/><endEvent id="e"/>${flow('f', 'a', 'e')}`),
  },
  {
    code: 'END_MISSING',
    at: 'p',
    keeps: line('<task id="a"/>'),
    breaks: process(`<startEvent id="s"/><task id="a"/>${flow('f', 's', 'a')}`),
  },
  {
    code: 'INCOMING_MISSING',
    at: 'z',
    keeps: line('<task id="a"/>'),
    breaks: line('<task id="a"/>', `<task id="z"/>${flow('f9', 'z', 'e')}`),
  },
  {
    code: 'OUTGOING_MISSING',
    at: 'z',
    keeps: line('<task id="a"/>'),
    breaks: line('<task id="a"/>', `<task id="z"/>${flow('f9', 's', 'z')}`),
  },
  {
    code: 'SUB_PROCESS_START',
    at: 'i',
    keeps: sub(`<startEvent id="i"/><endEvent id="k"/>${flow('f9', 'i', 'k')}`),
    breaks: sub(`<startEvent id="i">${timer}</startEvent><endEvent id="k"/>${flow('f9', 'i', 'k')}`),
  },
  { code: 'EVENT_SUB_PROCESS_START', at: 'vs', keeps: eventSub(timer), breaks: eventSub('') },
  {
    code: 'EVENT_SUB_PROCESS_START',
    at: 'v',
    keeps: eventSub(timer),
    breaks: eventSub(timer).replace(
      '<endEvent id="ve"/>',
      `<endEvent id="ve"/><startEvent id="vs2">${timer}</startEvent>${flow('vf2', 'vs2', 've')}`,
    ),
  },
  {
    code: 'EVENT_SUB_PROCESS_FLOWS',
    at: 'v',
    keeps: eventSub(timer),
    breaks: eventSub(timer).replace('</process>', `${flow('f9', 'v', 'e')}</process>`),
  },
  { code: 'START_TRIGGER', at: 's', keeps: starts(timer), breaks: starts('<terminateEventDefinition/>') },
  { code: 'END_RESULT', at: 'e', keeps: ends('<terminateEventDefinition/>'), breaks: ends(timer) },
  {
    code: 'COMPENSATION_AT_TOP',
    at: 'vs',
    keeps: sub(`<task id="i"/>${eventSubProcess('<compensateEventDefinition/>')}`),
    breaks: eventSub('<compensateEventDefinition/>'),
  },
  {
    code: 'NO_START',
    at: 'p',
    keeps: process('<task id="a"/>'),
    breaks: process(`<task id="a"/><task id="z"/>${flow('f1', 'a', 'z')}${flow('f2', 'z', 'a')}`),
  },
  {
    code: 'SEVERAL_STARTS',
    at: 's2',
    keeps: named + line('<task id="a"/>', `<startEvent id="s2">${message}</startEvent>${flow('f9', 's2', 'a')}`),
    breaks: line('<task id="a"/>', `<startEvent id="s2"/>${flow('f9', 's2', 'a')}`),
  },
  {
    code: 'NOT_REACHABLE',
    at: 'y',
    keeps: line('<task id="a"/>'),
    breaks: line('<task id="a"/>', `<task id="y"/><task id="z"/>${flow('f8', 'y', 'z')}${flow('f9', 'z', 'y')}`),
  },
  {
    code: 'EVENT_LEADS_NOWHERE',
    at: 'z',
    keeps: caught(timer),
    breaks: caught(timer, `${catches('z', timer)}${flow('f9', 's', 'z')}`),
  },
  { code: 'LINK_FLOWS', at: 't', keeps: jump('L'), breaks: jump('L', flow('f9', 't', 'e')) },
  { code: 'LINK_WITHOUT_TARGET', at: 't', keeps: jump('L'), breaks: jump('M') },
  { code: 'LINK_WITHOUT_SOURCE', at: 'c', keeps: jump('L'), breaks: jump('M') },
  { code: 'LINK_WITHOUT_NAME', at: 't', keeps: jump('L'), breaks: jump('L', '', '') },
  { code: 'CATCH_TRIGGER', at: 'a', keeps: caught(signal), breaks: caught('<errorEventDefinition errorRef="er"/>') },
  { code: 'CATCH_WITHOUT_TRIGGER', at: 'a', keeps: caught(signal), breaks: caught('') },
  { code: 'THROW_RESULT', at: 'a', keeps: thrown(signal), breaks: thrown('<terminateEventDefinition/>') },
  {
    code: 'BOUNDARY_HAS_INCOMING',
    at: 'b',
    keeps: border(timer),
    breaks: border(timer).replace('</process>', `${flow('f9', 's', 'b')}</process>`),
  },
  {
    code: 'BOUNDARY_HAS_NO_OUTGOING',
    at: 'b',
    keeps: border(timer),
    breaks: line('<task id="a"/>', `<boundaryEvent id="b" attachedToRef="a">${timer}</boundaryEvent>`),
  },
  { code: 'BOUNDARY_TRIGGER', at: 'b', keeps: border(timer), breaks: border('<terminateEventDefinition/>') },
  {
    code: 'EVENT_MUST_INTERRUPT',
    at: 'b',
    keeps: border('<errorEventDefinition/>'),
    breaks: border('<errorEventDefinition/>', 'cancelActivity="false"'),
  },
  {
    code: 'CANCEL_WITHOUT_TRANSACTION',
    at: 'b',
    keeps: border('<cancelEventDefinition/>', '', '<transaction id="a"><task id="i"/></transaction>'),
    breaks: border('<cancelEventDefinition/>'),
  },
  {
    code: 'EVENT_DEFINITION_NOT_SHARED',
    at: 'a',
    keeps: `<signal id="g1" name="g"/><signalEventDefinition id="sd" signalRef="g1"/>${line('<intermediateThrowEvent id="a"><eventDefinitionRef>sd</eventDefinitionRef></intermediateThrowEvent>')}`,
    breaks: `<signal id="g1" name="g"/>${line('<intermediateThrowEvent id="a"><eventDefinitionRef>sd</eventDefinitionRef></intermediateThrowEvent>').replace('<startEvent id="s"/>', '<startEvent id="s"><signalEventDefinition id="sd" signalRef="g1"/></startEvent>')}`,
  },
  {
    code: 'MESSAGE_WITHOUT_OPERATION',
    at: 's',
    keeps: starts(message),
    breaks: `<itemDefinition id="i"/>${starts(message).replace('<message id="m"/>', '<message id="m" itemRef="i"/>')}`,
  },
  {
    code: 'CONDITION_EMPTY',
    at: 'a',
    keeps: caught(
      '<conditionalEventDefinition><condition xsi:type="tFormalExpression">x</condition></conditionalEventDefinition>',
    ),
    breaks: caught('<conditionalEventDefinition/>'),
  },
  { code: 'TIMER_NOT_COMPLETE', at: 'a', keeps: timed(duration), breaks: timed('') },
  {
    code: 'COMPENSATION_NAMES_ACTIVITY',
    at: 'b',
    keeps: thrown('<compensateEventDefinition activityRef="a2"/>').replace(
      '</process>',
      `<task id="a2"/>${flow('f8', 's', 'a2')}${flow('f9', 'a2', 'e')}</process>`,
    ),
    breaks: line(
      '<task id="a"/>',
      `<boundaryEvent id="b" attachedToRef="a"><compensateEventDefinition activityRef="a"/></boundaryEvent>
      <task id="u" isForCompensation="true"/><association id="l" sourceRef="b" targetRef="u"/>`,
    ),
  },
  { code: 'EVENT_NAMES_NOTHING', at: 's', keeps: starts(message), breaks: starts('<messageEventDefinition/>') },
  {
    code: 'THROWN_WITHOUT_CODE',
    at: 'e',
    keeps: ends('<errorEventDefinition errorRef="er"/>'),
    breaks: ends('<errorEventDefinition errorRef="none"/>'),
  },
  { code: 'GATEWAY_DIRECTION', at: 'x', keeps: gate('Diverging', forks), breaks: gate('Converging', forks) },
  { code: 'GATEWAY_DIRECTION', at: 'x', keeps: gate('Converging', joins), breaks: gate('Mixed', joins) },
  {
    code: 'GATEWAY_HAS_NO_FLOWS',
    at: 'x',
    keeps: gate('Converging', joins),
    breaks: gate('Unspecified', flow('f2', 's', 'a')),
  },
  {
    code: 'GATEWAY_WITHOUT_CHOICE',
    at: 'x',
    keeps: gate('Converging', joins),
    breaks: gate('Unspecified', flow('f2', 'x', 'a')),
  },
  {
    code: 'CONDITION_MISSING',
    at: 'f3',
    keeps: gate('Diverging', forks),
    breaks: gate('Diverging', flow('f2', 'x', 'a', when) + flow('f3', 'x', 'e')),
  },
  {
    code: 'EVENT_GATEWAY_TARGET',
    at: 'f3',
    keeps: choice(catches('b', timer), receives('c')),
    breaks: choice(catches('b', timer), '<task id="c"/>'),
  },
  {
    code: 'EVENT_GATEWAY_MIXED',
    at: 'g',
    keeps: named + choice(catches('b', message), catches('c', signal)),
    breaks: named + choice(catches('b', message), receives('c')),
  },
  {
    code: 'EVENT_GATEWAY_BOUNDARY',
    at: 'be',
    keeps: choice(catches('b', timer), receives('c')),
    breaks: choice(
      catches('b', timer),
      receives('c'),
      '',
      `<boundaryEvent id="be" attachedToRef="c">${timer}</boundaryEvent>${flow('f9', 'be', 'e')}`,
    ),
  },
  {
    code: 'EVENT_GATEWAY_TARGET_SHARED',
    at: 'c',
    keeps: choice(catches('b', timer), receives('c')),
    breaks: choice(catches('b', timer), receives('c'), '', flow('f9', 's', 'c')),
  },
  {
    code: 'PARALLEL_WITHOUT_INSTANTIATE',
    at: 'g',
    keeps: choice(catches('b', timer), receives('c')),
    breaks: choice(catches('b', timer), receives('c'), 'eventGatewayType="Parallel"'),
  },
];
