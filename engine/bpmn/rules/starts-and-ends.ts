// BPMN 2.0.2 §10.5.2 Start events and §10.5.3 End events: what must begin, what must lead on.
import { elementIn, type ModdleElement } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Rule, said } from './rule.ts';
import {
  container,
  definitionsOf,
  flowNodesOf,
  has,
  inChoreography,
  isA,
  isEventSubProcess,
  kindsOf,
} from './terms.ts';

export const startAndEndRules: readonly Rule[] = [
  {
    code: 'START_HAS_INCOMING',
    section: '10.5.2',
    on: 'StartEvent',
    vi: 'Sự kiện bắt đầu không được có luồng vào. Hãy xóa luồng vào.',
    en: 'A start event must not have an incoming flow. Remove it.',
    broken: (event, model) => model.incoming(event).length > 0,
  },
  {
    code: 'START_HAS_NO_OUTGOING',
    section: '10.5.2',
    on: 'StartEvent',
    vi: 'Sự kiện bắt đầu không dẫn tới đâu. Hãy nối tới bước tiếp theo.',
    en: 'The start event leads nowhere. Connect it to the next step.',
    broken: (event, model) => model.outgoing(event).length === 0,
  },
  {
    code: 'END_HAS_OUTGOING',
    section: '10.5.3',
    on: 'EndEvent',
    vi: 'Sự kiện kết thúc không được có luồng ra. Hãy xóa luồng ra.',
    en: 'An end event must not have an outgoing flow. Remove it.',
    broken: (event, model) => model.outgoing(event).length > 0,
  },
  {
    code: 'START_MISSING',
    section: '10.5.2',
    on: container,
    vi: 'Có sự kiện kết thúc thì phải có sự kiện bắt đầu ở cùng cấp. Hãy thêm sự kiện bắt đầu.',
    en: 'Where there is an end event there must be a start event on the same level. Add one.',
    broken: (holder) =>
      nodesOf(holder, 'EndEvent').length > 0 &&
      nodesOf(holder, 'StartEvent').length === 0 &&
      !flowNodesOf(holder).some(instantiates),
  },
  {
    code: 'END_MISSING',
    section: '10.5.3',
    on: container,
    vi: 'Có sự kiện bắt đầu thì phải có sự kiện kết thúc ở cùng cấp. Hãy thêm sự kiện kết thúc.',
    en: 'Where there is a start event there must be an end event on the same level. Add one.',
    broken: (holder, model) =>
      !model.foreign && nodesOf(holder, 'StartEvent').length > 0 && nodesOf(holder, 'EndEvent').length === 0,
  },
  {
    code: 'INCOMING_MISSING',
    section: '10.5.2',
    on: container,
    vi: 'Không luồng nào dẫn tới phần tử này. Hãy nối từ bước trước.',
    en: 'No flow leads to this element. Connect it from the step before.',
    broken: (holder, model) => {
      if (nodesOf(holder, 'StartEvent').length === 0) return [];
      const alone = flowNodesOf(holder).filter((node) => model.incoming(node).length === 0);
      return alone.filter((node) => !beginsByItself(node, model)).map((node) => at(node));
    },
  },
  {
    code: 'OUTGOING_MISSING',
    section: '10.5.3',
    on: container,
    vi: 'Phần tử này không dẫn tới đâu. Hãy nối tới bước sau hoặc sự kiện kết thúc.',
    en: 'This element leads nowhere. Connect it to the next step or to an end event.',
    broken: (holder, model) => {
      if (model.foreign || nodesOf(holder, 'EndEvent').length === 0) return [];
      const alone = flowNodesOf(holder).filter((node) => model.outgoing(node).length === 0);
      return alone.filter((node) => !endsByItself(node)).map((node) => at(node));
    },
  },
  {
    ...said('SUB_PROCESS_START'),
    section: '10.5.2',
    on: 'StartEvent',
    broken: (event) => isA(event.$parent, 'SubProcess') && !isEventSubProcess(event.$parent) && hasTrigger(event),
  },
  {
    ...said('EVENT_SUB_PROCESS_START'),
    section: '10.3.5 and 10.5.2',
    on: 'SubProcess',
    broken: (node) => {
      if (!isEventSubProcess(node)) return false;
      const [start, ...more] = nodesOf(node, 'StartEvent');
      if (start === undefined || more.length > 0) return true;
      return hasTrigger(start) ? false : [at(start)];
    },
  },
  {
    code: 'START_TRIGGER',
    section: '10.5.2',
    on: 'StartEvent',
    vi: 'Sự kiện bắt đầu ở đây không thể có loại {kind}. Hãy chọn loại khác.',
    en: 'A start event cannot have the trigger {kind} here. Choose another.',
    broken: (event) => {
      if (inChoreography(event)) return false;
      const allowed = isEventSubProcess(event.$parent) ? inEventSubProcess : atTop;
      return kindsOf(event)
        .filter((kind) => !allowed.includes(kind))
        .map((kind) => at(event, { kind }));
    },
  },
  {
    code: 'END_RESULT',
    section: '10.5.3',
    on: 'EndEvent',
    vi: 'Sự kiện kết thúc không thể có loại {kind}. Hãy chọn loại khác.',
    en: 'An end event cannot have the result {kind}. Choose another.',
    broken: (event) =>
      kindsOf(event)
        .filter((kind) => !results.includes(kind))
        .map((kind) => at(event, { kind })),
  },
  {
    code: 'COMPENSATION_AT_TOP',
    section: '10.5.2; 10.7.1',
    on: 'StartEvent',
    vi: 'Quy trình con bù trừ chỉ đứng trong một quy trình con. Hãy chuyển vào trong quy trình con.',
    en: 'A compensation event sub-process stands inside a sub-process only. Move it into one.',
    broken: (event) =>
      isEventSubProcess(event.$parent) &&
      isA(event.$parent?.$parent, 'Process') &&
      kindsOf(event).includes('Compensate'),
  },
];

