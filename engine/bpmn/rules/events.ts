// BPMN 2.0.2 §10.5.4 Intermediate events and §10.5.5 Event definitions: where each may stand and what it needs.
import { elementIn, elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Rule, said } from './rule.ts';
import { definitionsOf, has, inChoreography, inExecutable, isA, kindsOf } from './terms.ts';

const intermediate = ['IntermediateCatchEvent', 'IntermediateThrowEvent'];

const intermediateRules: readonly Rule[] = [
  {
    code: 'EVENT_LEADS_NOWHERE',
    section: '10.5.4',
    on: intermediate,
    vi: 'Sự kiện trung gian phải có luồng vào và luồng ra. Hãy nối vào quy trình.',
    en: 'An intermediate event needs a flow in and a flow out. Connect it.',
    broken: (event, model) => {
      // In an ad-hoc sub-process nothing need be connected (§10.3.5).
      if (kindsOf(event).includes('Link') || isA(event.$parent, 'AdHocSubProcess')) return false;
      return model.incoming(event).length === 0 || model.outgoing(event).length === 0;
    },
  },
  {
    code: 'LINK_FLOWS',
    section: '10.5.4',
    on: intermediate,
    vi: 'Liên kết đi không có luồng ra, liên kết đến không có luồng vào. Hãy sửa các luồng.',
    en: 'A throwing link has no flow out, a catching link none in; each has the other. Correct the flows.',
    broken: (event, model) => {
      if (!kindsOf(event).includes('Link')) return false;
      const [arrives, leaves] = [model.incoming(event).length > 0, model.outgoing(event).length > 0];
      return isA(event, 'CatchEvent') ? arrives || !leaves : leaves || !arrives;
    },
  },
  {
    code: 'LINK_WITHOUT_TARGET',
    section: '10.5.5',
    on: 'LinkEventDefinition',
    vi: 'Liên kết "{link}" không có đúng một sự kiện đích trong cùng quy trình. Hãy sửa lại.',
    en: 'Link "{link}" does not have exactly one catching event in the same process. Correct it.',
    broken: (definition, model) => {
      const event = definition.$parent;
      const link = textIn(definition, 'name');
      if (event === undefined || !isA(event, 'ThrowEvent') || link === null) return false;
      return linksIn(event, 'CatchEvent', link, model).length === 1 ? false : [at(event, { link })];
    },
  },
  {
    code: 'LINK_WITHOUT_SOURCE',
    section: '10.5.5',
    on: 'LinkEventDefinition',
    vi: 'Không liên kết đi nào dẫn tới liên kết đến "{link}". Hãy thêm liên kết đi cùng tên.',
    en: 'No throwing link leads to the catching link "{link}". Add one of that name.',
    broken: (definition, model) => {
      const event = definition.$parent;
      const link = textIn(definition, 'name');
      if (event === undefined || !isA(event, 'CatchEvent') || link === null) return false;
      return linksIn(event, 'ThrowEvent', link, model).length > 0 ? false : [at(event, { link })];
    },
  },
  {
    code: 'CATCH_TRIGGER',
    section: '10.5.4',
    on: 'IntermediateCatchEvent',
    vi: 'Sự kiện trung gian bắt không thể có loại {kind}. Hãy chọn loại khác.',
    en: 'An intermediate catching event cannot have the trigger {kind}. Choose another.',
    broken: (event) => (inChoreography(event) ? [] : othersThan(event, catchable)),
  },
  {
    code: 'CATCH_WITHOUT_TRIGGER',
    section: '10.5.4',
    on: ['IntermediateCatchEvent', 'BoundaryEvent'],
    vi: 'Sự kiện bắt phải có điều kiện kích hoạt. Hãy chọn một loại.',
    en: 'A catching event needs a trigger. Choose one.',
    broken: (event) => definitionsOf(event).length === 0 && !has(event, 'eventDefinitionRef'),
  },
  {
    code: 'THROW_RESULT',
    section: '10.5.4',
    on: 'IntermediateThrowEvent',
    vi: 'Sự kiện trung gian ném không thể có loại {kind}. Hãy chọn loại khác.',
    en: 'An intermediate throwing event cannot have the result {kind}. Choose another.',
    broken: (event) => othersThan(event, throwable),
  },
];

