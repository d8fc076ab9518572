import type { UseCaseError } from '../errors.ts';

/** Every refusal about citizens who show that a contact is theirs. */
export const citizenErrors = {
  NO_CONTACT: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Hãy nhập số điện thoại di động (10 số, ví dụ 0912 345 678) hoặc địa chỉ thư điện tử.',
      en: 'Type a mobile number (10 digits, such as 0912 345 678) or an e-mail address.',
    },
  },
  WAY_CLOSED: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Hiện không gửi mã bằng cách này. Hãy dùng cách khác trên trang, hoặc tra cứu bằng mã hồ sơ.',
      en: 'No codes are sent this way at present. Use another way on the page, or follow with the code of the case.',
    },
  },
  NO_VERIFIED_CONTACT: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Hệ thống định danh không xác nhận số điện thoại, thư điện tử hay số định danh nào của ông/bà. Hãy dùng cách khác.',
      en: 'The identity provider confirmed no telephone number, e-mail address or identity number of yours. Use another way.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
