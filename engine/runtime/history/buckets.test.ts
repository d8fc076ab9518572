import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucketOf, bucketsMax, percentileMs } from './buckets.ts';

const minute = 60_000;

test('every duration has its bucket, longer ones never an earlier one', () => {
  assert.equal(bucketOf(0), 0);
  assert.equal(bucketOf(minute - 1), 0);
  assert.equal(bucketOf(minute), 1);
  assert.equal(bucketOf(10 ** 15), bucketsMax - 1);
  for (let ms = 1; ms < 10 ** 11; ms = Math.ceil(ms * 1.3)) assert.ok(bucketOf(ms) <= bucketOf(ms * 2));
});

test('a percentile lies in the bucket of the duration it stands for', () => {
  let seed = 7;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  const durations = Array.from({ length: 5_000 }, () => Math.round(minute * 1.5 ** (random() * 25))).sort(
    (a, b) => a - b,
  );
  const counts = Array.from({ length: bucketsMax }, () => 0);
  for (const ms of durations) counts[bucketOf(ms)] = (counts[bucketOf(ms)] ?? 0) + 1;
  for (const share of [0.1, 0.5, 0.9, 0.99]) {
    const exact = durations[Math.ceil(share * durations.length) - 1] ?? 0;
    const told = percentileMs(counts, share) ?? 0;
    assert.ok(Math.abs(Math.log(told / exact)) < Math.log(1.5), `${share}: ${told} for ${exact}`);
  }
  assert.equal(percentileMs([0, 0], 0.5), undefined);
});
