/** Refusals of seeing who reported. */
export const revealErrors = {
  REVEAL_NOT_NEEDED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Ông/bà đang xem được thông tin người gửi, không cần đề nghị.',
      en: 'You can see the reporter’s contact already; there is nothing to ask for.',
    },
  },
  REVEAL_NOTHING: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Người gửi không để lại tên hay liên hệ.',
      en: 'The reporter left neither name nor contact.',
    },
  },
  REVEAL_ASKED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Ông/bà đã đề nghị và đang chờ quyết định.',
      en: 'You have asked for it already, and somebody is to decide.',
    },
  },
  REVEAL_OWN: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Người đề nghị không tự quyết định. Người khác có thẩm quyền sẽ quyết định.',
      en: 'Who asks does not decide. Somebody else with the right to it does.',
    },
  },
  REVEAL_DECIDED: {
    status: 409,
    who: 'caller',
    message: { vi: 'Đề nghị này đã được quyết định.', en: 'This has been decided already.' },
  },
  REVEAL_LAPSED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đề nghị này đã quá 24 giờ nên hết hiệu lực. Người đề nghị cần đề nghị lại.',
      en: 'This was asked more than 24 hours ago and has lapsed. It has to be asked for again.',
    },
  },
} as const;
