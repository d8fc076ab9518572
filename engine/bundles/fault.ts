/** Why a bundle is not taken: which entry, what is wrong with it and what to do, in both languages. */

export type BundleFaultCode = keyof typeof words;

export class BundleFault extends Error {
  override readonly name = 'BundleFault';
  readonly code: BundleFaultCode;
  /** Name of the entry in the archive; '' for the archive as a whole. */
  readonly entry: string;
  readonly vi: string;
  readonly en: string;

  constructor(code: BundleFaultCode, entry = '', params: Readonly<Record<string, string | number>> = {}) {
    const name = shown(entry);
    const at = name === '' ? '' : `${name}: `;
    super(`${at}${filled(words[code].en, params)}`);
    this.code = code;
    this.entry = name;
    this.vi = filled(words[code].vi, params);
    this.en = filled(words[code].en, params);
  }
}

const words = {
  NOT_AN_ARCHIVE: {
    vi: 'Tệp không phải là gói cấu hình, hoặc đã bị cắt cụt. Hãy tải lại tệp gói.',
    en: 'This is no bundle, or it was cut off. Fetch the file again.',
  },
  TOO_LARGE: {
    vi: 'Lớn hơn {max} byte, không nhận.',
    en: 'Larger than {max} bytes, which is not taken.',
  },
  TOO_MANY_ENTRIES: { vi: 'Gói có hơn {max} tệp.', en: 'The bundle has more than {max} files.' },
  COMPRESSED: {
    vi: 'Tệp trong gói bị nén hoặc đặt mật khẩu. Hãy đóng gói lại bằng lệnh "wardflow bundle pack".',
    en: 'The entry is compressed or encrypted. Pack it again with "wardflow bundle pack".',
  },
  NAME_NOT_ALLOWED: {
    vi: 'Tên tệp không được phép trong gói (chỉ nhận city/… và services/…, không có "..", không có ký tự lạ).',
    en: 'A name that a bundle cannot have (only city/… and services/…, no "..", no strange characters).',
  },
  NAME_TWICE: {
    vi: 'Tên tệp xuất hiện hai lần trong gói, kể cả khi chỉ khác chữ hoa, chữ thường.',
    en: 'The name is there twice, if only in other letters.',
  },
  NOT_A_FILE: {
    vi: 'Không phải tệp thường (liên kết, thư mục hoặc tệp đặc biệt).',
    en: 'Not a plain file (a link, a folder or something special).',
  },
  NOT_CANONICAL: {
    vi: 'Gói không được đóng đúng khuôn dạng. Hãy đóng gói lại bằng lệnh "wardflow bundle pack".',
    en: 'The archive is not written as a bundle is. Pack it again with "wardflow bundle pack".',
  },
  CHECKSUM: { vi: 'Tệp bị hỏng trong gói. Hãy tải lại gói.', en: 'The entry is damaged. Fetch the bundle again.' },
  NOT_TEXT: {
    vi: 'Không phải văn bản UTF-8, hoặc có ký tự NUL.',
    en: 'No UTF-8 text, or it has a NUL in it.',
  },
  BROKEN_JSON: {
    vi: 'Nội dung JSON bị hỏng. Hãy sửa tệp rồi thử lại.',
    en: 'Broken JSON. Mend the file and try again.',
  },
  BROKEN_MANIFEST: {
    vi: 'Bản kê của gói bị hỏng: {what}.',
    en: 'The manifest is broken: {what}.',
  },
  FORMAT_UNKNOWN: {
    vi: 'Gói dùng khuôn dạng {format}, mới hơn phần mềm này (đến {max}). Hãy cập nhật phần mềm.',
    en: 'The bundle has format {format}, newer than this program reads (up to {max}). Update the program.',
  },
  NOT_IN_MANIFEST: { vi: 'Tệp không có trong bản kê của gói.', en: 'The manifest does not list this file.' },
  MISSING: { vi: 'Bản kê có nêu nhưng trong gói không có tệp này.', en: 'The manifest lists it, and it is not there.' },
  HASH: {
    vi: 'Nội dung không khớp với bản kê: tệp đã bị sửa sau khi đóng gói.',
    en: 'The content is not what the manifest says: it was changed after it was packed.',
  },
  SIGNATURE: {
    vi: 'Chữ ký không đúng với bản kê: gói đã bị sửa sau khi ký.',
    en: 'The signature does not fit the manifest: the bundle was changed after it was signed.',
  },
  PACK: {
    vi: 'Thiếu tệp này, tệp bị hỏng, hoặc mã quy trình trong đó không phải "{service}".',
    en: 'It is not there, broken, or the key of the service in it is not "{service}".',
  },
  EMPTY: { vi: 'Gói không có nội dung.', en: 'The bundle holds nothing.' },
} as const satisfies Record<string, { readonly vi: string; readonly en: string }>;

function filled(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

const nameShownMax = 200;

/** What a hostile archive calls its entries is shown without what could move a terminal or a page. */
function shown(entry: string): string {
  return entry.replace(/[^\x20-\x7e\u00a0-\u1eff]/g, '\u{fffd}').slice(0, nameShownMax);
}
