import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTries } from './retries.ts';

test('a number is how often work is tried in all', () => {
  assert.deepEqual(parseTries('5'), { tries: 5 });
});

test('a list of waits gives one try more than it has waits', () => {
  assert.deepEqual(parseTries('PT10S, PT1M,PT1H'), { tries: 4, waits: [10_000, 60_000, 3_600_000] });
});

test('a repeated wait is the list of as many equal waits', () => {
  assert.deepEqual(parseTries('R3/PT10M'), { tries: 4, waits: [600_000, 600_000, 600_000] });
  assert.deepEqual(parseTries('P1DT12H'), { tries: 2, waits: [129_600_000] });
});

test('what has no fixed length, no end or no sense is refused', () => {
  for (const wrong of ['', 'PT', 'P1M', 'R/PT1M', 'R0/PT1M', '-PT5M', 'PT1M;PT2M', 'soon', 'P2Y']) {
    assert.equal(parseTries(wrong), null, wrong);
  }
});
