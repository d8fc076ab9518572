/** Text as it is searched: without diacritics, small, one space at a time. The stored original is never folded. */
export function fold(text: string): string {
  return withoutDiacritics(text).toLowerCase().replace(/\s+/g, ' ').trim();
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
