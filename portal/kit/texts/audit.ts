import type { Catalogue } from '../text.ts';

/** What goes with a head of the audit's chain to whoever keeps it. */
const vi = {
  headSubject: 'Đầu chuỗi nhật ký kiểm toán số {number}',
  headText: 'Xin giữ thư này. Dòng dưới đây cho phép kiểm tra rằng nhật ký kiểm toán không bị sửa về sau.',
} as const;

const en: Record<keyof typeof vi, string> = {
  headSubject: 'Head of the audit, number {number}',
  headText: 'Please keep this message. The line below proves later that the audit was not rewritten.',
};

export const auditTexts: Catalogue<keyof typeof vi> = { vi, en };
