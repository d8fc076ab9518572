/**
 * One addr-spec (RFC 5321 §4.1.2) in the plain form that mail systems really use. Everything a header could be
 * broken with is outside it: line breaks, commas, quotes, angle brackets, comments, lists of several addresses.
 */
const pattern =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;
const lengthMax = 254;
const localPartLengthMax = 64;

/** Whether a text is exactly one address that a message may be sent to. */
export function isOneAddress(text: string): boolean {
  return text.length <= lengthMax && text.indexOf('@') <= localPartLengthMax && pattern.test(text);
}
