/** What officials are told of asked and opened contacts: of which case, and nothing of who reported, asked or why. */
import type { MessageTemplate } from '../notices.ts';

/** To who may decide it. */
export const revealAsked = 'NV_XIN_XEM';
/** To who oversees it. */
export const revealOpened = 'NV_DA_MO';

export const revealMessages: readonly MessageTemplate[] = [
  {
    code: revealAsked,
    name: { vi: 'Có đề nghị xem thông tin người gửi', en: 'A reporter’s contact is asked for' },
    audience: 'unit',
    followers: null,
    sms: null,
    email: {
      subject: { vi: 'Chờ quyết định: xem thông tin người gửi {ma}', en: 'To decide: who sent {ma}' },
      text: {
        vi: 'Một cán bộ đề nghị xem thông tin người gửi {ma}. Xem lý do và quyết định tại {link}, mục “Thông tin người gửi”.',
        en: 'An official asks to see who sent {ma}. Read why and decide at {link}, under “Reporters’ contacts”.',
      },
    },
  },
  {
    code: revealOpened,
    name: { vi: 'Thông tin người gửi đã được mở', en: 'A reporter’s contact was opened' },
    audience: 'unit',
    followers: null,
    sms: null,
    email: {
      subject: { vi: 'Đã mở thông tin người gửi {ma}', en: 'Who sent {ma} was opened' },
      text: {
        vi: 'Thông tin người gửi {ma} được mở cho một cán bộ trong 30 phút. Ai, vì sao: xem tại {link}, mục “Thông tin người gửi”.',
        en: 'Who sent {ma} is open to an official for 30 minutes. Who and why: see {link}, under “Reporters’ contacts”.',
      },
    },
  },
];
