import type { UseCaseError } from '../../use-cases/errors.ts';

/** Every refusal about service accounts and their tokens. */
export const serviceAccountErrors = {
  SERVICE_CODE_TAKEN: {
    status: 409,
    who: 'caller',
    message: { vi: 'Đã có tài khoản dịch vụ mang mã này.', en: 'There is a service account with this code.' },
  },
  SERVICE_TOKENS_MAX: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Tài khoản dịch vụ này đã có {max} mã truy cập còn hiệu lực. Hãy thu hồi một mã trước.',
      en: 'This service account has {max} good tokens. Revoke one first.',
    },
  },
  UNKNOWN_SCOPE: {
    status: 422,
    who: 'caller',
    message: { vi: 'không có phạm vi này', en: 'there is no such scope' },
  },
  NOT_A_NETWORK: {
    status: 422,
    who: 'caller',
    message: {
      vi: '“{text}” không phải địa chỉ mạng; ví dụ 203.0.113.7 hoặc 203.0.113.0/24',
      en: '“{text}” is no network address; an example: 203.0.113.7 or 203.0.113.0/24',
    },
  },
  TOKEN_TOO_LONG: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'mã truy cập có hiệu lực tối đa {days} ngày, đến {day}',
      en: 'a token is good for {days} days at most, until {day}',
    },
  },
  SCOPE_MISSING: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Mã truy cập này không có phạm vi cần thiết ({scope}).',
      en: 'This token lacks the scope that is needed ({scope}).',
    },
  },
  NOT_FOR_TOKENS: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Việc này không dành cho mã truy cập của hệ thống khác, chỉ dành cho người đã đăng nhập.',
      en: 'This is not for tokens of other systems, only for people who have signed in.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
