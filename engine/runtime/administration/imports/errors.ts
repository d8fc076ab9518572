import type { UseCaseError } from '../../use-cases/errors.ts';

/** Every refusal of a file that comes in as a whole; what is wrong in a row stands in its report. */
export const importErrors = {
  FILE_EMPTY: {
    status: 422,
    who: 'caller',
    message: { vi: 'Tệp {name} không có dòng nào.', en: 'The file {name} has no rows.' },
  },
  FILE_TOO_LONG: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Tệp có hơn {max} dòng. Hãy chia thành nhiều tệp.',
      en: 'The file has more than {max} rows. Make more than one file of it.',
    },
  },
  FILE_ENCODING: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Không đọc được bảng mã của tệp. Trong Excel hãy lưu dạng “CSV UTF-8” hoặc .xlsx.',
      en: 'The encoding of the file is not known. Save it as “CSV UTF-8” or .xlsx in Excel.',
    },
  },
  FILE_NOT_CSV: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Tệp CSV bị hỏng ở dòng {line}, thường do thiếu dấu ngoặc kép đóng.',
      en: 'The CSV file is broken at line {line}, mostly for want of a closing quotation mark.',
    },
  },
  FILE_NOT_EXCEL: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Không mở được tệp Excel. Hãy lưu lại dạng .xlsx (không đặt mật khẩu) rồi thử lại.',
      en: 'The Excel file cannot be opened. Save it anew as .xlsx, without a password, and try again.',
    },
  },
  FILE_UNPACKS_TOO_LARGE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Tệp Excel mở ra quá lớn (hơn {max} MB, hoặc quá nhiều ô). Hãy chép phần cần nhập sang một tệp mới rồi thử lại.',
      en: 'The Excel file unpacks to too much (more than {max} MB, or too many cells). Copy what you need to a new file and try again.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
