// BPMN 2.0.2 chapter 9 Collaboration: participants, message flows (§7.6.2, §9.4), conversations (§9.5); lanes (§10.8).
import { elementIn, elementsIn, type ModdleElement, typeName } from '../moddle-types.ts';
import { at, type Rule } from './rule.ts';
import { around, has, isA, kindsOf } from './terms.ts';

const participantRules: readonly Rule[] = [
  {
    code: 'PARTICIPANT_MULTIPLICITY',
    section: '9.3',
    on: 'ParticipantMultiplicity',
    vi: 'Số lượng bên tham gia: tối đa phải từ 1 và không nhỏ hơn tối thiểu, tối thiểu không âm. Hãy sửa giá trị.',
    en: 'Of participants the maximum must be at least 1 and no less than the minimum, and the minimum not below 0. Correct them.',
    broken: (multiplicity) => {
      const [minimum, maximum] = [numberOf(multiplicity, 'minimum') ?? 0, numberOf(multiplicity, 'maximum') ?? 1];
      return maximum < 1 || maximum < minimum || minimum < 0;
    },
  },
  {
    code: 'PARTICIPANT_ASSOCIATION_ENDS',
    section: '9.3',
    on: 'ParticipantAssociation',
    vi: 'Liên kết bên tham gia phải nối bên của phần tử được gọi với bên của phần tử gọi. Hãy chọn lại.',
    en: 'A participant association connects one of the called element with one of the caller. Choose them again.',
    broken: (association) => {
      const outer = elementIn(association, 'outerParticipantRef');
      const called = calledBy(association.$parent);
      const inner = elementIn(association, 'innerParticipantRef');
      const home = around(association, 'Collaboration');
      if (outer !== null && home !== null && outer.$parent !== home) return true;
      return inner !== null && called.length > 0 && !called.includes(inner.$parent ?? inner);
    },
  },
  {
    code: 'CHOREOGRAPHY_REF_NOT_ALLOWED',
    section: '9.2',
    on: ['Choreography', 'GlobalConversation'],
    vi: 'Phần tử loại này không được tham chiếu tới biên đạo khác (choreographyRef). Hãy bỏ tham chiếu.',
    en: 'An element of this type must not refer to a choreography (choreographyRef). Remove the reference.',
    broken: (collaboration) => has(collaboration, 'choreographyRef'),
  },
  {
    code: 'GLOBAL_CONVERSATION_CONTENT',
    section: '9.5.5',
    on: 'GlobalConversation',
    vi: 'Hội thoại dùng chung không được có {name}. Hãy bỏ phần này.',
    en: 'A global conversation must not have {name}. Remove it.',
    broken: (conversation) =>
      [
        'conversations',
        'conversationAssociations',
        'participantAssociations',
        'messageFlowAssociations',
        'artifacts',
        'conversationLinks',
      ]
        .filter((name) => has(conversation, name))
        .map((name) => at(conversation, { name })),
  },
];

const messageFlowRules: readonly Rule[] = [
  {
    code: 'MESSAGE_FLOW_WITHIN_POOL',
    section: '7.6.2; 9.4',
    on: 'MessageFlow',
    vi: 'Luồng thông điệp phải nối hai bên tham gia khác nhau. Hãy nối sang bên kia.',
    en: 'A message flow must connect two different participants. Connect it to another one.',
    broken: (flow, model) => {
      const [source, target] = ['sourceRef', 'targetRef'].map((name) => elementIn(flow, name));
      if (!source || !target) return false;
      const pools = model.of('Participant');
      return poolOf(source, pools) === poolOf(target, pools);
    },
  },
  {
    code: 'MESSAGE_FLOW_FROM_START',
    section: '10.5.2; 7.6.2',
    on: 'StartEvent',
    vi: 'Luồng thông điệp không được đi ra từ sự kiện bắt đầu. Hãy nối từ phần tử khác.',
    en: 'A message flow must not leave a start event. Connect it from another element.',
    broken: (event, model) => model.sent(event).length > 0,
  },
  {
    code: 'MESSAGE_FLOW_TO_END',
    section: '10.5.3; 7.6.2',
    on: 'EndEvent',
    vi: 'Luồng thông điệp không được đi vào sự kiện kết thúc. Hãy nối tới phần tử khác.',
    en: 'A message flow must not arrive at an end event. Connect it to another element.',
    broken: (event, model) => model.received(event).length > 0,
  },
  {
    code: 'MESSAGE_FLOW_DIRECTION',
    section: '10.5.4; 7.6.2',
    on: ['IntermediateCatchEvent', 'IntermediateThrowEvent', 'BoundaryEvent'],
    vi: 'Sự kiện bắt chỉ nhận, sự kiện ném chỉ gửi luồng thông điệp. Hãy đổi chiều hoặc nối lại.',
    en: 'A catching event only receives and a throwing one only sends message flows. Turn it round or connect it again.',
    broken: (event, model) =>
      isA(event, 'CatchEvent') ? model.sent(event).length > 0 : model.received(event).length > 0,
  },
  {
    code: 'MESSAGE_FLOW_WITHOUT_MESSAGE',
    section: '10.5.2, 10.5.3 and 10.5.4',
    on: 'Event',
    vi: 'Sự kiện có luồng thông điệp phải là sự kiện thông điệp. Hãy đổi loại sự kiện.',
    en: 'An event with a message flow must be a message event. Change the event.',
    broken: (event, model) => {
      const connected = model.sent(event).length + model.received(event).length > 0;
      return connected && !kindsOf(event).includes('Message');
    },
  },
];

