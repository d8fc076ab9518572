// BPMN 2.0.2 §10.3 Activities: quantities, loops, compensation (§10.7), sub-processes.
import { elementIn, elementsIn, type ModdleElement, textIn, typeName } from '../moddle-types.ts';
import { sees } from './data.ts';
import { at, type Rule } from './rule.ts';
import { compensates } from './starts-and-ends.ts';
import { flowNodesOf, inExecutable, isA, isCollection, isUri, itemOf, kindsOf } from './terms.ts';

const quantityRules: readonly Rule[] = [
  {
    code: 'QUANTITY_NOT_POSITIVE',
    section: '10.3',
    on: 'Activity',
    vi: '{name} phải là số nguyên từ 1 trở lên. Hãy sửa giá trị.',
    en: '{name} must be a whole number of at least 1. Correct it.',
    broken: (activity) =>
      ['startQuantity', 'completionQuantity'].flatMap((name) => {
        const value = activity.get(name);
        return typeof value !== 'number' || value >= 1 ? [] : [at(activity, { name })];
      }),
  },
];

const loopRules: readonly Rule[] = [
  {
    code: 'LOOP_WITHOUT_COUNT',
    section: '10.3.8',
    on: 'MultiInstanceLoopCharacteristics',
    vi: 'Lặp nhiều lần phải có số lần (loopCardinality) hoặc tập dữ liệu (loopDataInputRef). Hãy thêm một trong hai.',
    en: 'A multi-instance loop needs a loopCardinality or a loopDataInputRef. Add one of them.',
    broken: (loop, model) => {
      const given = ['loopCardinality', 'loopDataInputRef'].some((name) => elementIn(loop, name) !== null);
      return !given && inExecutable(loop) && textIn(loop, 'wardflow:collection') === null && !model.foreign;
    },
  },
  {
    code: 'LOOP_DATA_NOT_COLLECTION',
    section: '10.3.8',
    on: 'MultiInstanceLoopCharacteristics',
    vi: 'Dữ liệu "{data}" của vòng lặp phải là một tập hợp. Hãy đặt isCollection.',
    en: 'The loop data "{data}" must be a collection. Set isCollection.',
    broken: (loop) =>
      ['loopDataInputRef', 'loopDataOutputRef'].flatMap((name) => {
        const data = elementIn(loop, name);
        return data === null || !itemAware(data) || holdsMany(data) ? [] : [at(loop, { data: data.id ?? '' })];
      }),
  },
  {
    code: 'LOOP_DATA_ELSEWHERE',
    section: '10.3.8',
    on: 'MultiInstanceLoopCharacteristics',
    vi: 'Vòng lặp không thể dùng dữ liệu "{data}". Tác vụ dùng dữ liệu vào/ra của chính nó, quy trình con dùng đối tượng dữ liệu nhìn thấy được. Hãy chọn lại.',
    en: 'The loop cannot use the data "{data}". A task uses its own data inputs and outputs, a sub-process a data object that it sees. Choose again.',
    broken: (loop) => {
      const activity = loop.$parent;
      const within = isA(activity, 'SubProcess');
      return loopData.flatMap(([name, type]) => {
        const data = elementIn(loop, name);
        if (data === null || !itemAware(data) || activity === undefined) return [];
        const own = isA(data, type) && data.$parent?.$parent === activity;
        const seen = objects.some((object) => isA(data, object)) && sees(activity, data);
        return (within ? seen : own) ? [] : [at(loop, { data: data.id ?? '' })];
      });
    },
  },
  {
    code: 'LOOP_ITEM_DIFFERS',
    section: '10.3.8',
    on: 'MultiInstanceLoopCharacteristics',
    vi: 'Phần tử "{item}" của vòng lặp không cùng kiểu với tập dữ liệu "{data}". Hãy sửa một trong hai.',
    en: 'The loop item "{item}" is not of the type of the collection "{data}". Correct one of the two.',
    broken: (loop) =>
      loopItems.flatMap(([whole, part]) => {
        const [data, item] = [elementIn(loop, whole), elementIn(loop, part)];
        const [many, single] = [data && itemOf(data), item && itemOf(item)];
        if (!data || !item || !many || !single) return [];
        const fits =
          !isCollection(single) && (many === single || many.get('structureRef') === single.get('structureRef'));
        return fits ? [] : [at(loop, { data: data.id ?? '', item: item.id ?? '' })];
      }),
  },
  {
    code: 'LOOP_BEHAVIOR_COMPLEX',
    section: '10.3.8',
    on: 'MultiInstanceLoopCharacteristics',
    vi: 'Các định nghĩa hành vi phức hợp chỉ dùng khi behavior là Complex, và khi đó phải có. Hãy sửa lại.',
    en: 'Complex behavior definitions go with behavior="Complex", which needs at least one. Correct it.',
    broken: (loop) =>
      (textIn(loop, 'behavior') === 'Complex') !== elementsIn(loop, 'complexBehaviorDefinition').length > 0,
  },
  {
    code: 'LOOP_BEHAVIOR_EVENT',
    section: '10.3.8',
    on: 'MultiInstanceLoopCharacteristics',
    vi: 'behavior="{behavior}" cần {name}. Hãy chọn sự kiện.',
    en: 'behavior="{behavior}" needs {name}. Choose the event.',
    broken: (loop) => {
      const behavior = textIn(loop, 'behavior') ?? 'All';
      const name = { One: 'oneBehaviorEventRef', None: 'noneBehaviorEventRef' }[behavior];
      return name === undefined || elementIn(loop, name) !== null ? [] : [at(loop, { behavior, name })];
    },
  },
];

