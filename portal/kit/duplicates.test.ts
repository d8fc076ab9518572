import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonWords } from './duplicates.ts';

test('why a report may be the same, as people say it', () => {
  const reasons = { metres: 34.7, category: 'same', days: 1, text: 'much' } as const;
  assert.equal(reasonWords(reasons, 'vi'), 'cách 35 m, cùng lĩnh vực, hôm qua, nội dung rất giống');
  assert.equal(reasonWords({ ...reasons, text: 'none', days: 3 }, 'en'), '35 m away, same category, 3 days ago');
  assert.equal(
    reasonWords({ metres: 50, category: 'sibling', days: 0, text: 'none' }, 'vi', true),
    'cách không quá 50 m, lĩnh vực gần nhau, hôm nay',
  );
  assert.equal(
    reasonWords({ ...reasons, metres: 2, days: 0, text: 'some' }, 'en'),
    'right here, same category, today, similar words',
  );
});
