import type { UseCaseError } from '../errors.ts';

/** Every refusal about signing in and one's own account. */
export const accountErrors = {
  SECOND_FACTOR_ASKED: {
    status: 401,
    who: 'caller',
    message: {
      vi: 'Mật khẩu đúng. Tài khoản này cần thêm mã xác thực hoặc khoá truy cập (passkey).',
      en: 'The password is right. This account asks for a code or a passkey besides.',
    },
  },
  CODE_WRONG: {
    status: 401,
    who: 'caller',
    message: {
      vi: 'Mã không đúng, đã dùng rồi hoặc đã hết hạn.',
      en: 'The code is wrong, was used already, or is over.',
    },
  },
  SIGN_IN_OVER: {
    status: 401,
    who: 'caller',
    message: {
      vi: 'Lần đăng nhập này đã quá lâu hoặc đã dùng rồi. Hãy đăng nhập lại từ đầu.',
      en: 'This sign-in took too long, or was used already. Begin again.',
    },
  },
  PASSKEY_NOT_VALID: {
    status: 401,
    who: 'caller',
    message: {
      vi: 'Không đăng nhập được bằng khoá truy cập này.',
      en: 'This passkey does not sign in here.',
    },
  },
  PASSKEY_REFUSED: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Thiết bị không tạo được khoá truy cập hợp lệ, hoặc khoá này đã được đăng ký. Hãy thử lại.',
      en: 'The device made no passkey that is valid here, or this one is registered already. Try again.',
    },
  },
  TOO_MANY_PASSKEYS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Mỗi tài khoản có tối đa {max} khoá truy cập. Hãy gỡ bớt khoá không dùng.',
      en: 'An account has at most {max} passkeys. Remove those that are not used.',
    },
  },
  SECOND_FACTOR_NEEDED: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Vai trò của ông/bà yêu cầu xác thực hai lớp. Hãy thiết lập ở trang “Tài khoản của tôi” trước.',
      en: 'A role of yours asks for a second factor. Set it up on the page “My account” first.',
    },
  },
  SIGN_IN_AGAIN: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Để đổi cách đăng nhập, hãy đăng nhập lại (lần đăng nhập trước đã quá {minutes} phút).',
      en: 'Sign in again to change how you sign in: the last time was more than {minutes} minutes ago.',
    },
  },
  FACTOR_REQUIRED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Vai trò của ông/bà yêu cầu cách xác thực này. Hãy thêm một cách khác trước khi gỡ.',
      en: 'A role of yours asks for this factor. Add another before you remove it.',
    },
  },
  NO_SECOND_FACTOR: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Mã khôi phục chỉ dùng cùng ứng dụng xác thực hoặc khoá truy cập. Hãy thiết lập một trong hai trước.',
      en: 'Recovery codes go with an authenticator app or a passkey. Set one of them up first.',
    },
  },
  NOT_FOR_ONESELF: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Không tự đặt lại cho chính mình. Hãy dùng trang “Tài khoản của tôi”, hoặc nhờ quản trị viên khác.',
      en: 'Nobody resets their own. Use the page “My account”, or ask another administrator.',
    },
  },
  PUBLISHED_BY_ANOTHER: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Ông/bà đã sửa bản nháp này. Thành phố quy định người thứ hai phải xem và đồng ý trước khi công bố: hãy đề nghị xem.',
      en: 'You have changed this draft. By the rules of the city a second person approves it before it is published: ask for a review.',
    },
  },
  CONFIRMED_BY_ANOTHER: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Thay đổi này phải do một quản trị viên khác xác nhận, không phải người đề nghị và không phải tài khoản mới lập sau đó.',
      en: 'Another administrator confirms this change: not who proposed it, and no account that was made since.',
    },
  },
  CHANGE_OVER: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Thay đổi này không còn chờ xác nhận: đã có người quyết định, hoặc đã quá 7 ngày.',
      en: 'This change waits no more: somebody has decided it, or its seven days are over.',
    },
  },
  NO_MAIL: {
    status: 409,
    who: 'operator',
    message: {
      vi: 'Hệ thống chưa gửi được thư điện tử (chưa đặt SMTP_URL).',
      en: 'This installation sends no e-mail (SMTP_URL is not set).',
    },
  },
  PASSWORD_WRONG: {
    status: 422,
    who: 'caller',
    message: { vi: 'mật khẩu hiện tại không đúng', en: 'the present password is wrong' },
  },
  PASSWORD_TOO_SHORT: {
    status: 422,
    who: 'caller',
    message: { vi: 'phải có từ {min} ký tự trở lên', en: 'must have {min} characters or more' },
  },
  PASSWORD_COMMON: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'quá dễ đoán: thường gặp, lặp lại, hoặc chỉ gồm tên của ông/bà, của đơn vị hay của phần mềm',
      en: 'is too easy to guess: common, repeated, or made of your name, your unit’s or the product’s',
    },
  },
  PASSWORD_SAME: {
    status: 422,
    who: 'caller',
    message: { vi: 'phải khác mật khẩu hiện tại', en: 'must differ from the present password' },
  },
  PROVIDER_UNREACHABLE: {
    status: 503,
    who: 'operator',
    message: {
      vi: 'Không liên lạc được với hệ thống đăng nhập tập trung. Hãy thử lại sau, hoặc dùng mật khẩu.',
      en: 'The identity provider cannot be reached. Try again later, or use your password.',
    },
  },
  PROVIDER_REFUSED: {
    status: 401,
    who: 'caller',
    message: {
      vi: 'Hệ thống đăng nhập tập trung không xác nhận lần đăng nhập này. Hãy thử lại từ đầu.',
      en: 'The identity provider did not confirm this sign-in. Begin again.',
    },
  },
  IDENTITY_TAKEN: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Danh tính này đã được liên kết với một tài khoản.',
      en: 'This identity is linked to an account already.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
