/**
 * Durations by size, so that percentiles of any set of days can be told from sums: 32 buckets, each half as wide again
 * as the one before, from a minute to about nine months. A percentile is right to within its bucket, and usually much
 * closer, because it is drawn between the bucket's ends.
 */

export const bucketsMax = 32;
const growth = 1.5;
const firstMs = 60_000;

/** The bucket that a duration falls into. */
export function bucketOf(ms: number): number {
  let bucket = 0;
  while (bucket < bucketsMax - 1 && ms >= upperMs(bucket)) bucket += 1;
  return bucket;
}

/**
 * @param counts how many durations fell into each bucket
 * @param share between 0 and 1; 0.5 is the median
 * @returns undefined where nothing was counted
 */
export function percentileMs(counts: readonly number[], share: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const wanted = share * total;
  let before = 0;
  for (const [bucket, count] of counts.entries()) {
    if (count > 0 && before + count >= wanted) {
      const [from, to] = [lowerMs(bucket), upperMs(bucket)];
      return Math.round(from + ((to - from) * (wanted - before)) / count);
    }
    before += count;
  }
  return upperMs(bucketsMax - 1);
}

function upperMs(bucket: number): number {
  return firstMs * growth ** bucket;
}

function lowerMs(bucket: number): number {
  return bucket === 0 ? 0 : upperMs(bucket - 1);
}
