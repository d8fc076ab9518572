import type { Catalogue } from '../text.ts';

/** Keeping a case confidential, as officials see it. */
const vi = {
  byCategory: 'Lĩnh vực này luôn được giữ kín: người xử lý không thấy ai gửi.',
  kept: 'Vụ việc được giữ kín: người xử lý không thấy ai gửi.',
  keep: 'Giữ kín vụ việc…',
  keepTitle: 'Giữ kín vụ việc',
  keepLead:
    'Từ lúc này người xử lý không thấy tên và liên hệ người gửi; vụ việc không được gợi ý cho người dân khác. Muốn nhắn thì dùng “Nhắn cho người gửi”.',
  keepNow: 'Giữ kín',
  keepDone: 'Vụ việc đã được giữ kín.',
  lift: 'Bỏ giữ kín…',
  liftTitle: 'Bỏ giữ kín vụ việc',
  liftLead: 'Từ lúc này người xử lý thấy tên và liên hệ người gửi theo quyền của họ. Lý do được ghi lại.',
  liftNow: 'Bỏ giữ kín',
  liftDone: 'Vụ việc không còn giữ kín.',
  reason: 'Lý do',
  reasonMissing: 'Hãy ghi lý do.',
};

export type ConfidentialityTextKey = keyof typeof vi;

const en: Record<ConfidentialityTextKey, string> = {
  byCategory: 'This category is always confidential: who handles it does not see who reported.',
  kept: 'The case is confidential: who handles it does not see who reported.',
  keep: 'Keep it confidential…',
  keepTitle: 'Keep the case confidential',
  keepLead:
    'From now on who handles it sees neither name nor contact of the reporter; the case is suggested to no other citizen. To ask something, use “Write to the reporter”.',
  keepNow: 'Keep confidential',
  keepDone: 'The case is confidential now.',
  lift: 'Lift confidentiality…',
  liftTitle: 'Lift confidentiality',
  liftLead:
    'From now on who handles it sees name and contact of the reporter, as far as their rights go. The reason is kept.',
  liftNow: 'Lift',
  liftDone: 'The case is not confidential any more.',
  reason: 'Reason',
  reasonMissing: 'Give the reason.',
};

export const confidentialityTexts: Catalogue<ConfidentialityTextKey> = { vi, en };
