/** Refusals of keeping a case confidential. */
export const confidentialityErrors = {
  COORDINATOR_COMPLAINED_OF: {
    status: 422,
    who: 'caller',
    message: {
      vi: 'Đơn vị điều phối thuộc đơn vị này nên chưa có ai khác nhận vụ việc. Hãy báo lãnh đạo cấp trên; người quản trị có thể đặt đơn vị điều phối khác.',
      en: 'The coordinator belongs to this unit, so that nobody else could take the case. Tell those above it; an administrator can name another coordinator.',
    },
  },
  CONFIDENTIAL_CATEGORY: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Lĩnh vực của vụ việc bắt buộc giữ kín. Nếu phân loại sai, hãy đổi lĩnh vực trước.',
      en: 'Its category keeps every case confidential. If it is the wrong one, change the category first.',
    },
  },
} as const;
