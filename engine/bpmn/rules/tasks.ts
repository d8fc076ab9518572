// BPMN 2.0.2 §10.3.3 Tasks and §10.3.6, §10.3.7: what a task exchanges with its operation or message; calls.
import { elementIn, elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import { nameOf } from './common.ts';
import { at, type Finding, type Rule } from './rule.ts';
import { inExecutable, isA, isMimeType, isUri, sameItem } from './terms.ts';

const workRules: readonly Rule[] = [
  {
    code: 'IMPLEMENTATION_NOT_URI',
    section: '10.3.3',
    on: ['Task', 'GlobalTask'],
    vi: 'Cách thực hiện "{value}" phải là ##unspecified, ##WebService hoặc một URI. Hãy sửa giá trị.',
    en: 'The implementation "{value}" must be ##unspecified, ##WebService or a URI. Correct it.',
    broken: (task) => {
      const value = 'implementation' in task ? textIn(task, 'implementation') : null;
      return value === null || isUri(value.replace(/^##/, '')) ? [] : [at(task, { value })];
    },
  },
  {
    code: 'SCRIPT_FORMAT_MISSING',
    section: '10.3.3',
    on: ['ScriptTask', 'GlobalScriptTask'],
    vi: 'Tác vụ có kịch bản "{script}" nhưng không ghi ngôn ngữ. Hãy ghi kiểu MIME, ví dụ text/feel.',
    en: 'The task has the script "{script}" and no format. Write its MIME type, such as text/feel.',
    broken: (task, model) => {
      const script = textIn(task, 'script');
      if (script === null || formatOf(task) !== null || model.foreign) return [];
      return [at(task, { script: script.trim().slice(0, 40) })];
    },
  },
  {
    code: 'SCRIPT_FORMAT_NOT_MIME',
    section: '10.3.3',
    on: ['ScriptTask', 'GlobalScriptTask'],
    vi: 'Ngôn ngữ kịch bản "{value}" phải là kiểu MIME, ví dụ text/feel. Hãy sửa giá trị.',
    en: 'The script format "{value}" must be a MIME type, such as text/feel. Correct it.',
    broken: (task, model) => {
      const value = formatOf(task);
      const fits =
        value === null ||
        isMimeType(value) ||
        scriptNames.test(value) ||
        (isA(task, 'GlobalScriptTask') && isUri(value));
      return fits || model.foreign ? [] : [at(task, { value })];
    },
  },
];

const operationRules: readonly Rule[] = [
  {
    code: 'TASK_SETS',
    section: '10.3.3',
    on: ['ServiceTask', 'SendTask', 'ReceiveTask'],
    vi: 'Tác vụ loại này chỉ có một tập {side}. Hãy giữ lại một tập.',
    en: 'A task of this type has one {side} only. Keep one of them.',
    broken: (task) => {
      const specification = elementIn(task, 'ioSpecification');
      return specification === null ? [] : sides.flatMap((side) => tooMany(task, specification, side, 'sets'));
    },
  },
  {
    code: 'TASK_DATA',
    section: '10.3.3',
    on: ['ServiceTask', 'SendTask', 'ReceiveTask'],
    vi: 'Tác vụ loại này chỉ có một {side}. Hãy giữ lại một dữ liệu.',
    en: 'A task of this type has one {side} only. Keep one of them.',
    broken: (task) => {
      const specification = elementIn(task, 'ioSpecification');
      return specification === null ? [] : sides.flatMap((side) => tooMany(task, specification, side, 'items'));
    },
  },
  {
    code: 'TASK_DATA_ITEM',
    section: '10.3.3',
    on: ['ServiceTask', 'SendTask', 'ReceiveTask'],
    vi: 'Dữ liệu "{data}" không cùng kiểu với thông điệp "{message}". Hãy sửa một trong hai.',
    en: 'The data "{data}" are not of the type of the message "{message}". Correct one of the two.',
    broken: (task) => {
      const specification = elementIn(task, 'ioSpecification');
      if (specification === null) return [];
      return sides.flatMap(({ items, message: end }) => {
        const message = messageOf(task, end);
        const item = message === null ? null : elementIn(message, 'itemRef');
        if (message === null || item === null) return [];
        return elementsIn(specification, items)
          .filter((data) => !sameItem(elementIn(data, 'itemSubjectRef'), item))
          .map((data) => at(task, { data: nameOf(data), message: nameOf(message) }));
      });
    },
  },
  {
    code: 'OPERATION_DATA_MISSING',
    section: '10.3.3',
    on: 'ServiceTask',
    vi: 'Thao tác "{operation}" trao đổi thông điệp có dữ liệu, nhưng tác vụ không có {side}. Hãy thêm dữ liệu.',
    en: 'The operation "{operation}" exchanges a message with data, and the task has no {side}. Add it.',
    broken: (task) => {
      const operation = elementIn(task, 'operationRef');
      const specification = elementIn(task, 'ioSpecification');
      if (operation === null || specification === null) return [];
      return sides.flatMap(({ items, message, one }) => {
        const named = elementIn(operation, message);
        const needed = named !== null && elementIn(named, 'itemRef') !== null;
        const missing = needed && elementsIn(specification, items).length === 0;
        return missing ? [at(task, { operation: nameOf(operation), side: one })] : [];
      });
    },
  },
];

const callRules: readonly Rule[] = [
  {
    code: 'CALLED_NOT_CALLABLE',
    section: '10.3.6',
    on: 'CallActivity',
    vi: '"{called}" không phải là quy trình hay tác vụ dùng chung. Hãy chọn phần tử khác.',
    en: '"{called}" is neither a process nor a global task. Choose another.',
    broken: (call, model) => {
      const called = model.foreign ? null : calledName(call);
      if (called === null || calledBy(call, model.of('CallableElement')) !== null) return [];
      return model.of('BaseElement').some(({ id }) => id === called) ? [at(call, { called })] : [];
    },
  },
  {
    code: 'CALL_DATA_DIFFERS',
    section: '10.3.6',
    on: 'CallActivity',
    vi: 'Dữ liệu vào/ra phải khớp với "{called}" được gọi ({side}). Hãy sửa đặc tả dữ liệu.',
    en: 'The data must match those of the called "{called}" ({side}). Correct the specification.',
    broken: (call, model) => {
      const called = calledBy(call, model.of('CallableElement'));
      if (called === null || !inExecutable(call)) return [];
      const [own, its] = [elementIn(call, 'ioSpecification'), elementIn(called, 'ioSpecification')];
      if (own === null && its === null) return [];
      return sides.flatMap(({ items, sets, one }) => {
        const fits = sameData(data(own, items), data(its, items)) && data(own, sets).length === data(its, sets).length;
        return fits ? [] : [at(call, { called: nameOf(called), side: one })];
      });
    },
  },
];

/** Names that script engines are known by beside their MIME types. */
const scriptNames = /^(?:feel|javascript|ecmascript|groovy|python|ruby|juel)$/i;

const sides = [
  { items: 'dataInputs', sets: 'inputSets', message: 'inMessageRef', one: 'data input', set: 'input set' },
  { items: 'dataOutputs', sets: 'outputSets', message: 'outMessageRef', one: 'data output', set: 'output set' },
] as const;

function tooMany(
  task: ModdleElement,
  specification: ModdleElement,
  side: (typeof sides)[number],
  what: 'items' | 'sets',
): readonly Finding[] {
  const many = elementsIn(specification, side[what]).length > 1;
  return many ? [at(task, { side: what === 'items' ? side.one : side.set })] : [];
}

/** What a send task sends is its data input, what a receive task receives its data output. */
function messageOf(task: ModdleElement, end: 'inMessageRef' | 'outMessageRef'): ModdleElement | null {
  if (isA(task, 'ServiceTask')) {
    const operation = elementIn(task, 'operationRef');
    return operation === null ? null : elementIn(operation, end);
  }
  const fits = isA(task, 'SendTask') === (end === 'inMessageRef');
  return fits ? elementIn(task, 'messageRef') : null;
}

function formatOf(task: ModdleElement): string | null {
  return textIn(task, isA(task, 'GlobalScriptTask') ? 'scriptLanguage' : 'scriptFormat');
}

/** The name without the prefix that a qualified name may have. */
function calledName(call: ModdleElement): string | null {
  const text = textIn(call, 'calledElement')?.trim() ?? null;
  return text === null || /^[=$#]/.test(text) ? null : text.replace(/^[\w.-]+:/, '');
}

function calledBy(call: ModdleElement, callable: readonly ModdleElement[]): ModdleElement | null {
  const called = calledName(call);
  return called === null ? null : (callable.find(({ id }) => id === called) ?? null);
}

function data(specification: ModdleElement | null, property: string): readonly ModdleElement[] {
  return specification === null ? [] : elementsIn(specification, property);
}

/** As many, each with one of the same type on the other side. */
function sameData(own: readonly ModdleElement[], its: readonly ModdleElement[]): boolean {
  const left = [...its];
  for (const one of own) {
    const item = elementIn(one, 'itemSubjectRef');
    const index = left.findIndex((other) => sameItem(item, elementIn(other, 'itemSubjectRef')));
    if (index === -1) return false;
    left.splice(index, 1);
  }
  return left.length === 0;
}

export const taskRules: readonly Rule[] = [...workRules, ...operationRules, ...callRules];
