// BPMN 2.0.2 chapter 11 Choreography: what stands in one, who takes part, which events it may have.
import { elementIn, elementsIn, type ModdleElement, typeName } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Rule } from './rule.ts';
import { around, inChoreography, isA, kindsOf } from './terms.ts';

const contentRules: readonly Rule[] = [
  {
    code: 'CHOREOGRAPHY_IN_PROCESS',
    section: '10.1; 10.3.5; 8.4.13',
    on: 'ChoreographyActivity',
    vi: 'Công việc biên đạo không được nằm trong quy trình. Hãy dùng công việc thường hoặc chuyển sang biên đạo.',
    en: 'A choreography activity must not stand in a process. Use a task, or move it to a choreography.',
    broken: (activity) => around(activity, 'Process') !== null,
  },
  {
    code: 'NOT_IN_CHOREOGRAPHY',
    section: '11.2 and 11.3',
    on: ['Activity', 'DataObject', 'DataObjectReference', 'DataStoreReference', 'BoundaryEvent'],
    vi: '{type} không được nằm trong biên đạo. Hãy chuyển sang quy trình.',
    en: 'A {type} must not stand in a choreography. Move it to a process.',
    broken: (element) => {
      const host = isA(element, 'BoundaryEvent') ? elementIn(element, 'attachedToRef') : null;
      if (!inChoreography(element) || isA(host, 'ChoreographyActivity')) return [];
      return [at(element, { type: typeName(element) })];
    },
  },
  {
    code: 'GLOBAL_CHOREOGRAPHY_CONTENT',
    section: '11.5.4',
    on: 'GlobalChoreographyTask',
    vi: 'Tác vụ biên đạo dùng chung không được chứa phần tử luồng. Hãy bỏ các phần tử này.',
    en: 'A global choreography task must not hold flow elements. Remove them.',
    broken: (task) => elementsIn(task, 'flowElements').length > 0,
  },
];

const participantRules: readonly Rule[] = [
  {
    code: 'CHOREOGRAPHY_PARTICIPANTS',
    section: '11.5',
    on: ['ChoreographyActivity', 'GlobalChoreographyTask'],
    vi: 'Công việc biên đạo phải có {count} bên tham gia. Hãy sửa danh sách.',
    en: 'The choreography activity needs {count} participants. Correct the list.',
    broken: (activity) => {
      const count = participantsOf(activity).length;
      const exact = isA(activity, 'ChoreographyTask') || isA(activity, 'GlobalChoreographyTask');
      if (exact ? count === 2 : count >= 2) return [];
      return [at(activity, { count: exact ? '2' : '≥ 2' })];
    },
  },
  {
    code: 'CHOREOGRAPHY_FOREIGN_PARTICIPANT',
    section: '11.5',
    on: 'ChoreographyActivity',
    vi: 'Bên "{participant}" không thuộc biên đạo này. Hãy chọn bên khác.',
    en: 'The participant "{participant}" is not one of this choreography. Choose another.',
    broken: (activity) => {
      const home = around(activity, 'Choreography');
      return participantsOf(activity)
        .filter((participant) => home !== null && isA(participant, 'Participant') && participant.$parent !== home)
        .map((participant) => at(activity, { participant: participant.id ?? '' }));
    },
  },
  {
    code: 'CHOREOGRAPHY_INITIATOR_UNKNOWN',
    section: '11.5',
    on: ['ChoreographyActivity', 'GlobalChoreographyTask'],
    vi: 'Bên khởi đầu phải là một trong các bên tham gia. Hãy chọn lại.',
    en: 'The initiating participant must be one of the participants. Choose it again.',
    broken: (activity) => {
      const initiator = elementIn(activity, 'initiatingParticipantRef');
      return initiator !== null && isA(initiator, 'Participant') && !participantsOf(activity).includes(initiator);
    },
  },
  {
    code: 'CHOREOGRAPHY_MESSAGES',
    section: '11.5.1',
    on: 'ChoreographyTask',
    vi: 'Luồng thông điệp của tác vụ phải nối hai bên của nó: một từ bên khởi đầu, một chiều ngược lại. Hãy sửa lại.',
    en: 'The message flows of the task connect its two participants: one from the initiator, one back. Correct them.',
    broken: (task) => {
      const flows = elementsIn(task, 'messageFlowRef').filter((flow) => isA(flow, 'MessageFlow'));
      const initiator = elementIn(task, 'initiatingParticipantRef');
      const own = participantsOf(task);
      const ends = flows.map((flow) => [elementIn(flow, 'sourceRef'), elementIn(flow, 'targetRef')] as const);
      if (ends.some(([from, to]) => !from || !to || !own.includes(from) || !own.includes(to) || from === to))
        return true;
      if (flows.length > 2 || (flows.length === 2 && ends[0]?.[0] === ends[1]?.[0])) return true;
      return flows.length > 0 && initiator !== null && !ends.some(([from]) => from === initiator);
    },
  },
  {
    code: 'CHOREOGRAPHY_INITIATOR_ABSENT',
    section: '11.5.6',
    on: 'ChoreographyActivity',
    vi: 'Bên khởi đầu không tham gia công việc ngay trước ("{before}") nên không biết lúc nào bắt đầu. Hãy sửa thứ tự.',
    en: 'The initiator took no part in the activity before ("{before}"), so it cannot know when to begin. Correct the order.',
    broken: (activity, model) => {
      const initiator = elementIn(activity, 'initiatingParticipantRef');
      if (initiator === null || !inChoreography(activity)) return [];
      return activitiesBefore(activity, model)
        .filter((before) => !participantsOf(before).includes(initiator))
        .map((before) => at(activity, { before: before.id ?? '' }));
    },
  },
];

