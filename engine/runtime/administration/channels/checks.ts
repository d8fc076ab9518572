/** What is typed about channels, checked field by field. */

import { isEmail } from '#forms/rules.ts';
import type { EmailChange, SmsChange } from '../../application/channel-book.ts';
import type { FieldFault } from '../../refusal.ts';

/** Ports of RFC 5321 (25), RFC 8314 (465, 587) and what providers offer beside them; no door to anything else. */
const mailPorts: readonly number[] = [25, 465, 587, 2525];
/** RFC 1123 §2.1, with a dot: a name inside of the house is not meant. */
const hostPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i;
/** E.164 begins with a country's code. */
const prefixPattern = /^\+[1-9]\d{0,9}$/;

export function emailFaults({ host, port, from }: EmailChange): readonly FieldFault[] {
  return [
    ...(hostPattern.test(host) ? [] : [{ path: 'host', rule: 'HOST_NAME' }]),
    ...(mailPorts.includes(port) ? [] : [{ path: 'port', rule: 'MAIL_PORT' }]),
    ...(isEmail(from) ? [] : [{ path: 'from', rule: 'email' }]),
  ];
}

export function smsFaults({ prefixes }: SmsChange): readonly FieldFault[] {
  const wrong = prefixes.find((prefix) => !prefixPattern.test(prefix));
  return [
    ...(prefixes.length === 0 ? [{ path: 'prefixes', rule: 'required' }] : []),
    ...(wrong === undefined ? [] : [{ path: 'prefixes', rule: 'PHONE_PREFIX', params: { text: wrong } }]),
  ];
}
