/** Refusals of keeping a case confidential. */
export const confidentialityErrors = {
  CONFIDENTIAL_CATEGORY: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Lĩnh vực của vụ việc bắt buộc giữ kín. Nếu phân loại sai, hãy đổi lĩnh vực trước.',
      en: 'Its category keeps every case confidential. If it is the wrong one, change the category first.',
    },
  },
} as const;
