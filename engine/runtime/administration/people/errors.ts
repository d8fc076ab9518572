import type { UseCaseError } from '../../use-cases/errors.ts';

/** Every refusal about people, posts and absences. */
export const peopleErrors = {
  USERNAME_TAKEN: {
    status: 409,
    who: 'caller',
    message: { vi: 'Đã có tài khoản mang tên đăng nhập này.', en: 'There is an account with this user name.' },
  },
  USERNAME_FORM: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'chỉ gồm chữ thường không dấu, số, dấu chấm và gạch ngang, tối đa 60 ký tự',
      en: 'must be small letters, digits, dots and hyphens, at most 60',
    },
  },
  UNKNOWN_ROLE: { status: 422, who: 'caller', message: { vi: 'không có vai trò này', en: 'there is no such role' } },
  UNKNOWN_UNIT: { status: 422, who: 'caller', message: { vi: 'không có đơn vị này', en: 'there is no such unit' } },
  UNIT_CLOSED: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'đơn vị này đã đóng, hoạt động đến hết {day}; hãy chọn đơn vị kế nhiệm',
      en: 'this unit was closed, its last day is {day}; choose the one that followed it',
    },
  },
  ENDS_BEFORE_BEGIN: {
    status: 422,
    who: 'caller',
    message: { vi: 'ngày cuối phải từ ngày đầu trở đi', en: 'the last day must not be before the first' },
  },
  LAST_OF_POST: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Sau khi khoá tài khoản này, {count} vị trí không còn ai giữ. Hãy giao vị trí cho người khác trước, hoặc xác nhận để trống.',
      en: 'Without this account {count} posts are left without anybody. Give them to somebody first, or say that they stay empty.',
    },
  },
  HAND_OVER_NOT_POSSIBLE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'người nhận phải đang giữ cùng vị trí tại cùng đơn vị với các việc được giao',
      en: 'who takes the tasks over must have the same post in the same unit',
    },
  },
  ABSENCE_OVERLAPS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã có một lần vắng mặt từ {from} đến {to}. Hãy kết thúc lần đó trước hoặc chọn ngày khác.',
      en: 'There is an absence from {from} to {to} already. End it first, or choose other days.',
    },
  },
  DELEGATION_OVERLAPS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Nội dung này đã được ủy quyền từ {from} đến {to}. Hãy thu hồi trước, hoặc chọn vị trí, lĩnh vực hay ngày khác.',
      en: 'This is delegated from {from} to {to} already. Take that back first, or choose other posts, fields or days.',
    },
  },
  DELEGATED_TO_EACH_OTHER: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{name} đã ủy quyền cho chính người này từ {from} đến {to}; hai người không ủy quyền cho nhau cùng lúc.',
      en: '{name} has delegated to this person from {from} to {to}; two people do not delegate to each other at the same time.',
    },
  },
  SUBSTITUTE_AWAY: {
    status: 409,
    who: 'caller',
    message: {
      vi: '{name} cũng vắng mặt từ {from} đến {to}. Hãy chọn người khác hoặc đổi ngày.',
      en: '{name} is away too, from {from} to {to}. Choose somebody else, or other days.',
    },
  },
  SUBSTITUTE_NOT_POSSIBLE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'phải là người khác, tài khoản đang mở, và cùng đơn vị',
      en: 'must be somebody else with an open account, of the same unit',
    },
  },
  NOT_OWN_POST: {
    status: 422,
    who: 'caller',
    message: { vi: 'không phải vị trí của người này', en: 'is no post of this person' },
  },
  TOO_LONG_AWAY: {
    status: 422,
    who: 'caller',
    message: { vi: 'tối đa {max} ngày; hãy chia thành nhiều lần', en: 'at most {max} days; make more than one of it' },
  },
} as const satisfies Record<string, UseCaseError>;
