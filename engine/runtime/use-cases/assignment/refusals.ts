/** Refusals of giving tasks to people and cases to units. */
export const handingErrors = {
  UNIT_RETURNED_IT: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{unit} đã trả lại hoặc chuyển phản ánh này đi lúc {at} ({by}): “{reason}”. Hãy chọn đơn vị khác, hoặc ghi tình tiết mới.',
      en: '{unit} returned this case or handed it on at {at} ({by}): “{reason}”. Choose another unit, or say what is new.',
    },
  },
  DUTIES_KEPT_APART: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Ai đã xử lý hoặc soạn nội dung này thì không được tự duyệt. Hãy để người khác làm bước này.',
      en: 'Who has handled or prepared this may not approve it too. Leave this step to somebody else.',
    },
  },
  ASSIGNEE_NOT_IN_UNIT: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{name} không giữ vị trí làm được việc này tại đơn vị.',
      en: '{name} has no post in the unit that could do this task.',
    },
  },
  ASSIGNEE_AWAY: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{name} đang vắng mặt hoặc tài khoản đã khoá. Hãy chọn người khác.',
      en: '{name} is away, or the account is closed. Choose somebody else.',
    },
  },
  ASSIGNEE_COMPLAINED_OF: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{name} giữ vị trí tại đơn vị bị phản ánh nên không được xử lý vụ việc này. Hãy chọn người khác.',
      en: '{name} has a post in the unit that the case complains of, and has no part in it. Choose somebody else.',
    },
  },
  UNIT_COMPLAINED_OF: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Vụ việc phản ánh về chính đơn vị này hoặc đơn vị cấp trên của nó. Hãy chọn đơn vị khác, ví dụ đơn vị cấp trên của đơn vị bị phản ánh.',
      en: 'The case complains of this unit, or of one above it. Choose another one, e.g. the unit above the one complained of.',
    },
  },
  UNIT_CANNOT_TAKE_IT: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Đơn vị này không có ai giữ vị trí làm được việc, hoặc không còn hoạt động. Hãy chọn đơn vị khác.',
      en: 'Nobody in this unit has a post that could do the task, or the unit is no more. Choose another one.',
    },
  },
  TASK_AWAITS_ASSIGNMENT: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Việc này chờ lãnh đạo hoặc điều phối viên giao, chưa tự nhận được.',
      en: 'A head or coordinator gives this task to somebody; it cannot be taken by oneself.',
    },
  },
  TOO_MANY: {
    status: 422,
    who: 'caller',
    message: { vi: 'Mỗi lần chọn tối đa {most}.', en: 'At most {most} at a time.' },
  },
} as const;
