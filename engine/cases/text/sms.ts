/** How many parts an SMS takes (3GPP TS 23.038): GSM-7 has 160 units, 153 per part of several; UCS-2 70 and 67. */

export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly units: number;
  readonly segments: number;
}

const basic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Written as an escape and a character: two units. */
const extended = new Set('^{}\\[~]|€\f');

export function smsSize(text: string): SmsSize {
  const characters = [...text];
  const gsm = characters.every((one) => basic.has(one) || extended.has(one));
  const widths = characters.map((one) => (gsm ? (extended.has(one) ? 2 : 1) : one.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const [single, part] = gsm ? [160, 153] : [70, 67];
  const segments = units <= single ? 1 : parts(widths, part);
  return { encoding: gsm ? 'GSM-7' : 'UCS-2', units, segments };
}

/** Neither an escaped character nor a surrogate pair is torn apart between two parts. */
function parts(widths: readonly number[], room: number): number {
  let count = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      count++;
      used = 0;
    }
    used += width;
  }
  return count;
}
