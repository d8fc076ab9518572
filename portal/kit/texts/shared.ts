import type { Catalogue } from '../text.ts';

const vi = {
  offline: 'Mất kết nối. Nội dung đã nhập vẫn còn, hãy thử lại.',
  unknownProblem: 'Có lỗi ngoài dự kiến. Hãy thử lại.',
  loading: 'Đang tải…',
  howCounted: 'Cách tính',
  allDefinitions: 'Cách tính mọi số liệu',
  retry: 'Thử lại',
  close: 'Đóng',
} as const;

const en: Record<keyof typeof vi, string> = {
  offline: 'The connection is lost. What you typed is still here; try again.',
  unknownProblem: 'Something unexpected went wrong. Try again.',
  loading: 'Loading…',
  howCounted: 'What counts',
  allDefinitions: 'How every number is counted',
  retry: 'Try again',
  close: 'Close',
};

export const sharedTexts: Catalogue<keyof typeof vi> = { vi, en };
