import type { UseCaseError } from '../../use-cases/errors.ts';

/** Every refusal of a reorganisation. The rules with `PLAN_` stand at their place in the plan. */
export const reorganisationErrors = {
  PLAN_NOT_SOUND: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Phương án có {count} chỗ chưa đúng. Chưa có gì được thực hiện.',
      en: 'The plan has {count} faults. Nothing was done.',
    },
  },
  PLAN_EMPTY: {
    status: 422,
    who: 'caller',
    message: { vi: 'chưa có đơn vị nào được sắp xếp', en: 'no unit is to be moved yet' },
  },
  PLAN_UNKNOWN_UNIT: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'không có đơn vị {code}; hãy thêm đơn vị trước rồi lập phương án',
      en: 'there is no unit {code}; add it first, then plan',
    },
  },
  PLAN_UNKNOWN_WARD: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'không có địa bàn {code}, hoặc địa bàn này đã kết thúc',
      en: 'there is no ward {code}, or it has ended already',
    },
  },
  PLAN_TWICE: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{code} xuất hiện hai lần; gộp thành một dòng, chia theo lĩnh vực hoặc địa bàn',
      en: '{code} comes twice; make one line of it, shared by category or ward',
    },
  },
  PLAN_INTO_ITSELF: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{code} không thể sáp nhập vào chính nó; hãy chọn đơn vị nhận khác',
      en: '{code} cannot be merged into itself; choose another one that takes over',
    },
  },
  PLAN_CIRCLE: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{code} cũng kết thúc trong phương án này nên không thể là nơi nhận; hãy chọn đơn vị còn hoạt động',
      en: '{code} ends in this plan too, so it cannot take over; choose one that goes on',
    },
  },
  PLAN_NOT_IN_FORCE: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{code} không hoạt động vào ngày {day}; hãy đổi ngày hoặc chọn đơn vị khác',
      en: '{code} is not in force on {day}; change the day or choose another unit',
    },
  },
  PLAN_NO_REST: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'phải có đúng một đơn vị, ở cuối, nhận tất cả phần còn lại của {code}',
      en: 'exactly one unit, the last one, must take whatever is left of {code}',
    },
  },
  PLAN_UNIT_LEFT: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'đơn vị {code} thuộc địa bàn này chưa có nơi nhận; hãy thêm vào phương án',
      en: 'the unit {code} of this ward has nobody who takes it over; add it to the plan',
    },
  },
  PLAN_UNKNOWN_POST: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'vị trí nhân sự đã chọn không có ở đơn vị {code}, hoặc kết thúc trước ngày sắp xếp; hãy xem trước lại rồi chọn lại',
      en: 'the post that was chosen is not at the unit {code}, or ends before the day; look at the preview again and choose anew',
    },
  },
  PLAN_POST_TWICE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'một vị trí nhân sự của {code} được chọn hai lần; chỉ giữ một đơn vị nhận',
      en: 'a post of {code} is chosen twice; keep one unit that takes it over',
    },
  },
  PLAN_POST_NO_HEIR: {
    status: 422,
    who: 'caller',
    message: {
      vi: '{code} không nhận phần nào của đơn vị này nên không nhận vị trí nhân sự; hãy chọn một trong các đơn vị nhận',
      en: '{code} takes over nothing of this unit, so no post either; choose one of those that take over',
    },
  },
  REORGANISATION_BEGUN: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Phương án đã bắt đầu thực hiện hoặc đã kết thúc nên không huỷ được.',
      en: 'The reorganisation has begun or is over, so it cannot be cancelled.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
