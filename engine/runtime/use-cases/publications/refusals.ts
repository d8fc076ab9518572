/** Refusals of what becomes public. */
export const publicationErrors = {
  RESULT_WITHDRAWN: {
    status: 410,
    who: 'caller',
    message: {
      vi: 'Kết quả này đã được gỡ khỏi trang công khai. Nếu ông/bà cần biết thêm, hãy liên hệ 1022 hoặc nơi tiếp nhận phản ánh.',
      en: 'This result was taken off the public pages. If you need to know more, call 1022 or ask where reports are received.',
    },
  },
  NOT_PUBLIC: {
    status: 409,
    who: 'caller',
    message: { vi: 'Vụ việc này hiện không có kết quả công khai.', en: 'Nothing of this case is public now.' },
  },
  CASE_DESTROYED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hồ sơ gốc đã hủy khi hết thời hạn lưu trữ: chỉ còn gỡ được kết quả, không sửa được.',
      en: 'The case itself was destroyed when its time was over: its result can be withdrawn, and not corrected.',
    },
  },
  CORRECTION_WAITS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã có một bản sửa đang chờ duyệt. Hãy duyệt hoặc từ chối bản đó trước.',
      en: 'A correction waits for approval already. Approve or refuse it first.',
    },
  },
  CORRECTION_DECIDED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản này không còn chờ duyệt. Tải lại trang để xem.',
      en: 'This version does not wait for approval any more. Reload the page to see it.',
    },
  },
} as const;
