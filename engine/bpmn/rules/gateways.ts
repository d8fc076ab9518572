// BPMN 2.0.2 §8.4.9 and §10.6 Gateways.
import { elementIn, type ModdleElement, textIn } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Rule, said } from './rule.ts';
import { hasCondition } from './sequence-flows.ts';
import { inChoreography, inExecutable, isA, kindsOf } from './terms.ts';

export const gatewayRules: readonly Rule[] = [
  {
    code: 'GATEWAY_DIRECTION',
    section: '8.4.9',
    on: 'Gateway',
    vi: 'Số luồng không khớp với hướng {direction} của cổng. Hãy sửa hướng hoặc luồng.',
    en: 'The flows do not fit the gateway direction {direction}. Correct the direction or the flows.',
    broken: (gateway, model) => {
      const [arrive, leave] = [model.incoming(gateway).length > 1, model.outgoing(gateway).length > 1];
      const direction = textIn(gateway, 'gatewayDirection') ?? 'Unspecified';
      const wrong =
        (direction === 'Converging' && leave) ||
        (direction === 'Diverging' && arrive) ||
        (direction === 'Mixed' && !(arrive && leave));
      return wrong ? [at(gateway, { direction })] : [];
    },
  },
  {
    code: 'GATEWAY_HAS_NO_FLOWS',
    section: '10.6.1',
    on: 'Gateway',
    vi: 'Cổng không có luồng vào hoặc luồng ra. Hãy nối vào quy trình.',
    en: 'The gateway has no incoming or no outgoing flow. Connect it.',
    broken: (gateway, model) => model.outgoing(gateway).length === 0,
  },
  {
    code: 'GATEWAY_WITHOUT_CHOICE',
    section: '10.6.1',
    on: 'Gateway',
    vi: 'Cổng chỉ có một luồng vào và một luồng ra. Hãy thêm luồng hoặc bỏ cổng.',
    en: 'The gateway has one flow in and one out. Add a flow or remove the gateway.',
    broken: (gateway, model) => {
      const leave = model.outgoing(gateway).length;
      return leave === 1 && (model.incoming(gateway).length < 2 || isA(gateway, 'EventBasedGateway'));
    },
  },
  {
    code: 'CONDITION_MISSING',
    section: '10.6.2',
    on: 'ExclusiveGateway',
    vi: 'Luồng từ cổng rẽ nhánh không có điều kiện. Hãy ghi điều kiện hoặc chọn làm nhánh mặc định.',
    en: 'A flow out of the exclusive gateway has no condition. Write one or make it the default flow.',
    broken: (gateway, model) => {
      const flows = model.outgoing(gateway);
      const fallback = elementIn(gateway, 'default');
      if (flows.length < 2 || !inExecutable(gateway)) return [];
      return flows.filter((flow) => flow !== fallback && !hasCondition(flow)).map((flow) => at(flow));
    },
  },
  {
    code: 'EVENT_GATEWAY_TARGET',
    section: '10.6.6',
    on: 'EventBasedGateway',
    vi: 'Cổng sự kiện chỉ được dẫn tới sự kiện bắt hoặc tác vụ nhận. Hãy nối lại.',
    en: 'An event-based gateway may only lead to catching events and receive tasks. Connect it again.',
    broken: (gateway, model) => {
      if (inChoreography(gateway)) return [];
      return model
        .outgoing(gateway)
        .filter((flow) => !isChoice(elementIn(flow, 'targetRef')))
        .map((flow) => at(flow));
    },
  },
  {
    code: 'EVENT_GATEWAY_MIXED',
    section: '10.6.6',
    on: 'EventBasedGateway',
    vi: 'Sau cổng sự kiện không dùng chung tác vụ nhận và sự kiện thông điệp. Hãy dùng một loại.',
    en: 'Receive tasks and message events must not stand behind the same event-based gateway. Use one of them.',
    broken: (gateway, model) => {
      const targets = targetsOf(gateway, model);
      const tasks = targets.some((target) => isA(target, 'ReceiveTask'));
      return tasks && targets.some((target) => kindsOf(target).includes('Message'));
    },
  },
  {
    code: 'EVENT_GATEWAY_BOUNDARY',
    section: '10.6.6',
    on: 'EventBasedGateway',
    vi: 'Tác vụ nhận sau cổng sự kiện không được có sự kiện biên. Hãy bỏ sự kiện biên.',
    en: 'A receive task behind an event-based gateway must not have boundary events. Remove them.',
    broken: (gateway, model) =>
      targetsOf(gateway, model)
        .filter((target) => isA(target, 'ReceiveTask'))
        .flatMap((target) => model.naming(target, 'attachedToRef').map((event) => at(event))),
  },
  {
    code: 'EVENT_GATEWAY_TARGET_SHARED',
    section: '10.6.6',
    on: 'EventBasedGateway',
    vi: 'Phần tử sau cổng sự kiện chỉ được có một luồng vào, từ chính cổng. Hãy bỏ luồng khác.',
    en: 'What stands behind an event-based gateway must have no other incoming flow. Remove the others.',
    broken: (gateway, model) =>
      targetsOf(gateway, model)
        .filter((target) => model.incoming(target).length > 1)
        .map((target) => at(target)),
  },
  {
    ...said('INSTANTIATE_HAS_INCOMING'),
    section: '10.3.3; 10.6.6',
    on: ['EventBasedGateway', 'ReceiveTask'],
    broken: (node, model) => node.get('instantiate') === true && model.incoming(node).length > 0,
  },
  {
    ...said('PARALLEL_WITHOUT_INSTANTIATE'),
    section: '10.6.6',
    on: 'EventBasedGateway',
    broken: (gateway) => gateway.get('eventGatewayType') === 'Parallel' && gateway.get('instantiate') !== true,
  },
];

function isChoice(target: ModdleElement | null): boolean {
  if (isA(target, 'ReceiveTask')) return true;
  return target !== null && isA(target, 'IntermediateCatchEvent') && !kindsOf(target).includes('Link');
}

function targetsOf(gateway: ModdleElement, model: Model): readonly ModdleElement[] {
  return model.outgoing(gateway).flatMap((flow) => elementIn(flow, 'targetRef') ?? []);
}
