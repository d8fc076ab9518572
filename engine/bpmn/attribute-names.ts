// Attributes by the name that people see in the designer; what is not here goes by its own name in the file.

const names: { readonly [attribute: string]: { readonly vi: string; readonly en: string } } = {
  calledElement: { vi: 'quy trình được gọi', en: 'the process that is called' },
  condition: { vi: 'điều kiện', en: 'the condition' },
  errorCode: { vi: 'mã lỗi', en: 'the error code' },
  escalationCode: { vi: 'mã leo thang', en: 'the escalation code' },
  loopCardinality: { vi: 'danh sách hoặc số lần', en: 'the list, or how many times' },
  loopCondition: { vi: 'điều kiện làm lại', en: 'the condition to do it again' },
  messageRef: { vi: 'tên thông điệp', en: 'the name of the message' },
  script: { vi: 'công thức', en: 'the script' },
  signalRef: { vi: 'tên tín hiệu', en: 'the name of the signal' },
  version: { vi: 'phiên bản', en: 'the version' },
  'wardflow:decision': { vi: 'bảng quyết định', en: 'the decision' },
  'wardflow:jobType': { vi: 'loại việc', en: 'the kind of job' },
};

/** @returns the name in words with the one of the file behind it, or that alone */
export function attributeName(attribute: string, language: 'vi' | 'en'): string {
  const words = Object.hasOwn(names, attribute) ? names[attribute] : undefined;
  return words === undefined ? attribute : `${words[language]} (${attribute})`;
}