const boundaryRules: readonly Rule[] = [
  {
    code: 'BOUNDARY_HAS_INCOMING',
    section: '10.5.4',
    on: 'BoundaryEvent',
    vi: 'Sự kiện biên không được có luồng vào. Hãy xóa luồng vào.',
    en: 'A boundary event must not have an incoming flow. Remove it.',
    broken: (event, model) => model.incoming(event).length > 0,
  },
  {
    code: 'BOUNDARY_HAS_NO_OUTGOING',
    section: '10.5.4',
    on: 'BoundaryEvent',
    vi: 'Sự kiện biên không dẫn tới đâu. Hãy nối tới bước tiếp theo.',
    en: 'The boundary event leads nowhere. Connect it to the next step.',
    broken: (event, model) => !kindsOf(event).includes('Compensate') && model.outgoing(event).length === 0,
  },
  {
    code: 'BOUNDARY_ELSEWHERE',
    section: '10.5.4',
    on: 'BoundaryEvent',
    vi: 'Sự kiện biên và công việc của nó phải ở cùng cấp. Hãy gắn lại.',
    en: 'A boundary event and its activity stand on the same level. Attach it again.',
    broken: (event) => {
      const host = elementIn(event, 'attachedToRef');
      return host !== null && isA(host, 'FlowNode') && host.$parent !== event.$parent;
    },
  },
  {
    code: 'BOUNDARY_TRIGGER',
    section: '10.5.4',
    on: 'BoundaryEvent',
    vi: 'Sự kiện biên không thể có loại {kind}. Hãy chọn loại khác.',
    en: 'A boundary event cannot have the trigger {kind}. Choose another.',
    broken: (event) => (inChoreography(event) ? [] : othersThan(event, boundary)),
  },
  {
    ...said('EVENT_MUST_INTERRUPT'),
    section: '10.5.4; 10.5.2',
    on: ['BoundaryEvent', 'StartEvent'],
    broken: (event) => {
      const flag = isA(event, 'BoundaryEvent') ? 'cancelActivity' : 'isInterrupting';
      return event.get(flag) === false && kindsOf(event).some((kind) => /^(Error|Cancel|Compensate)$/.test(kind));
    },
  },
  {
    ...said('CANCEL_WITHOUT_TRANSACTION'),
    section: '10.5.3; 10.5.4',
    on: ['BoundaryEvent', 'EndEvent'],
    broken: (event) => {
      if (!kindsOf(event).includes('Cancel') || inChoreography(event)) return false;
      const owner = isA(event, 'BoundaryEvent') ? elementIn(event, 'attachedToRef') : event.$parent;
      return !isA(owner, 'Transaction');
    },
  },
];

const definitionRules: readonly Rule[] = [
  {
    code: 'EVENT_DEFINITION_NOT_SHARED',
    section: '10.5.1 and 10.5.5',
    on: ['CatchEvent', 'ThrowEvent'],
    vi: 'Chỉ định nghĩa sự kiện ở cấp cao nhất mới dùng chung được, "{id}" thì không. Hãy chuyển ra ngoài.',
    en: 'Only an event definition on the top level can be referred to; "{id}" is not there. Move it.',
    broken: (event) =>
      elementsIn(event, 'eventDefinitionRef')
        .filter((definition) => isA(definition, 'EventDefinition') && !isA(definition.$parent, 'Definitions'))
        .map((definition) => at(event, { id: definition.id ?? '' })),
  },
  {
    code: 'MESSAGE_WITHOUT_OPERATION',
    section: '10.5.5',
    on: 'MessageEventDefinition',
    vi: 'Thông điệp "{message}" mang dữ liệu nên sự kiện phải chỉ ra thao tác (operationRef). Hãy chọn thao tác.',
    en: 'The message "{message}" carries data, so the event must name its operation (operationRef). Choose it.',
    broken: (definition) => {
      const message = elementIn(definition, 'messageRef');
      const carries = message !== null && elementIn(message, 'itemRef') !== null;
      const needs = carries && inExecutable(definition) && elementIn(definition, 'operationRef') === null;
      return needs && !definition.$attrs['operationRef'] ? [at(definition, { message: message.id ?? '' })] : [];
    },
  },
  {
    code: 'CONDITION_EMPTY',
    section: '10.5.5',
    on: 'ConditionalEventDefinition',
    vi: 'Sự kiện có điều kiện nhưng chưa ghi điều kiện. Hãy ghi điều kiện.',
    en: 'The conditional event has no condition. Write one.',
    broken: (definition) => {
      const condition = elementIn(definition, 'condition');
      return condition === null || (inExecutable(definition) && textIn(condition, 'body') === null);
    },
  },
  {
    code: 'LINK_WITHOUT_NAME',
    section: '10.5.5',
    on: 'LinkEventDefinition',
    vi: 'Liên kết phải có tên. Hãy đặt tên.',
    en: 'A link must have a name. Give it one.',
    broken: (definition) => textIn(definition, 'name') === null,
  },
  {
    ...said('TIMER_NOT_COMPLETE'),
    section: '10.5.5',
    on: 'TimerEventDefinition',
    broken: (definition) => {
      const given = ['timeDate', 'timeDuration', 'timeCycle'].filter((name) => elementIn(definition, name) !== null);
      return inExecutable(definition) && given.length !== 1;
    },
  },
  {
    code: 'COMPENSATION_NAMES_ACTIVITY',
    section: '10.5.5',
    on: 'CompensateEventDefinition',
    vi: 'Chỉ sự kiện ném bù trừ mới nêu tên công việc (activityRef). Hãy bỏ thuộc tính này.',
    en: 'Only a throwing compensation event names an activity (activityRef). Remove the attribute.',
    broken: (definition) => isA(definition.$parent, 'CatchEvent') && elementIn(definition, 'activityRef') !== null,
  },
];

const catchable = ['Message', 'Timer', 'Conditional', 'Link', 'Signal'];
const throwable = ['Message', 'Escalation', 'Link', 'Compensate', 'Signal'];
const boundary = ['Message', 'Timer', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Conditional', 'Signal'];

function othersThan(event: ModdleElement, allowed: readonly string[]) {
  return kindsOf(event)
    .filter((kind) => !allowed.includes(kind))
    .map((kind) => at(event, { kind }));
}

/** Events on the same level that catch or throw a link of the name. */
function linksIn(event: ModdleElement, type: string, link: string, model: Model): readonly ModdleElement[] {
  const named = model.called('LinkEventDefinition', link);
  const users = named.flatMap((one) => [one.$parent, ...model.naming(one, 'eventDefinitionRef')]);
  return users.filter(
    (other): other is ModdleElement => other !== undefined && isA(other, type) && other.$parent === event.$parent,
  );
}

export const eventRules: readonly Rule[] = [...intermediateRules, ...boundaryRules, ...definitionRules];