const conversationRules: readonly Rule[] = [
  {
    code: 'CONVERSATION_PARTICIPANTS',
    section: '9.5.1',
    on: 'ConversationNode',
    vi: 'Hội thoại phải có ít nhất hai bên tham gia. Hãy nối thêm bên tham gia.',
    en: 'A conversation needs at least two participants. Connect another.',
    broken: (node) => elementsIn(node, 'participantRef').length < 2,
  },
  {
    code: 'CONVERSATION_FOREIGN_PARTICIPANT',
    section: '9.5.1',
    on: 'ConversationNode',
    vi: 'Bên "{participant}" không thuộc cộng tác chứa hội thoại. Hãy chọn bên khác.',
    en: 'The participant "{participant}" is not of the collaboration around the conversation. Choose another.',
    broken: (node) => {
      const home = around(node, 'Collaboration');
      return elementsIn(node, 'participantRef')
        .filter((participant) => isA(participant, 'Participant') && participant.$parent !== home)
        .map((participant) => at(node, { participant: participant.id ?? '' }));
    },
  },
  {
    code: 'CALL_CONVERSATION_MESSAGES',
    section: '9.5.4',
    on: 'CallConversation',
    vi: 'Hội thoại gọi không được liệt kê luồng thông điệp. Hãy bỏ danh sách.',
    en: 'A call conversation must not list message flows. Remove the list.',
    broken: (node) => has(node, 'messageFlowRef'),
  },
  {
    code: 'CONVERSATION_LINK_ENDS',
    section: '9.5.6',
    on: 'ConversationLink',
    vi: 'Liên kết hội thoại nối một hội thoại với một bên tham gia hoặc phần tử của bên đó. Hãy nối lại.',
    en: 'A conversation link connects one conversation with one participant or element of it. Connect it again.',
    broken: (link) => {
      const ends = ['sourceRef', 'targetRef'].flatMap((name) => elementIn(link, name) ?? []);
      return ends.length === 2 && ends.filter((end) => isA(end, 'ConversationNode')).length !== 1;
    },
  },
];

const laneRules: readonly Rule[] = [
  {
    code: 'LANE_FOREIGN_NODE',
    section: '10.8',
    on: 'Lane',
    vi: 'Làn chứa "{node}" của quy trình khác. Hãy bỏ khỏi làn.',
    en: 'The lane holds "{node}" of another process. Take it out of the lane.',
    broken: (lane) => {
      const home = around(lane, 'FlowElementsContainer');
      return elementsIn(lane, 'flowNodeRef')
        .filter((node) => isA(node, 'FlowNode') && home !== null && !within(node, home))
        .map((node) => at(lane, { node: node.id ?? '' }));
    },
  },
];

/** The participant itself, the one whose process holds it, or the process where no participant names it. */
function poolOf(end: ModdleElement, pools: readonly ModdleElement[]): ModdleElement {
  if (isA(end, 'Participant')) return end;
  const process = around(end, 'Process') ?? end;
  return pools.find((pool) => elementIn(pool, 'processRef') === process) ?? process;
}

/** What a call or collaboration refers to: the participants inside are of it. */
function calledBy(holder: ModdleElement | undefined): readonly ModdleElement[] {
  if (holder === undefined) return [];
  const property = { CallConversation: 'calledCollaborationRef', CallChoreography: 'calledChoreographyRef' }[
    typeName(holder)
  ];
  if (property === undefined) return elementsIn(holder, 'choreographyRef');
  const called = elementIn(holder, property);
  return called === null ? [] : [called];
}

function within(node: ModdleElement, home: ModdleElement): boolean {
  for (let one = node.$parent; one !== undefined; one = one.$parent) if (one === home) return true;
  return false;
}

function numberOf(element: ModdleElement, name: string): number | null {
  const value = element.get(name);
  return typeof value === 'number' ? value : null;
}

export const collaborationRules: readonly Rule[] = [
  ...participantRules,
  ...messageFlowRules,
  ...conversationRules,
  ...laneRules,
];
