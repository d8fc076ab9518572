// BPMN 2.0.2 §8.2 Infrastructure and §8.3 Foundation: definitions, imports, extensions, documentation.
import { textIn } from '../moddle-types.ts';
import { at, type Rule } from './rule.ts';
import { isAbsoluteUri, isMimeType, isUri } from './terms.ts';

export const foundationRules: readonly Rule[] = [
  {
    code: 'LANGUAGE_NOT_URI',
    section: '8.2.1',
    on: 'Definitions',
    vi: 'Ngôn ngữ "{value}" ở {name} phải là một URI. Hãy sửa giá trị.',
    en: 'The language "{value}" in {name} must be a URI. Correct it.',
    broken: (definitions) =>
      ['expressionLanguage', 'typeLanguage'].flatMap((name) => {
        const value = textIn(definitions, name);
        return value === null || isUri(value) ? [] : [at(definitions, { name, value })];
      }),
  },
  {
    code: 'IMPORT_TYPE_NOT_URI',
    section: '8.2.2',
    on: 'Import',
    vi: 'Kiểu nhập "{value}" phải là một URI đầy đủ. Hãy sửa importType.',
    en: 'The import type "{value}" must be an absolute URI. Correct importType.',
    broken: (element) => {
      const value = textIn(element, 'importType');
      return value === null || isAbsoluteUri(value) ? [] : [at(element, { value })];
    },
  },
  {
    code: 'EXTENSION_NOT_UNDERSTOOD',
    section: '8.3.3',
    on: 'Extension',
    vi: 'Mô hình đòi phải hiểu một phần mở rộng mà hệ thống không biết. Hãy bỏ mustUnderstand hoặc phần mở rộng.',
    en: 'The model has an extension that must be understood and is not known. Remove mustUnderstand or the extension.',
    broken: (extension) => extension.get('mustUnderstand') === true,
  },
  {
    code: 'TEXT_FORMAT_NOT_MIME',
    section: '8.3.2; 8.4.1',
    on: ['Documentation', 'TextAnnotation'],
    vi: 'Định dạng văn bản "{value}" phải là kiểu MIME, ví dụ text/plain. Hãy sửa textFormat.',
    en: 'The text format "{value}" must be a MIME type, such as text/plain. Correct textFormat.',
    broken: (element) => wrongFormat(element),
  },
];

function wrongFormat(element: Parameters<Rule['broken']>[0]) {
  const value = textIn(element, 'textFormat');
  return value === null || isMimeType(value) ? [] : [at(element, { value })];
}
