import type { UseCaseError } from '../errors.ts';

/** Every refusal about dossiers. */
export const dossierErrors = {
  UNKNOWN_PROCEDURE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'không có thủ tục này, hoặc quầy đã chọn không tiếp nhận thủ tục này',
      en: 'there is no such procedure, or the desk does not receive it',
    },
  },
  DESK_WITHOUT_CODE: {
    status: 422,
    who: 'operator',
    message: {
      vi: 'đơn vị của quầy chưa có mã định danh nên chưa cấp được mã hồ sơ; quản trị viên ghi mã ở Thành phố → Đơn vị',
      en: 'the unit of the desk has no agency code, so there is no dossier code to give; an administrator enters it under City → Units',
    },
  },
  PROCEDURE_NOT_IN_FORCE: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'thủ tục chưa đến ngày tiếp nhận, hoặc đã ngừng tiếp nhận; hồ sơ đã nhận trước đó vẫn giải quyết tiếp',
      en: 'the procedure is not received yet, or not any more; what was received goes on',
    },
  },
  UNKNOWN_PAPER: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'thủ tục không có giấy tờ mang mã {code}',
      en: 'the procedure has no paper with the code {code}',
    },
  },
  PAPERS_MISSING: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'chưa đủ giấy tờ bắt buộc ({missing}); hãy đánh dấu giấy tờ đã nhận hoặc lập phiếu yêu cầu bổ sung',
      en: 'required papers are missing ({missing}); tick what was handed in, or ask for what is missing',
    },
  },
  NOTHING_MISSING: {
    status: 422,
    who: 'caller',
    message: { vi: 'hãy chọn giấy tờ cần bổ sung', en: 'choose the papers that are missing' },
  },
  DOSSIER_OVER: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hồ sơ đã phát hành kết quả hoặc đã kết thúc nên không dừng được nữa.',
      en: 'The result of the dossier is issued, or it has ended: it cannot be stopped any more.',
    },
  },
  DOSSIER_OWN_DRAFT: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Người trình dự thảo không được tự ký. Hãy để lãnh đạo khác ký, hoặc trả lại để chuyên viên khác trình.',
      en: 'Who submitted the draft may not sign it. Let another head sign, or give it back to be submitted by somebody else.',
    },
  },
  DOSSIER_NEEDS_APOLOGY: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Hồ sơ đã quá hạn trả lúc {dueAt} mà chưa có văn bản xin lỗi và ngày hẹn lại. Hãy trả lại để chuyên viên ghi lý do, lời xin lỗi và ngày hẹn trả lại, rồi ký.',
      en: 'The dossier was due at {dueAt} and has no apology with a new date. Give it back so that the reason, the apology and the new date are written down, then sign.',
    },
  },
} as const satisfies Record<string, UseCaseError>;
