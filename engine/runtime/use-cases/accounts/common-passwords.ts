/**
 * The list of passwords that are guessed first (NIST SP 800-63B-4, 3.1.1.2; ASVS 5.0, 6.2.4): some 50,000 that leaked
 * most often, of zxcvbn-ts (MIT), and those that are common in Vietnam, which that list has few of. It is loaded when
 * somebody chooses a password, and kept.
 */
import { folded } from './folded.ts';

/** What somebody would try first; folded. */
export type CommonPasswords = ReadonlySet<string>;

let loaded: Promise<CommonPasswords> | undefined;

export function commonPasswords(): Promise<CommonPasswords> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<CommonPasswords> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  const listed = dictionary['passwords-common'].map(folded).filter((word) => word.length >= wordMin);
  return new Set([...listed, ...vietnamese.map(folded), ...english.map(folded)]);
}

const wordMin = 4;

/** Words, rows of keys and phrases that Vietnamese passwords are made of; without marks, as they are typed. */
const vietnamese = [
  ...['matkhau', 'matkhaumoi', 'khongco', 'khongbiet', 'khongnho', 'quenmatkhau', 'dangnhap', 'taikhoan', 'nguoidung'],
  ...['anhyeuem', 'emyeuanh', 'yeuem', 'yeuanh', 'iuem', 'iuanh', 'anhnhoem', 'nhoanh', 'yeunguoi', 'maimaiyeuem'],
  ...[
    'vietnam',
    'vietnamvodich',
    'hanoi',
    'saigon',
    'danang',
    'haiphong',
    'cantho',
    'hochiminh',
    'sontungmtp',
    'bacho',
  ],
  ...['giadinh', 'giadinhtoi', 'conyeume', 'yeume', 'bomeyeu', 'concobebe', 'meyeu', 'contrai', 'congai', 'chongyeu'],
  ...['xinchao', 'chaomung', 'camon', 'hanhphuc', 'maiman', 'phattai', 'thanhcong', 'chucmungnammoi', 'tinhyeu'],
  ...['quantri', 'quantrivien', 'quanly', 'giamdoc', 'nhanvien', 'canbo', 'lanhdao', 'chuyenvien', 'vanthu', 'ketoan'],
  ...['phuong', 'thanhpho', 'ubnd', 'ubndphuong', 'uyban', 'uybannhandan', 'congan', 'motcua', 'hanhchinh', 'tiepdan'],
  ...['nguyen', 'nguyenvan', 'tranvan', 'phamvan', 'levan', 'thanh', 'hoang', 'phuonganh', 'minhanh', 'thuylinh'],
  ...['123456aa', '123456aA@', 'a123456', 'Aa123456', 'abc123456', 'qwe123', '123qwe', '123456aA@!', '12345678@Abc'],
];

const english = [
  ...['administrator', 'admin', 'login', 'letmein', 'welcome', 'wardflow', 'asdf', 'zxcvbn', 'qwerty', 'passw0rd'],
];
