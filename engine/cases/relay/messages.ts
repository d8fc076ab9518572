/**
 * What the two sides of the relay are told outside of it: that there is a message, and where to read it. Nothing of what
 * is written, of what the case is about or of who writes stands in them: an SMS is read over a shoulder. A service that
 * has a message with the same code says it in its own words.
 */
import type { MessageTemplate } from '../notices.ts';

/** To the reporter, who has a message from the office. */
export const relayToReporter = 'TIN_NHAN';
/** To whoever handles the case: the reporter has answered. */
export const relayToOffice = 'NV_TIN_NHAN';

export const relayMessages: readonly MessageTemplate[] = [
  {
    code: relayToReporter,
    name: { vi: 'Có tin nhắn mới của cơ quan', en: 'A message from the office' },
    audience: 'reporter',
    followers: null,
    sms: {
      vi: 'Ông/bà có tin nhắn mới về {ma}. Đọc và trả lời: {link}',
      en: 'You have a message about {ma}. Read and answer: {link}',
      diacritics: false,
    },
    email: {
      subject: { vi: 'Có tin nhắn mới về {ma}', en: 'A message about {ma}' },
      text: {
        vi: 'Kính gửi ông/bà,\n\nCơ quan đang xử lý {ma} có tin nhắn cho ông/bà.\nĐọc và trả lời tại: {link}\n\nXin không trả lời thư này.\n\n{thanhpho}',
        en: 'Dear reporter,\n\nThe office that handles {ma} has a message for you.\nRead and answer it here: {link}\n\nPlease do not answer this mail.\n\n{thanhpho}',
      },
    },
  },
  {
    code: relayToOffice,
    name: { vi: 'Người gửi đã trả lời tin nhắn', en: 'The reporter has answered' },
    audience: 'unit',
    followers: null,
    sms: null,
    email: {
      subject: { vi: 'Người gửi đã trả lời: {ma}', en: 'The reporter has answered: {ma}' },
      text: {
        vi: 'Người gửi {ma} đã trả lời tin nhắn. Mở việc để đọc: {link}',
        en: 'The reporter of {ma} has answered. Open the task to read it: {link}',
      },
    },
  },
];
