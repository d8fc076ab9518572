/**
 * What a token looks like: `wfk_`, 43 letters and digits that hold 256 random bits, and six more that are a checksum, so
 * that scanners of secrets know one for certain and a slip of the hand is refused without asking the database.
 */
import { crc32 } from 'node:zlib';

export const tokenPrefix = 'wfk_';
export const tokenBytes = 32;
const bodyLength = 43;
const sumLength = 6;
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const pattern = new RegExp(`^${tokenPrefix}([0-9A-Za-z]{${bodyLength}})([0-9A-Za-z]{${sumLength}})$`);

export function writeToken(random: Uint8Array): string {
  const body = base62(BigInt(`0x${Buffer.from(random).toString('hex')}`), bodyLength);
  return `${tokenPrefix}${body}${checksum(body)}`;
}

/** Whether it is one of ours at all; that it is good only the database knows. */
export function isToken(text: string): boolean {
  const [, body = '', sum] = pattern.exec(text) ?? [];
  return sum !== undefined && sum === checksum(body);
}

/** CRC-32 (ISO 3309) of the 43 letters, in base 62. */
function checksum(body: string): string {
  return base62(BigInt(crc32(body)), sumLength);
}

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = `${digits[Number(rest % 62n)]}${text}`;
  return text;
}
