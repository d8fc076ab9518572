/** Chance with a seed, so that a run that found something can be begun again the same way. */
export interface Random {
  /** A whole number from 0 to `limit` - 1. */
  below(limit: number): number;
  /** Whether something happens that happens in `percent` of all cases. */
  chance(percent: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** An address of the network, another one each time. */
  address(): string;
}

/** Mulberry32 (public domain): small, and good enough to choose by. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (percent) => below(100) < percent,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    address: () => `10.${below(256)}.${below(256)}.${1 + below(254)}`,
  };
}