const eventRules: readonly Rule[] = [
  {
    code: 'CHOREOGRAPHY_EVENT',
    section: '11.6',
    on: 'Event',
    vi: 'Sự kiện loại {kind} không được đứng ở đây trong biên đạo. Hãy chọn loại khác.',
    en: 'An event of the kind {kind} must not stand here in a choreography. Choose another.',
    broken: (event) => {
      const allowed = inChoreography(event) ? allowedOf(event) : null;
      if (allowed === null) return [];
      return kindsOf(event)
        .filter((kind) => !allowed.includes(kind))
        .map((kind) => at(event, { kind }));
    },
  },
];

/** Start §11.6.1, intermediate §11.6.2, end §11.6.3. */
const allowedKinds: Readonly<Record<string, readonly string[]>> = {
  StartEvent: ['Timer', 'Conditional', 'Signal'],
  IntermediateCatchEvent: ['Timer', 'Conditional', 'Signal', 'Link'],
  IntermediateThrowEvent: ['Link'],
  BoundaryEvent: ['Message', 'Timer', 'Cancel', 'Compensate', 'Conditional', 'Signal'],
  EndEvent: ['Terminate'],
};

function allowedOf(event: ModdleElement): readonly string[] | null {
  return allowedKinds[typeName(event)] ?? null;
}

function participantsOf(activity: ModdleElement): readonly ModdleElement[] {
  return elementsIn(activity, isA(activity, 'GlobalChoreographyTask') ? 'participants' : 'participantRef');
}

/** Activities that lead to it directly, or through gateways and events. */
function activitiesBefore(activity: ModdleElement, model: Model): readonly ModdleElement[] {
  const [seen, found] = [new Set<ModdleElement>(), new Set<ModdleElement>()];
  const ahead = [...model.incoming(activity)];
  for (let flow = ahead.pop(); flow !== undefined; flow = ahead.pop()) {
    const source = elementIn(flow, 'sourceRef');
    if (source === null || seen.has(source)) continue;
    seen.add(source);
    if (isA(source, 'ChoreographyActivity')) found.add(source);
    else ahead.push(...model.incoming(source));
  }
  return [...found];
}

export const choreographyRules: readonly Rule[] = [...contentRules, ...participantRules, ...eventRules];