const compensationRules: readonly Rule[] = [
  {
    code: 'COMPENSATION_ACTIVITY_FLOWS',
    section: '10.7.1; 10.5.2',
    on: 'Activity',
    vi: 'Công việc bù trừ không được có luồng vào hoặc luồng ra. Hãy xóa luồng.',
    en: 'A compensation activity must not have incoming or outgoing flows. Remove them.',
    broken: (activity, model) =>
      compensates(activity, model) && model.incoming(activity).length + model.outgoing(activity).length > 0,
  },
  {
    code: 'COMPENSATION_WITHOUT_HANDLER',
    section: '10.7.1; 10.5.4',
    on: 'BoundaryEvent',
    vi: 'Sự kiện bù trừ phải nối bằng liên kết tới một công việc bù trừ và không có luồng ra. Hãy sửa lại.',
    en: 'A compensation event is connected by an association to what undoes the work, and has no flow. Correct it.',
    broken: (event, model) => {
      if (!kindsOf(event).includes('Compensate')) return false;
      const handlers = associated(event, model.naming(event, 'sourceRef'));
      return handlers.length !== 1 || model.outgoing(event).length > 0;
    },
  },
  {
    code: 'COMPENSATION_HANDLER_NOT_MARKED',
    section: '10.7.1',
    on: 'BoundaryEvent',
    vi: 'Công việc bù trừ phải có isForCompensation="true". Hãy đánh dấu.',
    en: 'What undoes the work must have isForCompensation="true". Mark it.',
    broken: (event, model) => {
      if (!kindsOf(event).includes('Compensate')) return [];
      const handlers = associated(event, model.naming(event, 'sourceRef'));
      return handlers.filter((handler) => handler.get('isForCompensation') !== true).map((handler) => at(handler));
    },
  },
];

const subProcessRules: readonly Rule[] = [
  {
    code: 'TRANSACTION_METHOD',
    section: '10.3.5',
    on: 'Transaction',
    vi: 'Phương thức giao dịch "{value}" phải là ##Compensate, ##Image, ##Store hoặc một URI. Hãy sửa giá trị.',
    en: 'The transaction method "{value}" must be ##Compensate, ##Image, ##Store or a URI. Correct it.',
    broken: (transaction) => {
      const value = textIn(transaction, 'method');
      const known = value === null || /^(##)?(Compensate|Image|Store)$/.test(value) || isUri(value.replace(/^##/, ''));
      return known ? [] : [at(transaction, { value })];
    },
  },
  {
    code: 'AD_HOC_WITHOUT_ACTIVITY',
    section: '10.3.5',
    on: 'AdHocSubProcess',
    vi: 'Quy trình con tùy biến phải có ít nhất một công việc. Hãy thêm công việc.',
    en: 'An ad-hoc sub-process needs at least one activity. Add one.',
    broken: (node) => !flowNodesOf(node).some((inside) => isA(inside, 'Activity')),
  },
  {
    code: 'AD_HOC_CONTENT',
    section: '10.3.5',
    on: 'AdHocSubProcess',
    vi: 'Quy trình con tùy biến không được có {type}. Hãy bỏ phần tử này.',
    en: 'An ad-hoc sub-process must not have a {type}. Remove it.',
    broken: (node) =>
      flowNodesOf(node)
        .filter((inside) => ['StartEvent', 'EndEvent', 'ChoreographyActivity'].some((type) => isA(inside, type)))
        .map((inside) => at(inside, { type: typeName(inside) })),
  },
];

const loopData = [
  ['loopDataInputRef', 'DataInput'],
  ['loopDataOutputRef', 'DataOutput'],
] as const;

/** What a sub-process may loop over; inputs and outputs of the process around it are seen as well. */
const objects = ['DataObject', 'DataObjectReference', 'DataStoreReference', 'Property', 'DataInput', 'DataOutput'];

const loopItems = [
  ['loopDataInputRef', 'inputDataItem'],
  ['loopDataOutputRef', 'outputDataItem'],
] as const;

function itemAware(data: ModdleElement): boolean {
  return isA(data, 'ItemAwareElement');
}

/** It says so itself, or its item definition does. */
function holdsMany(data: ModdleElement): boolean {
  const item = itemOf(data);
  const object = isA(data, 'DataObjectReference') ? elementIn(data, 'dataObjectRef') : null;
  return isCollection(data) || (item !== null && isCollection(item)) || (object !== null && isCollection(object));
}

function associated(event: ModdleElement, from: readonly ModdleElement[]): readonly ModdleElement[] {
  const links = from.filter((element) => isA(element, 'Association') && elementIn(element, 'sourceRef') === event);
  return links.flatMap((link) => elementIn(link, 'targetRef') ?? []).filter((target) => isA(target, 'Activity'));
}

export const activityRules: readonly Rule[] = [
  ...quantityRules,
  ...loopRules,
  ...compensationRules,
  ...subProcessRules,
];
