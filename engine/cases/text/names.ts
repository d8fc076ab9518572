/** Vietnamese personal names are sorted and addressed by their last word (tên); họ and đệm come before it. */
import { fold } from './fold.ts';

export interface PersonName {
  readonly family: string | null;
  readonly middle: string | null;
  readonly given: string | null;
  readonly sortKey: string;
}

/** Family names of the Kinh majority; a name that begins otherwise is not split (Ê Đê, Chăm, foreign names). */
const families = new Set(
  (
    'nguyen tran le pham huynh hoang phan vu vo dang bui do ho ngo duong ly dinh trinh truong dao luong mai lam ' +
    'ton to ta thai chau cao ha dam doan vuong luu tang trieu luc quach kieu nghiem tong la khuc phung bach'
  ).split(' '),
);

/** Splits a name where its family name is known; otherwise leaves it whole and sorts it as it stands. */
export function personName(text: string): PersonName {
  const words = text.normalize('NFC').trim().split(/\s+/);
  const [family] = words;
  const given = words.at(-1);
  if (words.length < 2 || family === undefined || given === undefined || !families.has(fold(family))) {
    return { family: null, middle: null, given: null, sortKey: fold(text) };
  }
  const middle = words.slice(1, -1).join(' ');
  return { family, middle, given, sortKey: [given, family, middle].map(fold).join('|') };
}
