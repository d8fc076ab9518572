/**
 * Servers that are named on a screen are reached only where they stand in the public internet: else whoever may name one
 * could speak with everything inside of the house (security.md, "never reach an internal address").
 */
import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and what came after it), without what is globally reachable. */
const inside4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Of IPv6 only the global unicast space is outside, without what leads back into IPv4 or is for documents. */
const outside6 = ['2000::', 3] as const;
const inside6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const blocked4 = new BlockList();
for (const [net, prefix] of inside4) blocked4.addSubnet(net, prefix, 'ipv4');
const allowed6 = new BlockList();
allowed6.addSubnet(...outside6, 'ipv6');
const blocked6 = new BlockList();
for (const [net, prefix] of inside6) blocked6.addSubnet(net, prefix, 'ipv6');

/** @param address of version 4 or 6, as a resolver answers it */
export function isPublicAddress(address: string): boolean {
  if (!isIPv6(address)) return !blocked4.check(address, 'ipv4');
  return allowed6.check(address, 'ipv6') && !blocked6.check(address, 'ipv6');
}

/**
 * @returns one address of the host, which is the one to connect to: a name may lead elsewhere when it is asked again
 * @throws Error where it has none, or any of them is not allowed
 */
export async function reachableAddress(host: string, allowed: (address: string) => boolean): Promise<string> {
  const found = await lookup(host, { all: true });
  const [first] = found;
  if (first === undefined) throw new Error(`${host} has no address`);
  if (!found.every(({ address }) => allowed(address))) throw new InsideAddress(host);
  return first.address;
}

/** The name leads to where nobody outside may point. */
export class InsideAddress extends Error {
  override readonly name = 'InsideAddress';
  constructor(host: string) {
    super(`${host} leads into an internal network`);
  }
}
