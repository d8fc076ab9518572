import type { Catalogue } from '../text.ts';

/** Around the papers of dossiers: their words themselves are Vietnamese, whatever the reader's language. */
const vi = {
  form01: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  form02: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  form03: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  form04: 'Văn bản xin lỗi và đề nghị gia hạn',
  form05: 'Thông báo dừng giải quyết hồ sơ',
  form06: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  form07: 'Sổ theo dõi hồ sơ',
  named: 'Mẫu số {form}: {name}',
  print: 'In giấy này',
  printHint: 'In từ trình duyệt, khổ A4.',
  issued: 'Phát hành {at}. Nội dung được giữ nguyên như lúc phát hành.',
  shownNow: 'Lập theo dữ liệu lúc {at}.',
  sheet: 'Nội dung của giấy',
  skip: 'Đến nội dung của giấy',
} as const;

const en: Record<keyof typeof vi, string> = {
  form01: 'Receipt with the date of return',
  form02: 'Request to complete the dossier',
  form03: 'Refusal of the dossier',
  form04: 'Apology and request for more time',
  form05: 'Notice that processing has stopped',
  form06: 'Control sheet',
  form07: 'Register of dossiers',
  named: 'Form {form}: {name}',
  print: 'Print this paper',
  printHint: 'Print from the browser, on A4.',
  issued: 'Issued {at}. It is kept as it was issued.',
  shownNow: 'Made of the data as of {at}.',
  sheet: 'What the paper says',
  skip: 'To the paper',
};

export type DocumentTextKey = keyof typeof vi;
export const documentTexts: Catalogue<DocumentTextKey> = { vi, en };
