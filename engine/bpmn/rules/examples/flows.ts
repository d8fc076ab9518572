// §7.6, §8.4.13 and chapter 9: sequence flows, message flows, participants, conversations, lanes.
import { border, type Example, flow, line, pools, process, signal, sub, timer, when } from './write.ts';

const listed = (start: string, end: string) =>
  process(
    `<startEvent id="s">${start}</startEvent><endEvent id="e">${end}</endEvent>${flow('f', 's', 'e')}${flow('g', 's', 'e')}`,
  );
const out = (...ids: readonly string[]) => ids.map((id) => `<outgoing>${id}</outgoing>`).join('');
const into = (...ids: readonly string[]) => ids.map((id) => `<incoming>${id}</incoming>`).join('');
const right = listed(out('f', 'g'), into('f', 'g'));

const split = (attributes: string, inside: string, element = 'exclusiveGateway') =>
  process(`<startEvent id="s"/><${element} id="x" ${attributes}/><task id="a"/><endEvent id="e"/>${flow('f1', 's', 'x')}
  ${flow('f2', 'x', 'a', when)}${flow('f3', 'x', 'e', inside)}${flow('f4', 'a', 'e')}`);

const messages = '<message id="m"/>';
const receiving = '<messageEventDefinition messageRef="m"/>';
const begins = (definition: string) =>
  process(
    `<startEvent id="s">${definition}</startEvent><task id="a"/><endEvent id="e">${definition}</endEvent>${flow('f1', 's', 'a')}${flow('f2', 'a', 'e')}`,
  );
const sends = (from: string, to: string) => `<messageFlow id="mf" sourceRef="${from}" targetRef="${to}"/>`;
const caught = (from: string, to: string, definition = receiving) =>
  messages + pools(sends(from, to), line(`<intermediateCatchEvent id="a">${definition}</intermediateCatchEvent>`));

const talking = (inside: string, more = '') =>
  `<collaboration id="co"><participant id="p1"/><participant id="p2"/><messageFlow id="mf" sourceRef="p1" targetRef="p2"/>${inside}</collaboration>
  <collaboration id="other"><participant id="o1"/><participant id="o2"/>${more}</collaboration>`;
const both = '<participantRef>p1</participantRef><participantRef>p2</participantRef>';
const association = (inner: string, outer: string) =>
  talking(`<callConversation id="cc" calledCollaborationRef="other">${both}<participantAssociation id="pa">
  <innerParticipantRef>${inner}</innerParticipantRef><outerParticipantRef>${outer}</outerParticipantRef></participantAssociation></callConversation>`);
const many = (attributes: string) =>
  `<collaboration id="co"><participant id="p1"><participantMultiplicity ${attributes}/></participant></collaboration>`;
const lanes = (node: string) =>
  line('<task id="a"/>', `<laneSet id="ls"><lane id="la"><flowNodeRef>${node}</flowNodeRef></lane></laneSet>`) +
  '<process id="q"><task id="b"/></process>';

