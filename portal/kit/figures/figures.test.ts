import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, csvRows } from './csv.ts';
import { dayBefore } from './days.ts';

test('days are those of the clock on the wall', () => {
  const lateEvening = Date.parse('2026-11-21T18:00:00Z');
  assert.equal(dayBefore(lateEvening, 0, 'Asia/Ho_Chi_Minh'), '2026-11-22');
  assert.equal(dayBefore(lateEvening, 30, 'Asia/Ho_Chi_Minh'), '2026-10-23');
});

test('S15 no cell is a formula, however it is written, and what is meant can still be read', () => {
  const formulas = ['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '\n=1', '\0=1', '＝1+1', '＋1', '－1', '＠SUM(1)'];
  for (const formula of formulas) assert.equal(csvRows([[formula]]), `"'${formula}"\r\n`);
  assert.equal(csvRows([['a=1', -1, 'x']]), '"a=1","-1","x"\r\n');
});

test('S15 a name that a spreadsheet would compute stays a name', () => {
  assert.equal(csvOf([['=1+1', 'a "b"', 3]]), '\uFEFF"\'=1+1","a ""b""","3"\r\n');
});
