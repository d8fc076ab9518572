/** The words of mails about accounts: Vietnamese and English in one message, since an account has no language. */
import type { Localised } from '../../application/common.ts';
import type { AccountNoticeCode } from '../../ports/sign-in.ts';

interface Facts {
  readonly username: string;
  readonly by: string;
  readonly about: string;
  readonly at: string;
  readonly link: string;
  readonly cityName: Localised;
}

interface Words {
  readonly subject: string;
  readonly text: string;
}

const what: Readonly<Record<AccountNoticeCode, Localised>> = {
  passwordChanged: { vi: 'Mật khẩu đã được đổi.', en: 'The password was changed.' },
  totpAdded: { vi: 'Đã thêm ứng dụng xác thực.', en: 'An authenticator app was added.' },
  totpRemoved: { vi: 'Đã gỡ ứng dụng xác thực.', en: 'The authenticator app was removed.' },
  passkeyAdded: { vi: 'Đã thêm khoá truy cập (passkey).', en: 'A passkey was added.' },
  passkeyRemoved: { vi: 'Đã gỡ khoá truy cập (passkey).', en: 'A passkey was removed.' },
  recoveryMade: { vi: 'Đã tạo mã khôi phục mới.', en: 'New recovery codes were made.' },
  recoveryUsed: { vi: 'Đã dùng một mã khôi phục để đăng nhập.', en: 'A recovery code was used to sign in.' },
  factorsReset: { vi: 'Xác thực hai lớp đã bị đặt lại.', en: 'The second factors were reset.' },
  usedElsewhere: {
    vi: 'Phiên đăng nhập được dùng từ một trình duyệt khác.',
    en: 'The session was used from another browser.',
  },
  signedOut: { vi: 'Mọi phiên đăng nhập đã bị kết thúc.', en: 'All sessions were ended.' },
  linked: { vi: 'Đã liên kết với hệ thống đăng nhập tập trung.', en: 'A sign-in of a provider was linked.' },
  unlinked: { vi: 'Đã bỏ liên kết với hệ thống đăng nhập tập trung.', en: 'The link to a provider was removed.' },
  newBrowser: {
    vi: 'Đăng nhập từ một trình duyệt hoặc mạng chưa dùng trước đây.',
    en: 'Signed in from a browser or network that was not used before.',
  },
  passwordReset: {
    vi: 'Quản trị viên đã cấp mật khẩu mới.',
    en: 'An administrator has given a new first password.',
  },
  emailChanged: { vi: 'Địa chỉ thư điện tử của tài khoản đã được đổi.', en: 'The e-mail address was changed.' },
  changeWaits: {
    vi: 'Một thay đổi làm lỏng quy định đăng nhập đang chờ người quản trị thứ hai xác nhận (Thành phố → Đăng nhập).',
    en: 'A change that weakens the sign-in policy waits for a second administrator (City → Sign-in).',
  },
  draftApproved: {
    vi: 'Bản nháp dịch vụ mà ông/bà đề nghị xem đã được đồng ý.',
    en: 'The draft of a service that you asked somebody to look at was approved.',
  },
  draftChanges: {
    vi: 'Bản nháp dịch vụ mà ông/bà đề nghị xem cần sửa thêm. Mở trang xem bản nháp để đọc góp ý.',
    en: 'Changes are asked for in the draft of a service that you asked somebody to look at. The remarks stand on its page.',
  },
  planPublished: {
    vi: 'Dịch vụ mà ông/bà đặt lịch đã được công bố.',
    en: 'The service that you planned to publish was published.',
  },
  planFailed: {
    vi: 'Dịch vụ mà ông/bà đặt lịch đã không được công bố. Lý do nằm ở trang của dịch vụ.',
    en: 'The service that you planned to publish was not published. The reason stands on its page.',
  },
  tokenEnds: {
    vi: 'Một mã truy cập của hệ thống kết nối sắp hết hạn. Hãy tạo mã mới và thay trước ngày đó.',
    en: 'A token of a connected system ends soon. Make the next one and put it in place before.',
  },
};

/** What did not happen to the account itself. */
const aboutOthers: readonly AccountNoticeCode[] = [
  'tokenEnds',
  'changeWaits',
  'draftApproved',
  'draftChanges',
  'planPublished',
  'planFailed',
];

export function mailWords(code: AccountNoticeCode, { username, by, about, at, link, cityName }: Facts): Words {
  const vi = [
    `Tài khoản “${username}” (${cityName.vi}):`,
    `${what[code].vi}${about === '' ? '' : ` (${about})`}`,
    `Lúc ${at}${by === '' ? '' : `, bởi ${by}`}.`,
    aboutOthers.includes(code)
      ? ''
      : `Nếu không phải ông/bà làm, hãy mở ${link}, đổi mật khẩu, kết thúc các phiên khác và báo quản trị viên.`,
    'Thư này không bao giờ hỏi mật khẩu hay mã.',
  ];
  const en = [
    `Account “${username}” (${cityName.en}):`,
    `${what[code].en}${about === '' ? '' : ` (${about})`}`,
    `At ${at}${by === '' ? '' : `, by ${by}`}.`,
    aboutOthers.includes(code)
      ? ''
      : `If this was not you, open ${link}, change the password, end the other sessions and tell an administrator.`,
    'This message never asks for a password or a code.',
  ];
  const part = (lines: readonly string[]) => lines.filter((line) => line !== '').join('\n\n');
  return { subject: `Thay đổi về tài khoản / About your account`, text: `${part(vi)}\n\n----\n\n${part(en)}` };
}

export function codeWords(code: string, cityName: Localised): Words {
  return {
    subject: 'Mã xác nhận địa chỉ thư / Code to confirm your address',
    text: `${code} là mã xác nhận địa chỉ thư điện tử của tài khoản (${cityName.vi}), dùng được một lần, trong 15 phút. Không đưa mã cho ai. Nếu không yêu cầu, xin bỏ qua thư này.

----

${code} is the code that confirms the e-mail address of your account (${cityName.en}), good once, for 15 minutes. Give it to nobody. If you did not ask for it, ignore this message.`,
  };
}
