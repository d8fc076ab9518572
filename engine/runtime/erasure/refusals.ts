export const retentionErrors = {
  RETENTION_NOT_SIMULATED: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Quy định này chưa được mô phỏng hôm nay. Bấm “Mô phỏng”, xem kết quả rồi lưu.',
      en: 'These very rules were not simulated today. Press “Simulate”, look at what would go, then save.',
    },
  },
  HELD_ALREADY: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Vụ việc này đã đang được giữ. Bỏ giữ trước nếu cần ghi căn cứ khác.',
      en: 'This case is held already. Release it first if it is held by another decision.',
    },
  },
} as const;
