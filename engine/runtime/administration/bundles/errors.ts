import type { UseCaseError } from '../../use-cases/errors.ts';

/** Every refusal of a bundle as a whole; the entry and what is wrong with it stand in the fields. */
export const bundleErrors = {
  BUNDLE_REFUSED: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Không nhận gói cấu hình. Chi tiết ghi dưới tên từng tệp.',
      en: 'The bundle is not taken. What is wrong is said below, by file.',
    },
  },
  BUNDLE_UNDECIDED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Còn {count} mục mà cả hai bên đều đã sửa. Hãy chọn lấy hoặc giữ cho từng mục.',
      en: '{count} items were changed on both sides. Decide for each which one counts.',
    },
  },
  BUNDLE_NOT_TRUSTED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Gói chưa được ký bằng khóa mà cơ quan tin cậy. Muốn nhập, hãy ghi rõ lý do.',
      en: 'Nobody who is trusted here has signed the bundle. To take it all the same, say why.',
    },
  },
  BUNDLE_SEEN_OTHERWISE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Cấu hình đã thay đổi từ lúc xem thử. Hãy xem thử lại rồi nhập.',
      en: 'Something has changed since it was looked at. Look at it again, then take it in.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
