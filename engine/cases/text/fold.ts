/** Text as it is searched: without diacritics, small, one space at a time. The stored original is never folded. */
export function fold(text: string): string {
  return withoutDiacritics(text).toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Does a text hold every one of some words, in any order, as they are searched? Nothing is in every text. */
export function holdsWords(text: string, words: string): boolean {
  const folded = fold(text);
  return fold(words)
    .split(' ')
    .every((word) => folded.includes(word));
}

/** Text without diacritics, letters' case kept: for SMS, where one accent costs half of the room. */
export function withoutDiacritics(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replace(/[–—]/g, '-')
    .normalize('NFC');
}
