import assert from 'node:assert/strict';
import { test } from 'node:test';
import { simulateReturns } from './returns.ts';

const seed = Number(process.env['WARDFLOW_SEED'] ?? 20_261_122);
// Fewer would not be enough to find as many ways back as are asked for below.
const runs = Math.max(15, Math.ceil(Number(process.env['WARDFLOW_RUNS'] ?? 2_000) / 4));

test(`after any step is sent back all is as if it had not been done, and goes on to its end (seed ${seed})`, async () => {
  const { sentBack, compared, finished } = await simulateReturns({ seed, runs, size: 12 });
  assert.ok(
    sentBack >= runs / 2 && compared > sentBack * 0.95 && finished >= runs / 6,
    `${sentBack} ${compared} ${finished}`,
  );
});
