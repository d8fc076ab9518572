/** What is refused of deadlines and calendars. */
export const deadlineErrors = {
  CLOCK_STATE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đồng hồ thời hạn đang ở trạng thái khác (đã dừng, đã xong hoặc đang chờ quyết định). Tải lại trang để xem.',
      en: 'The clock is in another state (paused, over, or a decision is pending). Reload the page to see it.',
    },
  },
  CLOCK_LATE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã quá hạn nên không tạm dừng hay gia hạn được nữa. Hãy xử lý và báo tiến độ cho người dân.',
      en: 'It is past the due date, so it can neither be paused nor put off. Work on it and tell the citizen how it stands.',
    },
  },
  NO_MORE_EXTENSIONS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Loại thời hạn này chỉ được gia hạn {max} lần.',
      en: 'This class of deadline can be put off {max} times only.',
    },
  },
  EXTENSION_DECIDED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đề nghị gia hạn này đã có quyết định. Tải lại trang để xem.',
      en: 'This request for more time has been decided. Reload the page to see it.',
    },
  },
  EXTENSION_OWN: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Người xin gia hạn không được tự quyết định. Hãy để lãnh đạo khác quyết định.',
      en: 'Who asks for more time does not decide on it. Somebody else must.',
    },
  },
} as const;
