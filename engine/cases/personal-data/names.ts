/**
 * Names of persons in Vietnamese: after a word by which one speaks of people (ông, chị, cháu, đồng chí, chủ hộ, …), or
 * a surname with what follows it. A name behind a word for a place is that place: đường Nguyễn Huệ, chợ Bà Chiểu.
 */
import { fold, withoutDiacritics } from '../text/fold.ts';

const surnames =
  'Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Ngô Lý Đinh Trịnh Đoàn Tô Tạ Lưu Trương Phùng Vương Quách ' +
  'Kiều Lương Tống Nghiêm Thạch Trầm Khổng Triệu Giang Viên Hứa Tôn Doãn Thân Mạc Ninh Ngụy Phó Văn Bạch';
/** Words beside: only with two more behind them. */
const rareSurnames =
  'Hồ Dương Mai Lâm Hà Châu Cao Thái Từ La Chu Sơn Kim Danh Tăng Đào Đồng An Âu Bành Đàm Điểu Lò Lừ Vi Quàng';

const persons =
  'ông|bà|anh|chị|em|cô|chú|bác|cậu|dì|dượng|thím|mợ|cụ|cháu|bé|thầy|mẹ|ba|bố|má|con|vợ|chồng|hộ|chủ hộ|chủ nhà|' +
  'chủ quán|đồng chí|đ/c|cán bộ|chuyên viên|công chức|công an viên|trung úy|thượng úy|đại úy|thiếu tá|trung tá|' +
  'thượng tá|chủ tịch|phó chủ tịch|bí thư|trưởng thôn|trưởng phòng|phó phòng|tổ trưởng|trưởng ấp|khu phố trưởng|' +
  'bác sĩ|bs|y sĩ|điều dưỡng|luật sư|giáo viên|tài xế|họ tên|họ và tên|tên|tên là|tôi là|tôi tên|em là|mình là|' +
  'cháu là|ký tên|người gửi|người phản ánh|người báo|mr|mrs|ms|miss';
const plainPersons = 'ong|ba|chi|co|chu|bac|cau|di|cu|chau|be|thay|me|ho ten|ten|ten la|toi la|toi ten';

/** Names of a word for a place that stands before them. */
const places =
  'đường|phố|ngõ|ngách|hẻm|kiệt|phường|xã|thị trấn|quận|huyện|tỉnh|thành phố|tp|tp\\.|khu phố|khu|tổ|thôn|ấp|xóm|buôn|' +
  'làng|chợ|cầu|cống|trường|tiểu học|trung học|trung học cơ sở|thcs|thpt|mầm non|mẫu giáo|công viên|chùa|đền|đình|miếu|lăng|nhà thờ|nhà hàng|khách sạn|siêu thị|bệnh viện|quán|' +
  'tiệm|cửa hàng|công ty|kênh|rạch|sông|suối|hồ|đập|núi|đồi|đèo|bãi|bến|bến xe|ga|cảng|quảng trường|tượng đài|đại lộ|' +
  'quốc lộ|ngã ba|ngã tư|ngã năm|vòng xoay|góc|giao|' +
  'và đường|đoạn|trục|tuyến|mương|chung cư|tòa nhà|hội trường|nhà văn hóa|đảo|biển|vịnh|street|road|ward|bridge|market';
const plainPlaces = 'duong|pho|hem|ngo|phuong|xa|cho|cau|truong|nga tu|nga ba|ben|khu|thon|song|ho';

/** Capitalised words that begin no name of a person. */
const noNames = new Set(
  (
    'ubnd hđnd csgt ca tp phường xã quận công sở phòng ủy uỷ ban tổ khu trung trạm đội đảng hội chủ nhân giáo dân chính ' +
    'nhà ấy này đó kia ý việt nam hàn quốc nhật bản pháp mỹ đường chợ cầu bí thư đồng nếu khi và xin gửi'
  ).split(' '),
);

const word = "\\p{Lu}[\\p{L}\\p{M}']*";
const behindPlace = new RegExp(`(?<![\\p{L}])(?:${places})[ "“']{1,2}$`, 'iu');
const behindPlainPlace = new RegExp(`(?<![\\p{L}])(?:${places}|${plainPlaces})[ "“']{1,2}$`, 'iu');

const titled = behindPerson(persons);
const titledPlain = behindPerson(plainPersons);
const run = new RegExp(`(?<![\\p{L}])${word}(?: {1,3}${word}){1,4}`, 'gu');

