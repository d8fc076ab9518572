/** GSM 03.38: what fits into seven bits; characters of the extension table take two places. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ!"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extended = '^{}\\[~]|€\f';

/** Parts that a text message is sent, and paid, in: 160/153 characters in GSM-7, 70/67 where one letter is not in it. */
export function smsSegments(text: string): number {
  const letters = [...text];
  const isGsm = letters.every((letter) => basic.includes(letter) || extended.includes(letter));
  const units = isGsm ? letters.reduce((sum, letter) => sum + (extended.includes(letter) ? 2 : 1), 0) : text.length;
  const [alone, chained] = isGsm ? [160, 153] : [70, 67];
  return units <= alone ? 1 : Math.ceil(units / chained);
}
