/** Networks that a token may come from, in the notation of RFC 4632 (`203.0.113.0/24`, `2001:db8::/48`) or one address. */
import { BlockList, isIP } from 'node:net';

/** @returns the network as it is kept; undefined where it is none */
export function readNetwork(text: string): string | undefined {
  const [address = '', bits, ...more] = text.trim().toLowerCase().split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return undefined;
  if (bits === undefined) return address;
  const widthMax = family === 4 ? 32 : 128;
  return /^\d{1,3}$/.test(bits) && Number(bits) > 0 && Number(bits) <= widthMax
    ? `${address}/${Number(bits)}`
    : undefined;
}

/** @param networks none: from anywhere */
export function comesFrom(networks: readonly string[], address: string): boolean {
  if (networks.length === 0) return true;
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  const family = isIP(plain);
  if (family === 0) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [base = '', bits] = network.split('/');
    const kind = isIP(base) === 4 ? 'ipv4' : 'ipv6';
    if (bits === undefined) list.addAddress(base, kind);
    else list.addSubnet(base, Number(bits), kind);
  }
  return list.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}
