// BPMN 2.0.2 §8.4 Common elements: correlation, expressions, items, resources; §8.5 services.
import { elementIn, elementsIn, type ModdleElement, textIn } from '../moddle-types.ts';
import type { Model } from './model.ts';
import { at, type Rule } from './rule.ts';
import { inExecutable, isA, isCollection, isUri, sameItem } from './terms.ts';

const correlationRules: readonly Rule[] = [
  {
    code: 'CORRELATION_EXPRESSION_MISSING',
    section: '8.4.2',
    on: 'ConversationNode',
    vi: 'Thuộc tính tương quan "{property}" không có biểu thức cho thông điệp "{message}". Hãy thêm biểu thức.',
    en: 'The correlation property "{property}" has no expression for the message "{message}". Add one.',
    broken: (node) => {
      const messages = elementsIn(node, 'messageFlowRef').flatMap((flow) => elementIn(flow, 'messageRef') ?? []);
      const keys = elementsIn(node, 'correlationKeys');
      return keys
        .flatMap((key) => elementsIn(key, 'correlationPropertyRef'))
        .flatMap((property) => {
          const known = elementsIn(property, 'correlationPropertyRetrievalExpression').map((one) =>
            elementIn(one, 'messageRef'),
          );
          return messages
            .filter((message) => !known.includes(message))
            .map((message) => at(node, { property: nameOf(property), message: nameOf(message) }));
        });
    },
  },
  {
    code: 'CORRELATION_BINDING_FOREIGN',
    section: '8.4.2',
    on: 'CorrelationSubscription',
    vi: 'Ràng buộc tương quan "{property}" không thuộc khóa của đăng ký này. Hãy chọn thuộc tính của khóa.',
    en: 'The binding of "{property}" does not belong to the key of this subscription. Choose a property of the key.',
    broken: (subscription) => {
      const key = elementIn(subscription, 'correlationKeyRef');
      const own = key === null ? null : elementsIn(key, 'correlationPropertyRef');
      return elementsIn(subscription, 'correlationPropertyBinding').flatMap((binding) => {
        const property = elementIn(binding, 'correlationPropertyRef');
        const foreign = property !== null && own !== null && !own.includes(property);
        return foreign ? [at(binding, { property: nameOf(property) })] : [];
      });
    },
  },
];

