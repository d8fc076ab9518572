import type { Tx } from '../ports.ts';

/**
 * Ids of up to `size` instances at random, found by random points between the first id and the last: no scan, however
 * many there are. Where few are old and many are new, the few are drawn more often.
 */
export async function sampleOf(
  tx: Tx,
  size: number,
  random: (bytes: number) => Uint8Array,
): Promise<readonly string[]> {
  const { instances } = tx.engine;
  const few = await instances.page(null, size + 1);
  if (few.length <= size) return few;
  const [first, last] = [numberOf(few[0] ?? ''), numberOf((await instances.last()) ?? '')];
  const drawn = new Set<string>();
  for (let tries = 0; drawn.size < size && tries < size * 2; tries += 1) {
    const point = first + (numberOfBytes(random(20)) % (last - first + 1n));
    const [id] = await instances.page(idOf(point - 1n), 1);
    if (id !== undefined) drawn.add(id);
  }
  return [...drawn];
}

function numberOf(id: string): bigint {
  return BigInt(`0x${id.replaceAll('-', '')}`);
}

function numberOfBytes(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function idOf(value: bigint): string {
  const hex = value.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
