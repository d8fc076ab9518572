/** Vietnamese phone numbers (vietnam.md 5.7): E.164 for numbers with a subscriber, short and service numbers as dialled. */

/** Mobile prefixes that lost a digit in 2018: 0162–0169, 0120–0129, 0123…, 0186, 0188, 0199 → 03x, 05x, 07x, 08x. */
const renumbered: Readonly<Record<string, string>> = {
  '162': '32',
  '163': '33',
  '164': '34',
  '165': '35',
  '166': '36',
  '167': '37',
  '168': '38',
  '169': '39',
  '120': '70',
  '121': '79',
  '122': '77',
  '126': '76',
  '128': '78',
  '123': '83',
  '124': '84',
  '125': '85',
  '127': '81',
  '129': '82',
  '186': '56',
  '188': '58',
  '199': '59',
};

/**
 * @returns `+84…` for mobile and fixed numbers, the digits for service numbers (1900…, 1800…) and short codes (1022, 113),
 *   undefined where it is no Vietnamese number
 */
export function normalisePhone(typed: string): string | undefined {
  const compact = typed.normalize('NFKC').replace(/[\s.()\p{Pd}]/gu, '');
  if (!/^\+?\d{3,14}$/.test(compact)) return undefined;
  if (/^(1[89]00\d{4,6}|1022|11[2-9])$/.test(compact)) return compact;
  const national = compact.replace(/^(\+84|0084|84(?=\d{9,10}$)|0)/, '');
  if (national === compact || national.startsWith('0')) return undefined;
  const old = /^(1\d{2})(\d{7})$/.exec(national);
  if (old !== null) {
    const prefix = renumbered[old[1] ?? ''];
    return prefix === undefined ? undefined : `+84${prefix}${old[2]}`;
  }
  return isSubscriber(national) ? `+84${national}` : undefined;
}

/** Whether an SMS can reach the number: a mobile one. */
export function isMobile(e164: string): boolean {
  return /^\+84[35789]\d{8}$/.test(e164);
}

/** What of a number may be shown to somebody who need not know it. */
export function maskPhone(e164: string): string {
  return `${'•'.repeat(Math.max(0, e164.length - 3))}${e164.slice(-3)}`;
}

function isSubscriber(national: string): boolean {
  return /^[35789]\d{8}$/.test(national) || /^2\d{9}$/.test(national);
}

/** As it is dialled here: `+84912345678` → `0912345678`; anything else as it is. */
export function dialledPhone(phone: string): string {
  return phone.replace(/^\+84/, '0');
}
