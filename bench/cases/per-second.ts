const rounds = 5;

/** @returns how many of `count` pieces of work are done per second, the middle of five rounds after one for warming up */
export function perSecond(count: number, work: () => void): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
  const middle = times.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 1;
  return Math.round((count / middle) * 1000);
}
