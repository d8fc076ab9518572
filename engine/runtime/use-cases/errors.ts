import type { Localised } from '../application/common.ts';

/** Every refusal that a use case throws: code, HTTP status, words, and who must act. */
export const useCaseErrors = {
  NOT_FOUND: {
    status: 404,
    who: 'caller',
    message: {
      vi: 'Không tìm thấy, hoặc bạn không có quyền xem nội dung này.',
      en: 'Not found, or not yours to see.',
    },
  },
  INVALID_FIELDS: {
    status: 422,
    who: 'caller',
    message: { vi: 'Một số mục chưa đúng. Xem ghi chú ở từng mục.', en: 'Some fields need attention. See each field.' },
  },
  FORBIDDEN: {
    status: 403,
    who: 'administrator',
    message: { vi: 'Tài khoản của bạn không được làm việc này.', en: 'Your account may not do this.' },
  },
  TASK_CHANGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{by} đã xử lý bước này lúc {at}. Tải lại trang để xem.',
      en: '{by} handled this step at {at}. Reload the page to see it.',
    },
  },
  ANSWER_CLOSED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bạn đã trả lời, hoặc đã hết thời hạn trả lời.',
      en: 'You have answered already, or the time to answer is over.',
    },
  },
  TASK_TAKEN: {
    status: 409,
    who: 'caller',
    message: { vi: '{by} đang giữ việc này.', en: '{by} has this task.' },
  },
  DRAFT_CHANGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản nháp đã được {by} sửa. Tải lại trước khi lưu tiếp.',
      en: 'The draft was changed by {by}. Reload before you save again.',
    },
  },
  SERVICE_HAS_PROBLEMS: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Còn {count} lỗi cần sửa trước khi phát hành.',
      en: '{count} problems must be mended before publishing.',
    },
  },
  NO_SERVICE: {
    status: 503,
    who: 'administrator',
    message: {
      vi: 'Dịch vụ tiếp nhận phản ánh chưa mở. Gọi 1022 nếu cần gấp.',
      en: 'Reports cannot be taken yet. Call 1022 if it is urgent.',
    },
  },
  TOO_MANY_PHOTOS: {
    status: 422,
    who: 'caller',
    message: { vi: 'Chỉ gửi được tối đa {max} ảnh.', en: 'At most {max} photos can be sent.' },
  },
  TOO_MANY_ATTEMPTS: {
    status: 429,
    who: 'caller',
    message: {
      vi: 'Bạn đã thử quá nhiều lần. Thử lại sau {seconds} giây.',
      en: 'Too many attempts. Try again in {seconds} seconds.',
    },
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    who: 'caller',
    message: {
      vi: 'Bạn gửi yêu cầu quá nhanh. Thử lại sau {seconds} giây.',
      en: 'Too many requests. Try again in {seconds} seconds.',
    },
  },
} as const satisfies Record<string, UseCaseError>;

export interface UseCaseError {
  readonly status: number;
  readonly who: 'caller' | 'administrator' | 'operator';
  readonly message: Localised;
}
