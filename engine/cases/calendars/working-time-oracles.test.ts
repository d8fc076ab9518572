/**
 * Random clocks against two independent libraries. 100,000 of them are a part of `npm run torture -- clocks`;
 * what the libraries cannot express (worked Saturdays, pauses, days that are counted) has properties of its own.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { randomAccounts } from '#test/support/random-accounts.ts';
import { differing } from '#test/support/random-clocks.ts';

test('random clocks, paused and running on, are due when two other libraries say so', () => {
  const count = 300;
  const found = differing(demoCity(), { count, seed: 20_261_122 });
  assert.deepEqual(found.differences, []);
  assert.ok(found.compared > count, `${found.compared} comparisons`);
});

test('the account of a random clock holds what was allowed, whatever moved it', () => {
  const { faults, pauses, extended, moved } = randomAccounts(demoCity(), { count: 2_000, seed: 20_261_122 });
  assert.deepEqual(faults, []);
  assert.ok(pauses > 1_000 && extended > 100 && moved > 100, `${pauses} pauses, ${extended} extended, ${moved} moved`);
});
