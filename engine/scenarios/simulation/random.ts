// Chance that can be had again: the same seed gives the same numbers on every machine.
export interface Chance {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
  /** True in `percent` of a hundred. */
  percent(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** mulberry32: small, fast, and good enough to choose shapes. */
export function chanceOf(seed: number): Chance {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    percent: (percent) => next() * 100 < percent,
    pick: (from) => {
      const found = from[below(from.length)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
