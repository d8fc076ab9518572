/** Refusals of the relay between officials and reporters. */
export const relayErrors = {
  RELAY_CLOSED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Vụ việc đã kết thúc nên không nhắn tin được nữa. Các tin cũ vẫn đọc được.',
      en: 'The case is closed, so no more messages can be sent. Earlier ones can still be read.',
    },
  },
  RELAY_NOT_BEGUN: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Cơ quan chưa nhắn cho ông/bà. Khi có tin nhắn, ông/bà trả lời được tại đây.',
      en: 'The office has not written to you yet. Once it has, you can answer here.',
    },
  },
  RELAY_UNANSWERED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã gửi {max} tin liên tiếp chưa được trả lời. Hãy chờ bên kia trả lời.',
      en: '{max} messages in a row have not been answered. Please wait for an answer.',
    },
  },
  RELAY_FULL: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Vụ việc này đã có {max} tin nhắn, là số nhiều nhất.',
      en: 'This case has {max} messages, and no more can be added.',
    },
  },
} as const;
