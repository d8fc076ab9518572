/** Form.io's own words, by the English text that it uses as key; English needs none. */
import type { Language } from '#engine/runtime/application/common.ts';

const vi: Readonly<Record<string, string>> = {
  required: '{{field}}: cần điền mục này',
  minLength: '{{field}}: cần ít nhất {{length}} ký tự',
  maxLength: '{{field}}: dài quá {{length}} ký tự',
  min: '{{field}}: không nhỏ hơn {{min}}',
  max: '{{field}}: không lớn hơn {{max}}',
  pattern: '{{field}}: không đúng mẫu',
  invalid_email: '{{field}}: địa chỉ e-mail chưa đúng',
  invalid_option: '{{field}}: hãy chọn một mục trong danh sách',
  valueIsNotAvailable: '{{field}}: hãy chọn một mục trong danh sách',
  error: 'Hãy sửa những chỗ sau:',
  complete: 'Đã gửi',
  submitError: 'Hãy sửa các mục có lỗi trước khi gửi.',
  dropFilesToAttach: 'Kéo ảnh vào đây',
  or: 'hoặc',
  browse: 'chọn từ máy',
  'Browse to attach file for {{ label }}': 'Chọn tệp cho {{ label }}',
  'File Name': 'Tên tệp',
  Size: 'Dung lượng',
  'Type to search': 'Gõ để tìm',
  'Remove file': 'Bỏ tệp',
  'Press to open ': 'Mở ',
  'File is the wrong type; it must be {{ pattern }}': 'Tệp không đúng loại, cần {{ pattern }}',
  'File is too big; it must be at most {{ size }}': 'Tệp quá lớn, tối đa {{ size }}',
};

export const formioTexts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { vi, en: {} };
