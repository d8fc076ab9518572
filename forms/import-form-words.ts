/** What an import of a form says, in both languages. */
export interface FormNote {
  readonly kind: 'taken' | 'check' | 'harmless';
  /** Path of keys in the foreign form; `form`: the form itself. */
  readonly element: string;
  /** How the foreign part is written, cut where it is long. */
  readonly name: string;
  readonly message: { readonly vi: string; readonly en: string };
}

const words = {
  taken: { kind: 'taken', vi: 'Lấy nguyên.', en: 'Taken over as it is.' },
  kind: {
    kind: 'check',
    vi: 'Đổi sang loại câu hỏi tương ứng ở đây.',
    en: 'Changed into the kind of field that there is here.',
  },
  key: {
    kind: 'check',
    vi: 'Mã trường được đổi cho hợp lệ và không trùng; điều kiện trong biểu mẫu đổi theo.',
    en: 'The key was changed to be valid and the only one; conditions of the form follow.',
  },
  text: {
    kind: 'check',
    vi: 'Chỉ lấy chữ; thẻ HTML và chỗ chèn {{ }} bị bỏ.',
    en: 'Only the words were taken; markup and places for values {{ }} are gone.',
  },
  tooltip: {
    kind: 'check',
    vi: 'Chú thích nổi trở thành hướng dẫn dưới câu hỏi, ai cũng đọc được.',
    en: 'The tooltip became the hint below the question, for everybody to read.',
  },
  storage: {
    kind: 'check',
    vi: 'Tệp được lưu ở đây thay vì nơi cũ.',
    en: 'Files are kept here in place of elsewhere.',
  },
  choices: {
    kind: 'check',
    vi: 'Danh sách lấy từ nơi khác không nhập được. Hãy ghi các lựa chọn, hoặc chọn danh sách có sẵn.',
    en: 'Choices from elsewhere are not imported. Write them down, or choose a list of the city.',
  },
  fetched: {
    kind: 'check',
    vi: 'Không lấy dữ liệu từ nơi khác trong biểu mẫu. Hãy dùng danh sách có sẵn, hoặc bước kết nối trong quy trình.',
    en: 'A form fetches nothing from elsewhere. Use a list of the city, or a step with a connector.',
  },
  condition: {
    kind: 'check',
    vi: 'Điều kiện hiện câu hỏi bị bỏ: nó xét một câu hỏi không được nhập hoặc một phép so sánh chưa có. Hãy đặt lại ở thẻ Khi nào hiện.',
    en: 'The condition is gone: it looks at a field that was not imported, or compares in a way that is not known. Set it again under When it shows.',
  },
  conditionCode: {
    kind: 'check',
    vi: 'Điều kiện viết bằng mã không được chạy và bị bỏ. Hãy đặt lại ở thẻ Khi nào hiện.',
    en: 'A condition written as code is never run and was left out. Set it again under When it shows.',
  },
  ruleCode: {
    kind: 'check',
    vi: 'Phép kiểm tra viết bằng mã không được chạy và bị bỏ. Hãy dùng giới hạn, mẫu chữ, hoặc một câu hỏi có điều kiện.',
    en: 'A check written as code is never run and was left out. Use limits, a pattern, or a field with a condition.',
  },
  calculated: {
    kind: 'check',
    vi: 'Phép tính viết bằng mã không được chạy và bị bỏ. Hãy tính trong quy trình hoặc bảng quyết định.',
    en: 'A calculation written as code is never run and was left out. Calculate in the process or in a decision table.',
  },
  firstValue: {
    kind: 'check',
    vi: 'Giá trị ban đầu viết bằng mã bị bỏ. Hãy ghi giá trị cố định, hoặc đặt biến trong quy trình.',
    en: 'A first value written as code was left out. Give a fixed one, or set a variable in the process.',
  },
  logic: {
    kind: 'check',
    vi: 'Phần "logic" (tự đổi câu hỏi) bị bỏ. Hãy tách thành các câu hỏi có điều kiện hiện.',
    en: 'The “logic” that changes the field was left out. Use several fields with conditions.',
  },
  code: {
    kind: 'check',
    vi: 'Mã lệnh và thuộc tính HTML không được chạy và bị bỏ.',
    en: 'Code and HTML attributes are never run and were left out.',
  },
  unsupported: {
    kind: 'check',
    vi: 'Chưa có loại câu hỏi này: bị bỏ. Hãy thay bằng loại khác, ví dụ Chữ ngắn hoặc Tệp.',
    en: 'There is no such kind of field: left out. Use another one, for example a short text or a file.',
  },
  deep: {
    kind: 'check',
    vi: 'Lồng quá nhiều cấp: phần bên trong bị bỏ.',
    en: 'Nested too deep: what is inside was left out.',
  },
  button: {
    kind: 'harmless',
    vi: 'Không cần ở đây: trang tự có nút gửi.',
    en: 'Not needed here: the page has a button of its own.',
  },
} as const;

export function noteOf(word: keyof typeof words, element: string, name: string): FormNote {
  const { kind, vi, en } = words[word];
  return { kind, element, name, message: { vi, en } };
}