export const flowExamples: readonly Example[] = [
  {
    code: 'ID_MISSING',
    at: 'p',
    keeps: line('<task id="a"/>'),
    breaks: line('<task id="a"/>', '<task/>'),
  },
  {
    code: 'FLOW_CROSSES_BORDER',
    at: 'f9',
    keeps: sub(`<task id="i"/><task id="k"/>${flow('f9', 'i', 'k')}`),
    breaks: sub('<task id="i"/>').replace('</process>', `<task id="k"/>${flow('f9', 'k', 'i')}</process>`),
  },
  {
    code: 'ARTIFACT_CONNECTED',
    at: 'f9',
    keeps: line('<task id="a"/>', '<textAnnotation id="n"/><association id="f9" sourceRef="n" targetRef="a"/>'),
    breaks: line('<task id="a"/>', `<textAnnotation id="n"/>${flow('f9', 'a', 'n')}`),
  },
  { code: 'FLOW_LISTED_WRONG', at: 's', keeps: right, breaks: listed(into('f') + out('f', 'g'), into('f', 'g')) },
  { code: 'FLOW_NOT_LISTED', at: 's', keeps: right, breaks: listed(out('f'), into('f', 'g')) },
  {
    code: 'FLOW_NOT_IMMEDIATE',
    at: 'f1',
    keeps: line('<task id="a"/>').replace('id="f1"', 'id="f1" isImmediate="true"'),
    breaks: line('<task id="a"/>').replace('id="f1"', 'id="f1" isImmediate="false"'),
  },
  {
    code: 'CONDITION_WITHOUT_CHOICE',
    at: 'f9',
    keeps: line('<task id="a"/>', flow('f9', 'a', 'e', when)),
    breaks: process(
      `<startEvent id="s"/><task id="a"/><endEvent id="e"/>${flow('f1', 's', 'a')}${flow('f9', 'a', 'e', when)}`,
    ),
  },
  {
    code: 'CONDITION_NOT_ALLOWED',
    at: 'f9',
    keeps: line('<task id="a"/>', flow('f9', 's', 'e')),
    breaks: line('<task id="a"/>', flow('f9', 's', 'e', when)),
  },
  {
    code: 'CONDITION_IGNORED',
    at: 'f2',
    keeps: split('', when, 'inclusiveGateway'),
    breaks: split('', when, 'parallelGateway'),
  },
  { code: 'DEFAULT_WITH_CONDITION', at: 'f3', keeps: split('default="f3"', ''), breaks: split('default="f3"', when) },
  { code: 'DEFAULT_NOT_OUTGOING', at: 'x', keeps: split('default="f3"', ''), breaks: split('default="f4"', when) },
  {
    code: 'PARTICIPANT_MULTIPLICITY',
    at: 'p1',
    keeps: many('minimum="1" maximum="3"'),
    breaks: many('minimum="3" maximum="2"'),
  },
  { code: 'PARTICIPANT_ASSOCIATION_ENDS', at: 'pa', keeps: association('o1', 'p1'), breaks: association('p1', 'o1') },
  {
    code: 'CHOREOGRAPHY_REF_NOT_ALLOWED',
    at: 'gc',
    keeps: '<choreography id="ch"/><collaboration id="gc"><choreographyRef>ch</choreographyRef></collaboration>',
    breaks:
      '<choreography id="ch"/><globalConversation id="gc"><choreographyRef>ch</choreographyRef></globalConversation>',
  },
  {
    code: 'GLOBAL_CONVERSATION_CONTENT',
    at: 'gc',
    keeps: '<globalConversation id="gc"><participant id="p1"/></globalConversation>',
    breaks: `<globalConversation id="gc"><participant id="p1"/><participant id="p2"/><conversation id="cv">${both}</conversation></globalConversation>`,
  },
  {
    code: 'MESSAGE_FLOW_WITHIN_POOL',
    at: 'mf',
    keeps: messages + pools(sends('p2', 's'), begins(receiving)),
    breaks: messages + pools(sends('p1', 's'), begins(receiving)),
  },
  {
    code: 'MESSAGE_FLOW_FROM_START',
    at: 's',
    keeps: messages + pools(sends('p2', 's'), begins(receiving)),
    breaks: messages + pools(sends('s', 'p2'), begins(receiving)),
  },
  {
    code: 'MESSAGE_FLOW_TO_END',
    at: 'e',
    keeps: messages + pools(sends('e', 'p2'), begins(receiving)),
    breaks: messages + pools(sends('p2', 'e'), begins(receiving)),
  },
  {
    code: 'MESSAGE_FLOW_WITHOUT_MESSAGE',
    at: 's',
    keeps: messages + pools(sends('p2', 's'), begins(receiving)),
    breaks: messages + pools(sends('p2', 's'), begins('')),
  },
  {
    code: 'MESSAGE_FLOW_WITHOUT_MESSAGE',
    at: 'a',
    keeps: caught('p2', 'a'),
    breaks: caught('p2', 'a', timer),
  },
  { code: 'MESSAGE_FLOW_DIRECTION', at: 'a', keeps: caught('p2', 'a'), breaks: caught('a', 'p2') },
  {
    code: 'CONVERSATION_PARTICIPANTS',
    at: 'cv',
    keeps: talking(`<conversation id="cv">${both}</conversation>`),
    breaks: talking('<conversation id="cv"><participantRef>p1</participantRef></conversation>'),
  },
  {
    code: 'CONVERSATION_FOREIGN_PARTICIPANT',
    at: 'cv',
    keeps: talking(`<conversation id="cv">${both}</conversation>`),
    breaks: talking(`<conversation id="cv">${both}<participantRef>o1</participantRef></conversation>`),
  },
  {
    code: 'CALL_CONVERSATION_MESSAGES',
    at: 'cv',
    keeps: talking(`<conversation id="cv">${both}<messageFlowRef>mf</messageFlowRef></conversation>`),
    breaks: talking(`<callConversation id="cv">${both}<messageFlowRef>mf</messageFlowRef></callConversation>`),
  },
  {
    code: 'CONVERSATION_LINK_ENDS',
    at: 'cl',
    keeps: talking(
      `<conversation id="cv">${both}</conversation><conversationLink id="cl" sourceRef="cv" targetRef="p1"/>`,
    ),
    breaks: talking(
      `<conversation id="cv">${both}</conversation><conversationLink id="cl" sourceRef="p2" targetRef="p1"/>`,
    ),
  },
  { code: 'LANE_FOREIGN_NODE', at: 'la', keeps: lanes('a'), breaks: lanes('b') },
  {
    code: 'BOUNDARY_ELSEWHERE',
    at: 'b',
    keeps: `<signal id="g1" name="g"/>${border(signal)}`,
    breaks: `<signal id="g1" name="g"/>${sub('<task id="i"/>').replace('</process>', `<boundaryEvent id="b" attachedToRef="i">${signal}</boundaryEvent>${flow('f3', 'b', 'e')}</process>`)}`,
  },
];
