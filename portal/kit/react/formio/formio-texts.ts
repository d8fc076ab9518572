/** Form.io's own words, by the English text that it uses as key. */
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
  dropFilesToAttach: 'Kéo ảnh vào đây, hoặc',
  or: 'hoặc',
  browse: 'chọn từ máy',
  browseFiles: 'chọn từ máy',
  browseToAttachFileFor: 'Chọn tệp cho',
  anyFileTypesAllowed: 'Nhận mọi loại tệp',
  allowedFileTypes: 'Loại tệp được nhận',
  fileName: 'Tên tệp',
  file: 'tệp',
  size: 'Dung lượng',
  type: 'Loại',
  camera: 'Máy ảnh',
  useCamera: 'Dùng máy ảnh',
  gallery: 'Thư viện ảnh',
  takePicture: 'Chụp ảnh',
  switchToFileUpload: 'Chọn tệp có sẵn',
  pressToOpen: 'Mở',
  remove: 'Bỏ',
  removeBtnPressToRemove: 'Bỏ tệp',
  clickToRemove: 'Bỏ',
  completeStatus: 'đã xong',
  starting: 'Đang chuẩn bị',
  startingUpload: 'Đang tải lên',
  readyForUpload: 'Sẵn sàng',
  wrongFileType: 'Tệp không đúng loại',
  fileWithDuplicatedNameInProgress: 'Tệp cùng tên đang được tải lên',
  waitFileProcessing: 'Đang xử lý, xin đợi',
  typeToSearch: 'Gõ để tìm',
  noResultsFound: 'Không tìm thấy',
  loading: 'Đang tải',
};

const en: Readonly<Record<string, string>> = {
  dropFilesToAttach: 'Drop photos here, or',
  browseFiles: 'choose from this device',
};

export const formioTexts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { vi, en };
