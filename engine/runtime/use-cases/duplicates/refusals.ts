/** Refusals of merging cases and of taking it back. */
export const duplicateErrors = {
  DUPLICATE_UNKNOWN: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Không tìm thấy phản ánh {number}, hoặc ông/bà không được gộp vào đó. Kiểm tra lại số.',
      en: 'There is no report {number}, or you may not merge with it. Check the number.',
    },
  },
  DUPLICATE_ITSELF: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Đây là số của chính phản ánh này. Ghi số của phản ánh đã có trước.',
      en: 'This is the number of this very report. Give that of the earlier one.',
    },
  },
  DUPLICATE_CIRCLE: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{number} đã được gộp vào chính phản ánh này. Hãy tách ra trước, hoặc xử lý phản ánh này.',
      en: '{number} was merged into this very report. Split it off first, or handle this one.',
    },
  },
  DUPLICATE_OTHER_SERVICE: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{number} thuộc quy trình khác nên không gộp được.',
      en: '{number} belongs to another service, so that they cannot be merged.',
    },
  },
  DUPLICATE_ANSWERED: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{number} đã xử lý xong lúc {at}. Nếu việc vẫn còn hoặc tái diễn, hãy tiếp nhận phản ánh này như việc mới. Nếu đúng là việc đã xong, đánh dấu “Việc đã xử lý xong” rồi gộp: người phản ánh sẽ xem kết quả đã có.',
      en: '{number} was handled at {at}. If the matter persists or is back, accept this report as a new one. If it is what was handled, tick “Handled already” and merge: the reporter is shown that result.',
    },
  },
  NOT_MERGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Phản ánh này không còn gộp với phản ánh nào. Tải lại trang để xem.',
      en: 'This report is not merged with any other now. Reload the page to see.',
    },
  },
  MERGED_TOO_LONG_AGO: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Phản ánh đã gộp được đưa vào lưu trữ nên không tách được nữa. Đề nghị người dân gửi phản ánh mới.',
      en: 'The merged report is in the archive and cannot be split off any more. Ask the citizen to send a new one.',
    },
  },
} as const;
