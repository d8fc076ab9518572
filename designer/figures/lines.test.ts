import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FigureLine } from '#engine/runtime/application/history.ts';
import { heatOf } from './lines.ts';

const none = {
  name: null,
  terminated: 0,
  failed: 0,
  taken: 0,
  sentBack: 0,
  late: 0,
  whole: null,
  waiting: null,
  working: null,
};
const line = (key: string, completed: number, more: Partial<FigureLine> = {}): FigureLine => ({
  ...none,
  key,
  completed,
  ...more,
});
const spread = (medianMs: number) => ({ times: 1, meanMs: medianMs, medianMs, p90Ms: medianMs });

test('the heat of an element is its share of the hottest; the case as a whole is no element', () => {
  const lines = [line('', 90), line('a', 10), line('b', 100), line('c', 0), line('d', 1, { waiting: spread(60_000) })];
  const words = (ms: number) => `${ms} ms`;
  assert.deepEqual(heatOf('often', lines, [], words), [
    { element: 'a', level: 1, words: '10' },
    { element: 'b', level: 5, words: '100' },
    { element: 'd', level: 1, words: '1' },
  ]);
  assert.deepEqual(heatOf('waiting', lines, [], words), [{ element: 'd', level: 5, words: '60000 ms' }]);
  const live = [{ element: 'a', waiting: 2, late: 1, incidents: 0 }];
  assert.deepEqual(heatOf('now', lines, live, words), [{ element: 'a', level: 5, words: '2' }]);
});
