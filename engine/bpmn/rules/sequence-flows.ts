// BPMN 2.0.2 §7.6.1 and §8.4.13 Sequence flow: what it may connect, conditions, default flows.
import { elementIn, elementsIn, type ModdleElement, typeName } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Finding, type Rule, said } from './rule.ts';
import { container, flowNodesOf, has, inExecutable, isA, isEventSubProcess } from './terms.ts';

export const sequenceFlowRules: readonly Rule[] = [
  {
    ...said('ID_MISSING'),
    section: '8.3.1',
    on: 'FlowNode',
    broken: (node) =>
      typeof node.id === 'string' || isA(node, 'ImplicitThrowEvent') ? [] : [at(node, { type: typeName(node) })],
  },
  {
    code: 'FLOW_CROSSES_BORDER',
    section: '7.6.1',
    on: 'SequenceFlow',
    vi: 'Luồng đi qua biên của một quy trình hoặc quy trình con. Hãy nối hai phần tử cùng cấp.',
    en: 'The flow crosses the border of a process or sub-process. Connect two elements of the same level.',
    broken: (flow) => {
      const [source, target] = [elementIn(flow, 'sourceRef'), elementIn(flow, 'targetRef')];
      return [source, target].some((end) => isA(end, 'FlowNode') && end?.$parent !== flow.$parent);
    },
  },
  {
    ...said('EVENT_SUB_PROCESS_FLOWS'),
    section: '10.3.5 and 8.4.13',
    on: 'SubProcess',
    broken: (node, model) => isEventSubProcess(node) && model.incoming(node).length + model.outgoing(node).length > 0,
  },
  {
    code: 'ARTIFACT_CONNECTED',
    section: '8.4.1',
    on: ['SequenceFlow', 'MessageFlow'],
    vi: 'Không được nối luồng với {type}. Hãy dùng liên kết (association).',
    en: 'A flow must not begin or end at a {type}. Use an association.',
    broken: (flow) =>
      ['sourceRef', 'targetRef'].flatMap((name) => {
        const end = elementIn(flow, name);
        return isA(end, 'Artifact') ? [at(flow, { type: end?.$type.slice(5) ?? '' })] : [];
      }),
  },
  {
    code: 'FLOW_LISTED_WRONG',
    section: '8.4.13',
    on: 'FlowNode',
    vi: 'Phần tử liệt kê luồng "{flow}" nhưng luồng không nối như vậy. Hãy nối lại.',
    en: 'The element lists flow "{flow}", which does not connect so. Connect it again.',
    broken: (node) =>
      ends.flatMap(([listed, end]) =>
        elementsIn(node, listed)
          .filter((flow) => isA(flow, 'SequenceFlow') && elementIn(flow, end) !== node)
          .map((flow) => at(node, { flow: flow.id ?? '' })),
      ),
  },
  {
    code: 'FLOW_NOT_LISTED',
    section: '8.4.13',
    on: container,
    vi: 'Luồng "{flow}" nối với phần tử này nhưng phần tử không liệt kê luồng. Hãy thêm vào danh sách hoặc nối lại.',
    en: 'The flow "{flow}" connects this element, which does not list it. List it, or connect it again.',
    broken: (holder, model) =>
      !model.foreign && listsFlows(holder) ? flowNodesOf(holder).flatMap((node) => unlisted(node, model)) : [],
  },
  {
    code: 'FLOW_NOT_IMMEDIATE',
    section: '8.4.13',
    on: 'SequenceFlow',
    vi: 'Trong quy trình chạy được, luồng không thể có isImmediate="false". Hãy bỏ thuộc tính này.',
    en: 'In an executable process a flow cannot have isImmediate="false". Remove the attribute.',
    broken: (flow) => flow.get('isImmediate') === false && inExecutable(flow),
  },
  {
    code: 'CONDITION_WITHOUT_CHOICE',
    section: '8.4.13',
    on: 'Activity',
    vi: 'Luồng ra duy nhất không được có điều kiện. Hãy xóa điều kiện hoặc thêm luồng khác.',
    en: 'The only flow out must not have a condition. Remove it or add another flow.',
    broken: (activity, model) => {
      const flows = model.outgoing(activity);
      return flows.length === 1 ? flows.filter(hasCondition).map((flow) => at(flow)) : [];
    },
  },
  {
    code: 'CONDITION_NOT_ALLOWED',
    section: '8.4.13; 10.5.2; 10.6.6',
    on: ['Event', 'EventBasedGateway'],
    vi: 'Luồng này không được có điều kiện. Hãy xóa điều kiện.',
    en: 'This flow must not have a condition. Remove it.',
    broken: (node, model) =>
      model.foreign
        ? []
        : model
            .outgoing(node)
            .filter(hasCondition)
            .map((flow) => at(flow)),
  },
  {
    code: 'CONDITION_IGNORED',
    section: '10.6.4',
    on: 'ParallelGateway',
    severity: 'warning',
    vi: 'Cổng song song đi theo mọi luồng, điều kiện này không được xét. Hãy xóa điều kiện.',
    en: 'A parallel gateway takes every flow; this condition is never asked. Remove it.',
    broken: (gateway, model) =>
      model
        .outgoing(gateway)
        .filter(hasCondition)
        .map((flow) => at(flow)),
  },
  {
    code: 'DEFAULT_WITH_CONDITION',
    section: '8.4.13',
    on: 'FlowNode',
    vi: 'Nhánh mặc định không được có điều kiện. Hãy xóa điều kiện.',
    en: 'The default flow must not have a condition. Remove it.',
    broken: (node) => {
      const flow = elementIn(node, 'default');
      return flow !== null && hasCondition(flow) ? [at(flow)] : [];
    },
  },
  {
    ...said('DEFAULT_NOT_OUTGOING'),
    section: '10.3; 10.6',
    on: 'FlowNode',
    broken: (node, model) => {
      const flow = elementIn(node, 'default');
      return flow === null || model.outgoing(node).includes(flow) ? [] : [at(node, { id: flow.id ?? '' })];
    },
  },
];

const ends = [
  ['incoming', 'targetRef'],
  ['outgoing', 'sourceRef'],
] as const;

/** The schema lets a file leave these lists out; one that has them must have them right. */
function listsFlows(holder: ModdleElement): boolean {
  return flowNodesOf(holder).some((node) => has(node, 'incoming') || has(node, 'outgoing'));
}

function unlisted(node: ModdleElement, model: Model): readonly Finding[] {
  const sides = [
    [elementsIn(node, 'incoming'), model.incoming(node)],
    [elementsIn(node, 'outgoing'), model.outgoing(node)],
  ] as const;
  return sides.flatMap(([listed, actual]) =>
    actual.filter((flow) => !listed.includes(flow)).map((flow) => at(node, { flow: flow.id ?? '' })),
  );
}

export function hasCondition(flow: ModdleElement): boolean {
  return elementIn(flow, 'conditionExpression') !== null;
}
