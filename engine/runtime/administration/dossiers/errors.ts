/** What is refused of procedures. */
export const procedureErrors = {
  PROCEDURE_EXISTS: {
    status: 409,
    who: 'caller',
    message: {
      vi: 'Đã có thủ tục mang mã này. Hãy mở thủ tục đó để sửa, hoặc dùng mã khác.',
      en: 'There is a procedure with this code. Open that one, or use another code.',
    },
  },
} as const;
