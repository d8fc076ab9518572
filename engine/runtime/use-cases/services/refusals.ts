import type { UseCaseError } from '../errors.ts';

/** Every refusal about drafts and versions of services. */
export const draftErrors = {
  SAVE_GONE: {
    status: 410,
    who: 'caller',
    message: {
      vi: 'Lần lưu này không còn được giữ: các lần lưu được giữ đến khi công bố bản sau nữa.',
      en: 'This save is not kept any more: saves are kept until the version after theirs is published.',
    },
  },
  REMARK_GONE: {
    status: 410,
    who: 'caller',
    message: {
      vi: 'Góp ý này không còn: bản nháp đã được công bố hoặc đã bỏ. Tải lại trang.',
      en: 'This remark is gone: the draft was published or thrown away. Reload the page.',
    },
  },
  NO_DRAFT: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Dịch vụ không có bản nháp: nó đã được công bố hoặc đã bỏ. Tải lại trang.',
      en: 'The service has no draft: it was published or thrown away. Reload the page.',
    },
  },
  REVIEW_WAITS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản nháp này đang chờ người khác xem.',
      en: 'This draft waits for its review already.',
    },
  },
  NO_REVIEW: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Không có đề nghị xem bản nháp nào đang chờ: nó đã được trả lời hoặc đã rút. Tải lại trang.',
      en: 'No review of the draft waits: it was answered or withdrawn. Reload the page.',
    },
  },
  REVIEW_REQUIRED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Thành phố quy định bản nháp phải được người thứ hai xem và đồng ý trước khi công bố. Bản nháp này chưa được đồng ý, hoặc đã bị sửa sau khi được đồng ý.',
      en: 'By the rules of the city a second person approves a draft before it is published. This one has not been approved, or was changed after that.',
    },
  },
  REVIEWED_BY_ANOTHER: {
    status: 403,
    who: 'caller',
    message: {
      vi: 'Người đề nghị, và người đã sửa bản nháp khi thành phố quy định hai người, không tự duyệt. Hãy nhờ người khác có quyền công bố.',
      en: 'Who asks does not approve, nor who has changed the draft where the city takes two. Ask somebody else who may publish.',
    },
  },
  TOO_MANY_REMARKS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản nháp đã có quá nhiều góp ý. Hãy giải quyết, công bố, rồi góp ý tiếp ở bản nháp sau.',
      en: 'The draft has too many remarks. Settle them, publish, and go on in the next draft.',
    },
  },
  PLAN_WAITS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản nháp này đã có lịch công bố. Huỷ lịch đó trước khi đặt lịch khác.',
      en: 'This draft is planned to be published already. Cancel that before you choose another time.',
    },
  },
  NO_PLAN: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Không có lịch công bố nào đang chờ: nó đã đến giờ hoặc đã huỷ. Tải lại trang.',
      en: 'Nothing is planned: its time has come or it was cancelled. Reload the page.',
    },
  },
  VERSION_IN_USE: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Bản {version} đang được dùng, không cần dùng lại.',
      en: 'Version {version} is the one in use.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
