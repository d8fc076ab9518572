import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { InsideAddress, isPublicAddress, reachableAddress } from './public-address.ts';

describe('addresses that a screen may point to', () => {
  it('the public internet is reached, and nothing inside of the house or of the machine', () => {
    for (const address of ['1.1.1.1', '113.160.1.1', '203.162.4.190', '2001:ee0::1', '2606:4700:4700::1111']) {
      assert.ok(isPublicAddress(address), address);
    }
    const inside = [
      ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
      ...['169.254.169.254', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1', '192.0.2.1'],
      ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '64:ff9b::7f00:1', '2001:db8::1'],
      ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '2002:7f00:1::', '2001::1'],
    ];
    for (const address of inside) assert.ok(!isPublicAddress(address), address);
  });

  it('a name that leads inside is refused, and the address that was judged is the one connected to', async () => {
    await assert.rejects(reachableAddress('localhost', isPublicAddress), InsideAddress);
    await assert.rejects(reachableAddress('169.254.169.254', isPublicAddress), InsideAddress);
    assert.equal(await reachableAddress('127.0.0.1', () => true), '127.0.0.1');
    await assert.rejects(reachableAddress('no-such-host.invalid', isPublicAddress), { syscall: 'getaddrinfo' });
  });
});
