/** What the door itself refuses; the rooms' own codes stand in their `errors.ts`. */
export const httpErrors = {
  BAD_REQUEST: {
    status: 400,
    message: { vi: 'Yêu cầu gửi lên không đúng cách thức.', en: 'The request is not in the right form.' },
    who: 'caller',
  },
  NOT_SIGNED_IN: {
    status: 401,
    message: { vi: 'Ông/bà cần đăng nhập để làm việc này.', en: 'Sign in to do this.' },
    who: 'caller',
  },
  TOKEN_NOT_VALID: {
    status: 401,
    message: {
      vi: 'Mã truy cập của chương trình không đúng hoặc đã bị thu hồi.',
      en: 'The token is unknown or was revoked.',
    },
    who: 'caller',
  },
  WRONG_CREDENTIALS: {
    status: 401,
    message: { vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'The user name or password is wrong.' },
    who: 'caller',
  },
  CROSS_SITE: {
    status: 403,
    message: {
      vi: 'Yêu cầu đến từ một trang khác nên bị từ chối. Hãy tải lại trang và thử lại.',
      en: 'The request came from another site and was refused. Load the page again and retry.',
    },
    who: 'caller',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    message: { vi: 'Địa chỉ này chỉ nhận {allowed}.', en: 'This address takes {allowed} only.' },
    who: 'caller',
  },
  BODY_TOO_LARGE: {
    status: 413,
    message: { vi: 'Nội dung gửi lên quá lớn.', en: 'What was sent is too large.' },
    who: 'caller',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: { vi: 'Cách mã hoá nội dung này không được hỗ trợ.', en: 'This content type is not supported.' },
    who: 'caller',
  },
  NOT_READY: {
    status: 503,
    message: { vi: 'Hệ thống chưa sẵn sàng. Hãy thử lại sau.', en: 'The system is not ready. Try again later.' },
    who: 'operator',
  },
  INTERNAL: {
    status: 500,
    message: {
      vi: 'Hệ thống gặp lỗi. Chúng tôi đã ghi lại; hãy thử lại sau và nêu mã yêu cầu nếu cần hỗ trợ.',
      en: 'Something went wrong on our side. It has been recorded; try again later, and name the request id for help.',
    },
    who: 'operator',
  },
} as const;
