/** Refusals of joint handling. */
export const partErrors = {
  PARTS_NOT_HERE: {
    status: 409,
    who: 'administrator',
    message: {
      vi: 'Bước này của quy trình không đề nghị phối hợp được. Người quản trị có thể thêm sự kiện “askUnits” vào bước trong bản thiết kế.',
      en: 'Units cannot be asked from this step. An administrator can add the event “askUnits” to it in the designer.',
    },
  },
  PARTS_OPEN: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Chưa thể hoàn thành: còn phần phối hợp bắt buộc chưa xong. Hãy chờ trả lời, nhắc đơn vị, hoặc rút đề nghị kèm lý do.',
      en: 'This cannot be completed yet: a required part is still open. Wait for the answer, remind the unit, or withdraw the request with a reason.',
    },
  },
  PART_OPEN: {
    status: 409,
    who: 'caller',
    message: { vi: '{why} chưa trả lời.', en: '{why} has not answered.' },
  },
  PART_OVER: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Phần việc này đã kết thúc. Tải lại trang để xem.',
      en: 'This part is over already. Reload the page to see it.',
    },
  },
  PART_REMINDED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đơn vị này vừa được nhắc lúc {at}. Mỗi phần việc nhắc nhiều nhất một lần trong một giờ.',
      en: 'This unit was reminded at {at}. A part can be reminded of once an hour.',
    },
  },
  UNITS_TOO_MANY: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Chọn tối đa {max} đơn vị mỗi lần, mỗi đơn vị một lần.',
      en: 'At most {max} units at a time, each of them once.',
    },
  },
  UNIT_IS_LEAD: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Đây là đơn vị chủ trì vụ việc. Hãy chọn đơn vị khác.',
      en: 'This unit leads the case. Choose another one.',
    },
  },
  UNIT_NOT_IN_FORCE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Đơn vị {unit} không có hoặc đã ngừng hoạt động. Hãy chọn đơn vị đang hoạt động.',
      en: 'The unit {unit} is not there, or is closed. Choose one that is open today.',
    },
  },
  PART_DUE_PAST: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Hạn này đã qua, hoặc trước đó đơn vị không còn giờ làm việc. Hãy chọn hạn muộn hơn.',
      en: 'This is past, or the unit has no working time left by then. Choose a later date.',
    },
  },
  PART_DUE_AFTER_LEAD: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Theo lịch làm việc của {why}, hạn này là {due}, sau hạn của đơn vị chủ trì ({latest}). Hãy chọn hạn sớm hơn.',
      en: 'By the calendar of {why} this is {due}, after the lead’s own due date ({latest}). Choose an earlier one.',
    },
  },
  NO_CONSENT_RULE: {
    status: 422,
    who: 'administrator',
    message: {
      vi: 'Thành phố chưa quy định sau bao nhiêu ngày làm việc thì im lặng là đồng ý, nên chưa lấy ý kiến được.',
      en: 'The city has not said after how many working days silence is consent, so no opinion can be asked for.',
    },
  },
} as const;
