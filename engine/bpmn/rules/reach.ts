// Whether a level of a process can begin and every element of it be come to: BPMN 2.0.2 §10.5.2 (start events).
import { elementIn, type ModdleElement } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Rule } from './rule.ts';
import { beginsByItself, compensates } from './starts-and-ends.ts';
import { flowNodesOf, isA, isEventSubProcess, kindsOf } from './terms.ts';

const levels = ['Process', 'SubProcess'];

export const reachRules: readonly Rule[] = [
  {
    code: 'NO_START',
    section: '10.5.2',
    on: levels,
    vi: 'Quy trình không có điểm bắt đầu. Hãy thêm sự kiện bắt đầu.',
    en: 'The process has no start. Add a start event.',
    broken: (level, model) => {
      const nodes = flowNodesOf(level);
      const begins = beginnings(nodes, model).some(
        (node) => !isEventSubProcess(node) && !kindsOf(node).includes('Link'),
      );
      return nodes.length > 0 && !isEventSubProcess(level) && !begins;
    },
  },
  {
    code: 'SEVERAL_STARTS',
    section: '10.5.2',
    on: levels,
    vi: 'Quy trình có nhiều sự kiện bắt đầu không điều kiện. Hãy giữ lại một.',
    en: 'The process has several none start events. Keep one.',
    broken: (level) => {
      const none = flowNodesOf(level).filter((node) => isA(node, 'StartEvent') && kindsOf(node).length === 0);
      const [, second] = isEventSubProcess(level) ? [] : none;
      return second === undefined ? [] : [at(second)];
    },
  },
  {
    code: 'NOT_REACHABLE',
    section: '10.5.2',
    on: levels,
    severity: 'warning',
    vi: 'Không luồng nào dẫn tới phần tử này. Hãy nối vào quy trình hoặc xóa.',
    en: 'No flow leads to this element. Connect it or remove it.',
    broken: (level, model) => {
      const nodes = flowNodesOf(level);
      const reached = reachedFrom(beginnings(nodes, model), model);
      return nodes.filter((node) => !reached.has(node) && !compensates(node, model)).map((node) => at(node));
    },
  },
];

/** Start events and what begins by itself; without start events whatever no flow leads to. */
function beginnings(nodes: readonly ModdleElement[], model: Model): readonly ModdleElement[] {
  const own = nodes.filter(
    (node) => beginsByItself(node, model) && !isA(node, 'BoundaryEvent') && !compensates(node, model),
  );
  if (own.some((node) => isA(node, 'StartEvent'))) return own;
  const open = nodes.filter((node) => model.incoming(node).length === 0 && !beginsByItself(node, model));
  return [...own, ...open];
}

function reachedFrom(begins: readonly ModdleElement[], model: Model): ReadonlySet<ModdleElement> {
  const reached = new Set<ModdleElement>();
  const ahead = [...begins];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    ahead.push(...model.naming(node, 'attachedToRef'));
    ahead.push(...model.outgoing(node).flatMap((flow) => elementIn(flow, 'targetRef') ?? []));
  }
  return reached;
}
