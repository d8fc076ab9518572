/**
 * Where one household lives: a house number with its lane or street, a flat in a block. A street, a lane, a quarter by
 * itself is where something is out of order, and no personal data.
 */

const number = '\\d{1,4}[A-Za-z]?(?:[/-]\\d{1,4}[A-Za-z]?){0,3}';
const name = '(?: \\p{Lu}[\\p{L}\\d]*){1,5}';
const lane = '(?:ngõ|ngách|hẻm|kiệt|đường|phố|ngo|ngach|hem|duong|pho|tổ|thôn|ấp)';
const chain = `(?:[, ]{1,2}${lane}(?: số)?(?: ${number})?(?:${name})?){1,4}`;
const house = '(?:[Ss]ố nhà|[Nn]hà số|SỐ NHÀ|NHÀ SỐ|[Ss]o nha|[Nn]ha so)';

/** In this order, as with numbers. */
export const addressPatterns: readonly RegExp[] = [
  new RegExp(`(?<![\\p{L}\\d])(?:ngõ|ngách|hẻm|kiệt) ${number}[, ]{1,2}(?:số nhà|nhà số|nhà|số) ${number}`, 'giu'),
  new RegExp(`(?<![\\p{L}\\d])${house} ?:? ?${number}(?:${chain}|,?${name})?`, 'gu'),
  // A plain "số" needs what makes it a house: posts, buses and decisions have numbers too.
  new RegExp(
    `(?<![\\p{L}\\d])(?<!(?:cột|trụ|trạm|tuyến|đèn|cống|công văn|quyết định|hồ sơ|biên lai|lớp|bến|đường|hẻm|ngõ|kiệt|thửa|lô) )[Ss]ố ${number}(?:${chain}|,?(?<street>${name}))(?![\\p{L}\\d/])`,
    'gu',
  ),
  new RegExp(`(?<![\\p{L}\\d/.-])\\d{1,4}[A-Za-z]?(?:/\\d{1,4}[A-Za-z]?){1,3}(?:${chain}|,?${name})`, 'gu'),
  new RegExp(
    `(?<![\\p{L}\\d/.,-])(?<!(?:hẻm|ngõ|ngách|kiệt|đường|tuyến|trụ|cột|trạm|tổ|Hẻm|Ngõ|Ngách|Kiệt|Đường|Tuyến|Trụ|Cột|Trạm|Tổ) )\\d{1,4}[A-Za-z]? (?:ngõ|ngách|hẻm|kiệt|đường|phố) (?:số )?(?:${number}|\\p{Lu}\\p{L}*)(?:${name})?`,
    'gu',
  ),
  /(?<![\p{L}\d])(?:căn hộ|căn|phòng trọ|phòng)(?: số)? (?:[A-Z]\d?[ .-]?)?\d{1,2}[ .-]?\d{2}[A-Za-z]?(?![\p{L}\d/])/giu,
];
