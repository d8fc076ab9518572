// Attributes and terms by the name that people see in the designer; what is not here goes by its own name in the file.

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

/** Kinds of events and data in Vietnamese; in English they are the standard's own words. */
const terms: { readonly [term: string]: string } = {
  message: 'thông điệp',
  signal: 'tín hiệu',
  error: 'lỗi',
  escalation: 'leo thang',
  timer: 'hẹn giờ',
  conditional: 'điều kiện',
  compensation: 'hoàn tác',
  compensate: 'hoàn tác',
  cancel: 'huỷ giao dịch',
  link: 'liên kết',
  terminate: 'kết thúc ngay',
  'data input': 'dữ liệu vào',
  'data output': 'dữ liệu ra',
  'input set': 'tập dữ liệu vào',
  'output set': 'tập dữ liệu ra',
};

type Said = Readonly<Record<string, string | number>>;

/** Params as a Vietnamese text says them: which kind of thing, and which side. */
export function inVietnamese(params: Said): Said {
  const spoken = Object.entries(params).map(([name, value]) => {
    const isTerm = ['what', 'side', 'kind'].includes(name) && Object.hasOwn(terms, value);
    return [name, isTerm ? (terms[value] ?? value) : value] as const;
  });
  return Object.fromEntries(spoken);
}