const atTop = ['Message', 'Timer', 'Conditional', 'Signal'];
const inEventSubProcess = [...atTop, 'Escalation', 'Error', 'Compensate'];
const results = ['Message', 'Escalation', 'Error', 'Cancel', 'Compensate', 'Signal', 'Terminate'];

function nodesOf(holder: ModdleElement, type: string): readonly ModdleElement[] {
  return flowNodesOf(holder).filter((node) => isA(node, type));
}

/** A reference that leads nowhere is a trigger too; it has its own problem. */
function hasTrigger(event: ModdleElement): boolean {
  return definitionsOf(event).length > 0 || has(event, 'eventDefinitionRef');
}

/** A receive task or event-based gateway that makes the instance (§10.3.3.1, §10.6.6). */
function instantiates(node: ModdleElement): boolean {
  return node.get('instantiate') === true;
}

/** The exceptions that §10.5.2 names: compensation, catching links, event sub-processes, and what starts itself. */
export function beginsByItself(node: ModdleElement, model: Model): boolean {
  if (isA(node, 'StartEvent') || isA(node, 'BoundaryEvent') || isEventSubProcess(node)) return true;
  return compensates(node, model) || kindsOf(node).includes('Link') || instantiates(node);
}

function endsByItself(node: ModdleElement): boolean {
  if (isA(node, 'EndEvent') || isEventSubProcess(node) || isA(node, 'StartEvent')) return true;
  return (
    node.get('isForCompensation') === true || kindsOf(node).includes('Link') || kindsOf(node).includes('Compensate')
  );
}

/** Marked so, or named by an association from a compensation event on a border (§10.7.1). */
export function compensates(node: ModdleElement, model: Model): boolean {
  if (node.get('isForCompensation') === true) return true;
  return model.naming(node, 'targetRef').some((artifact) => {
    const source = isA(artifact, 'Association') ? elementIn(artifact, 'sourceRef') : null;
    return isA(source, 'BoundaryEvent') && source !== null && kindsOf(source).includes('Compensate');
  });
}