const common = new Set(surnames.split(' '));
const rare = new Set(rareSurnames.split(' '));
const commonPlain = new Set(surnames.split(' ').map(withoutDiacritics));

export interface Found {
  readonly start: number;
  readonly end: number;
}

/**
 * @param plain as `sightOf` gives it
 * @param streets folded names of streets and places of the city, which are no persons
 */
export function findNames(plain: string, streets: ReadonlySet<string> = new Set()): readonly Found[] {
  const bare = plain === withoutDiacritics(plain);
  const loud = isLoud(plain);
  const atPlace = bare ? behindPlainPlace : behindPlace;
  const found: Found[] = [];
  const keep = (start: number, end: number) => {
    if (found.every((one) => end <= one.start || start >= one.end)) found.push({ start, end });
  };
  for (const pattern of bare ? [titled, titledPlain] : [titled]) {
    for (const match of plain.matchAll(pattern)) {
      const name = loud ? '' : (match.groups?.['what'] ?? '');
      const from = match.index + match[0].length - (match.groups?.['what'] ?? '').length;
      if (name === '' || noNames.has((name.split(' ')[0] ?? '').toLowerCase())) continue;
      if (atPlace.test(plain.slice(Math.max(0, match.index - 20), match.index))) continue;
      if (isPlaceItself(match[0], plain, match.index) || isStreet(name, streets)) continue;
      if (placeNames.test(fold(match[0]))) continue;
      keep(from, from + name.length);
    }
  }
  for (const match of plain.matchAll(run)) {
    const name = fullName(match[0], bare);
    if (name === undefined || isStreet(name.text, streets)) continue;
    const start = match.index + name.offset;
    if (!atPlace.test(plain.slice(Math.max(0, start - 20), start))) keep(start, start + name.text.length);
  }
  return found;
}

/** The flag `i` would make names of small letters: a word for a person is spelled out as it may be written. */
function behindPerson(list: string): RegExp {
  const spelled = list
    .split('|')
    .flatMap((one) => [one, one.slice(0, 1).toUpperCase() + one.slice(1), one.toUpperCase()]);
  const longestFirst = [...new Set(spelled)].toSorted((a, b) => b.length - a.length).join('|');
  return new RegExp(
    `(?<![\\p{L}])(?:${longestFirst})[ :]{1,2}(?:(?:${list})[ :]{1,2}){0,2}(?<what>${word}(?: {1,3}${word}){0,4})`,
    'gu',
  );
}

/** "Bà Rịa", "Cô Giang": a word for a person written large in the middle of a sentence belongs to a place. */
function isPlaceItself(match: string, plain: string, index: number): boolean {
  const before = plain.slice(Math.max(0, index - 2), index);
  return (
    /^\p{Lu}\p{Ll}/u.test(match) &&
    index > 0 &&
    /[\p{Ll},] $/u.test(before) &&
    !/^\p{Lu}\p{L}* \p{Lu}\p{L}* \p{Lu}/u.test(match)
  );
}

function fullName(text: string, bare: boolean): { readonly text: string; readonly offset: number } | undefined {
  const words = text.split(' ');
  for (let from = 0; from < words.length - 1; from += 1) {
    const first = sentenceCase(words[from] ?? '');
    const left = words.length - from;
    const is = bare ? commonPlain.has(first) && left >= 3 : common.has(first) || (rare.has(first) && left >= 3);
    if (is)
      return { text: words.slice(from).join(' '), offset: words.slice(0, from).join(' ').length + (from > 0 ? 1 : 0) };
  }
  return undefined;
}

function sentenceCase(text: string): string {
  return text.slice(0, 1) + text.slice(1).toLowerCase();
}

/** Places that are called after somebody. */
const placeNames = /^(ba (ria|chieu|trieu|den|na|huyen thanh quan)|ong ich khiem|co (giang|bac)|chu (y|hoa))\b/;

const historic = new Set(['ho chi minh', 'vo nguyen giap', 'ton duc thang']);

function isStreet(name: string, streets: ReadonlySet<string>): boolean {
  const folded = fold(name);
  return historic.has(folded) || streets.has(folded);
}

/** Written all in capitals: then capitals say nothing. */
function isLoud(plain: string): boolean {
  const letters = plain.match(/\p{L}/gu)?.length ?? 0;
  const large = plain.match(/\p{Lu}/gu)?.length ?? 0;
  return letters > 20 && large / letters > 0.6;
}
