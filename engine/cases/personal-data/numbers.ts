/**
 * Numbers and addresses that belong to one person: telephone, identity card (CMND 9 digits, CCCD 12 digits: Luật Căn
 * cước 26/2023/QH15), tax code (10 digits, with 3 more for a branch), bank account, plate, e-mail.
 */

export type NumberKind = 'phone' | 'idNumber' | 'taxCode' | 'bankAccount' | 'plate' | 'email';

/** What may stand between two digits of one number. */
const gap = '[ .()\\-–_]{0,3}';
/** A digit, or the letter that is typed in its place. */
const digit = '[\\doO]';

const bank =
  'vietcombank|vcb|vietinbank|bidv|agribank|techcombank|tcb|mb ?bank|mb|acb|vp ?bank|sacombank|tp ?bank|vib|shb|' +
  'hd ?bank|ocb|msb|eximbank|sea ?bank|lp ?bank|nam a bank|momo|zalopay';

/** In this order: what an earlier pattern has found is not found again by a later one. A group `what` is the finding. */
export const numberPatterns: readonly (readonly [NumberKind, RegExp])[] = [
  ['email', /[\w.+-]{1,64} ?(?:@|\(a\)|[[(]at[\])]| a còng ) ?[\w-]{1,63}(?: ?\. ?[\w-]{2,63}){1,8}/giu],
  [
    'bankAccount',
    new RegExp(
      `(?<![\\p{L}\\d])(?:stk|số tài khoản|so tai khoan|tài khoản(?: số)?|tai khoan|account|${bank})` +
        `(?: (?:ngân hàng|${bank}|số|stk))?[ :.]{0,3}(?<what>\\d(?:[ .-]?\\d){5,18})(?!\\d)`,
      'giu',
    ),
  ],
  [
    'taxCode',
    /(?<![\p{L}\d])(?:mst|mã số thuế|ma so thue|mã thuế)[ :.]{0,3}(?<what>\d(?:[ .]?\d){9}(?: ?- ?\d{3})?)(?!\d)/giu,
  ],
  ['taxCode', /(?<![\d.-])(?<what>\d{10} ?- ?\d{3})(?![\d-])/g],
  ['plate', /(?<![\p{L}\d])\d{2}[- ]?(?:[A-ZĐ]{1,2}\d?|[A-ZĐ]\d)[- ]{0,3}\d{3}[. ]?\d{2}(?![\p{L}\d])/gu],
  ['plate', /(?<![\p{L}\d])\d{2} ?[-.]? ?[a-zđ]{1,2}\d? ?[-. ] ?\d{3}\.?\d{2}(?![\p{L}\d])/gu],
  [
    'plate',
    /(?<![\p{L}\d])(?:biển số|bien so|biển kiểm soát|bks|bs|biển|xe)(?: xe| số)?[ :.]{0,3}(?<what>\d{2} ?-? ?[A-ZĐ]{1,2}\d?[ .-]{1,3}\d{4})(?![\p{L}\d])/giu,
  ],
  [
    'idNumber',
    /(?<![\p{L}\d])(?:cccd|cmnd|cmt|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?|định danh|hộ chiếu)(?: số)?[ :.]{0,3}(?<what>[A-Z]?\d(?:[ .-]?\d){6,11})(?!\d)/giu,
  ],
  ['idNumber', /(?<![\d.])0\d{2}[ .-]\d{3}[ .-]\d{3}[ .-]\d{3}(?!\d)/g],
  // After longer numbers, of which it would leave the end uncovered.
  ['phone', new RegExp(`(?<![\\p{L}\\d.])\\(?(?:\\+ ?84|84|[0oO])(?:${gap}${digit}){8,10}(?!\\d)`, 'gu')],
  ['idNumber', /(?<!\d)(?:\d{12}|\d{9})(?!\d)/g],
];

const words = 'không|khong|một|mot|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bay|bẩy|tám|tam|chín|chin|mười';

/** A telephone number in words, or in words and digits: nine digits at least, one after the other. */
export const spelledPhone = new RegExp(
  `(?<![\\p{L}\\d])(?:không|khong|0)(?:[ ,.-]{1,3}(?:${words}|\\d)(?![\\p{L}])|\\d){8,14}(?![\\p{L}\\d])`,
  'giu',
);