/** A text that nobody can take for natural language: marked as FEEL or `${…}`, a number, a comparison, a call. */
const written = /^\s*(?:=|[$#]\{|-?\d+(?:\.\d+)?\s*$|true\s*$|false\s*$)|[<>=]|\w\(/;

const expressionRules: readonly Rule[] = [
  {
    code: 'EXPRESSION_NOT_FORMAL',
    section: '8.4.6',
    on: 'Expression',
    vi: 'Quy trình chạy được cần biểu thức hình thức. Hãy ghi xsi:type="tFormalExpression" cho "{text}".',
    en: 'An executable process needs formal expressions. Write xsi:type="tFormalExpression" for "{text}".',
    broken: (expression, model) => {
      const text = textIn(expression, 'body');
      const plain = !isA(expression, 'FormalExpression') && text !== null && !written.test(text);
      return plain && inExecutable(expression) && !model.dialect ? [at(expression, { text: shortened(text) })] : [];
    },
  },
  {
    code: 'EXPRESSION_WITHOUT_BODY',
    section: '8.4.6',
    on: 'Expression',
    vi: 'Biểu thức không có nội dung. Hãy ghi biểu thức hoặc bỏ phần tử này.',
    en: 'The expression is empty. Write it, or remove the element.',
    broken: (expression) => textIn(expression, 'body') === null && inExecutable(expression),
  },
  {
    code: 'EXPRESSION_LANGUAGE_NOT_URI',
    section: '8.4.6',
    on: 'FormalExpression',
    vi: 'Ngôn ngữ "{value}" của biểu thức phải là một URI. Hãy sửa giá trị.',
    en: 'The language "{value}" of the expression must be a URI. Correct it.',
    broken: (expression) => {
      const value = textIn(expression, 'language');
      return value === null || isUri(value) ? [] : [at(expression, { value })];
    },
  },
];

const itemRules: readonly Rule[] = [
  {
    code: 'ITEM_COLLECTION_DIFFERS',
    section: '10.4.1',
    on: ['DataInput', 'DataOutput', 'DataObject'],
    vi: 'isCollection phải giống kiểu dữ liệu "{item}" mà phần tử dùng. Hãy sửa một trong hai.',
    en: 'isCollection must be the same as in the item definition "{item}" that it refers to. Correct one of the two.',
    broken: (data) => {
      const item = elementIn(data, 'itemSubjectRef');
      return item === null || isCollection(item) === isCollection(data) ? [] : [at(data, { item: item.id ?? '' })];
    },
  },
];

const resourceRules: readonly Rule[] = [
  {
    code: 'RESOURCE_TWICE',
    section: '10.3.1',
    on: 'ResourceRole',
    vi: 'Vai trò có cả nguồn lực và biểu thức phân công. Hãy giữ lại một.',
    en: 'The role names a resource and an assignment expression. Keep one of them.',
    broken: (role) =>
      elementIn(role, 'resourceRef') !== null && elementIn(role, 'resourceAssignmentExpression') !== null,
  },
  {
    code: 'RESOURCE_BINDING_WITHOUT_RESOURCE',
    section: '10.3.1',
    on: 'ResourceRole',
    vi: 'Vai trò gán tham số nhưng không chỉ ra nguồn lực. Hãy chọn nguồn lực hoặc bỏ tham số.',
    en: 'The role binds parameters but names no resource. Choose a resource or remove the bindings.',
    broken: (role) =>
      elementIn(role, 'resourceRef') === null && elementsIn(role, 'resourceParameterBindings').length > 0,
  },
  {
    code: 'RESOURCE_PARAMETER_FOREIGN',
    section: '8.4.12',
    on: 'ResourceRole',
    vi: 'Tham số "{parameter}" không thuộc nguồn lực đã chọn. Hãy chọn tham số khác.',
    en: 'The parameter "{parameter}" is not one of the resource named. Choose another.',
    broken: (role) => {
      const resource = elementIn(role, 'resourceRef');
      if (resource === null) return false;
      const own = elementsIn(resource, 'resourceParameters');
      return boundIn(role)
        .filter((parameter) => !own.includes(parameter))
        .map((parameter) => at(role, { parameter: nameOf(parameter) }));
    },
  },
  {
    code: 'RESOURCE_PARAMETER_MISSING',
    section: '8.4.12',
    on: 'ResourceRole',
    vi: 'Tham số bắt buộc "{parameter}" của nguồn lực chưa được gán. Hãy gán giá trị.',
    en: 'The required parameter "{parameter}" of the resource is not bound. Bind it.',
    broken: (role) => {
      const resource = elementIn(role, 'resourceRef');
      const bound = boundIn(role);
      return (resource === null ? [] : elementsIn(resource, 'resourceParameters'))
        .filter((parameter) => parameter.get('isRequired') === true && !bound.includes(parameter))
        .map((parameter) => at(role, { parameter: nameOf(parameter) }));
    },
  },
];

const serviceRules: readonly Rule[] = [
  {
    code: 'INTERFACE_NOT_BOUND',
    section: '10.3.6',
    on: 'CallableElement',
    vi: 'Phần tử hỗ trợ một giao diện nhưng không có liên kết vào/ra (ioBinding). Hãy thêm liên kết.',
    en: 'The element supports an interface but has no ioBinding. Add one for its operation.',
    broken: (callable) =>
      elementsIn(callable, 'supportedInterfaceRef').length > 0 && elementsIn(callable, 'ioBinding').length === 0,
  },
  {
    code: 'IO_BINDING_FOREIGN_DATA',
    section: '10.3.6',
    on: 'CallableElement',
    vi: 'Liên kết vào/ra nêu "{data}" không thuộc đặc tả của phần tử. Hãy chọn dữ liệu của chính phần tử.',
    en: 'The ioBinding names "{data}", which is not of the specification of the element. Choose data of its own.',
    broken: (callable) => {
      const own = elementIn(callable, 'ioSpecification');
      return elementsIn(callable, 'ioBinding').flatMap((binding) =>
        ['inputDataRef', 'outputDataRef'].flatMap((name) => {
          const data = elementIn(binding, name);
          const fits = data === null || (data.$parent === own && isA(data, 'BaseElement'));
          return fits ? [] : [at(callable, { data: data.id ?? '' })];
        }),
      );
    },
  },
  {
    code: 'IO_BINDING_ITEMS',
    section: '10.3.6',
    on: 'InputOutputBinding',
    vi: 'Dữ liệu "{data}" không cùng kiểu với thông điệp "{message}" của thao tác. Hãy sửa một trong hai.',
    en: 'The data "{data}" are not of the type of the message "{message}" of the operation. Correct one of the two.',
    broken: (binding, model) => bindingFaults(binding, model),
  },
  {
    code: 'IO_BINDING_OPERATION',
    section: '10.3.6',
    on: 'CallableElement',
    vi: 'Thao tác "{operation}" không thuộc giao diện mà phần tử hỗ trợ. Hãy chọn thao tác khác.',
    en: 'The operation "{operation}" is not one of the interfaces that the element supports. Choose another.',
    broken: (callable) => {
      const known = elementsIn(callable, 'supportedInterfaceRef').flatMap((one) => elementsIn(one, 'operations'));
      return elementsIn(callable, 'ioBinding').flatMap((binding) => {
        const operation = elementIn(binding, 'operationRef');
        return operation === null || known.includes(operation) ? [] : [at(callable, { operation: nameOf(operation) })];
      });
    },
  },
];

/** The data may be named themselves, or by the one set that holds them. */
function bindingFaults(binding: ModdleElement, _model: Model) {
  const operation = elementIn(binding, 'operationRef');
  if (operation === null) return [];
  const sides = [
    ['inputDataRef', 'inMessageRef', 'dataInputRefs'],
    ['outputDataRef', 'outMessageRef', 'dataOutputRefs'],
  ] as const;
  return sides.flatMap(([property, side, refs]) => {
    const [target, message] = [elementIn(binding, property), elementIn(operation, side)];
    if (target === null || message === null) return [];
    const data = isA(target, 'InputSet') || isA(target, 'OutputSet') ? (elementsIn(target, refs)[0] ?? null) : target;
    if (data === null || sameItem(elementIn(data, 'itemSubjectRef'), elementIn(message, 'itemRef'))) return [];
    return [at(binding, { data: nameOf(data), message: nameOf(message) })];
  });
}

function boundIn(role: ModdleElement): readonly ModdleElement[] {
  return elementsIn(role, 'resourceParameterBindings').flatMap((binding) => elementIn(binding, 'parameterRef') ?? []);
}

export function nameOf(element: ModdleElement): string {
  return textIn(element, 'name') ?? element.id ?? '';
}

function shortened(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > 40 ? `${trimmed.slice(0, 39)}…` : trimmed;
}

export const commonRules: readonly Rule[] = [
  ...correlationRules,
  ...expressionRules,
  ...itemRules,
  ...resourceRules,
  ...serviceRules,
];
