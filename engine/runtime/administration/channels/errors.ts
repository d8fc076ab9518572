import type { UseCaseError } from '../../use-cases/errors.ts';

/** Every refusal about the ways in which messages leave the house. */
export const channelErrors = {
  CHANNEL_CHANGED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Kênh gửi tin này vừa được người khác thay đổi. Tải lại trang rồi sửa tiếp.',
      en: 'Somebody else has just changed this channel. Load the page again, then go on.',
    },
  },
  CHANNEL_BY_OPERATOR: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Kênh này do người vận hành máy chủ đặt trong cấu hình ({setting}), không sửa được ở đây.',
      en: 'Whoever runs the machine has set this channel in its configuration ({setting}); it cannot be changed here.',
    },
  },
  CHANNEL_NOT_SET: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Kênh này chưa được thiết lập. Hãy điền và lưu trước khi gửi thử.',
      en: 'This channel is not set up. Fill it in and save it before you try it.',
    },
  },
  SECRET_AGAIN: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'máy chủ hoặc tài khoản đã đổi: hãy nhập lại mật khẩu',
      en: 'the server or the account is another one now: type the password again',
    },
  },
  HOST_NAME: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'cần một tên máy chủ, ví dụ mail.thanhpho.gov.vn',
      en: 'the name of a server is needed, such as mail.city.gov.vn',
    },
  },
  MAIL_PORT: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'máy chủ thư nhận ở cổng 25, 465, 587 hoặc 2525',
      en: 'mail servers listen on port 25, 465, 587 or 2525',
    },
  },
  PHONE_PREFIX: {
    status: 422,
    who: 'caller',
    message: {
      vi: '“{text}” không phải đầu số; ví dụ +84',
      en: '“{text}” is no beginning of a number; an example: +84',
    },
  },
  MOBILE_NUMBER: {
    status: 422,
    who: 'caller',
    message: { vi: 'cần một số điện thoại, ví dụ 0912345678', en: 'a telephone number is needed, such as 0912345678' },
  },
} as const satisfies Record<string, UseCaseError>;
