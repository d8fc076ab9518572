import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DraftTrial } from '#engine/runtime/application/history.ts';
import { sumsOf } from './sums.ts';

const tried = (instanceId: string, more: Partial<DraftTrial> = {}): DraftTrial => ({
  instanceId,
  registerNumber: null,
  startedAt: 0,
  version: 1,
  result: 'same',
  code: null,
  parts: null,
  needs: [],
  stuck: [],
  deadlines: [],
  told: [],
  ...more,
});
const step = (was: number | null, now: number | null, doneAt: number | null) => ({ element: 'a', was, now, doneAt });

test('late is who was in time by the old deadline and is not by the new one; another way counts refused ones too', () => {
  const { count, another, late } = sumsOf([
    tried('same'),
    tried('another', { result: 'another' }),
    tried('refused', { result: 'refused' }),
    tried('unreadable', { result: 'unreadable' }),
    tried('late', { deadlines: [step(10, 5, 7)] }),
    tried('newly due', { deadlines: [step(null, 5, 7)] }),
    tried('late before', { deadlines: [step(6, 5, 7)] }),
    tried('in time', { deadlines: [step(10, 8, 7)] }),
    tried('open', { deadlines: [step(10, 5, null)] }),
  ]);
  const ids = (cases: readonly DraftTrial[]) => cases.map(({ instanceId }) => instanceId);
  assert.equal(count, 9);
  assert.deepEqual(ids(another), ['another', 'refused']);
  assert.deepEqual(ids(late), ['late', 'newly due']);
});
