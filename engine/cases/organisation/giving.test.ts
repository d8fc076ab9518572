import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type GivingRule, givingRule } from './giving.ts';

const rule = (more: Partial<GivingRule>): GivingRule => ({
  unit: '',
  category: '',
  role: '',
  strategy: 'pool',
  post: '',
  user: '',
  ...more,
});

test('the line that says more counts: unit before category before role, whatever their order', () => {
  const lines = [
    rule({ strategy: 'manual' }),
    rule({ role: 'officer', strategy: 'roundRobin' }),
    rule({ category: 'HT-TN', strategy: 'area' }),
    rule({ category: 'HT-TN', role: 'officer', strategy: 'post', post: 'unit_head' }),
    rule({ unit: 'A', strategy: 'leastLoaded' }),
    rule({ unit: 'A', category: 'HT-TN', strategy: 'pool' }),
  ];
  const place = { unit: 'A', category: 'HT-TN', role: 'officer' };
  const found = (more: Partial<typeof place>) => [
    givingRule(lines, { ...place, ...more })?.strategy,
    givingRule(lines.toReversed(), { ...place, ...more })?.strategy,
  ];
  assert.deepEqual(found({}), ['pool', 'pool']);
  assert.deepEqual(found({ category: 'MT-RAC' }), ['leastLoaded', 'leastLoaded']);
  assert.deepEqual(found({ unit: 'B' }), ['post', 'post']);
  assert.deepEqual(found({ unit: 'B', role: 'unit_head' }), ['area', 'area']);
  assert.deepEqual(found({ unit: 'B', category: 'MT-RAC' }), ['roundRobin', 'roundRobin']);
  assert.deepEqual(found({ unit: 'B', category: '', role: 'unit_head' }), ['manual', 'manual']);
  assert.equal(givingRule(lines.slice(4), { ...place, unit: 'B' }), undefined);
});
