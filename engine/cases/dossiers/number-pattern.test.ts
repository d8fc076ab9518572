import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CodePattern } from './code-pattern.ts';
import { documentNumber, numberCounter, parseNumberPattern } from './number-pattern.ts';

/** New Year's Eve in Greenwich, New Year's Day in the city. */
const at = Date.parse('2026-12-31T18:30:00Z');
const timeZone = 'Asia/Ho_Chi_Minh';
const numbered = (text: string, serial: number): string => {
  const { pattern, fault } = parseNumberPattern(text);
  assert.ok(pattern, JSON.stringify(fault));
  return documentNumber(pattern as CodePattern, { agency: 'H99.106.4', at, timeZone, serial });
};

test('a paper has number and sign as the administration writes them', () => {
  assert.equal(numbered('{serial:2}/TNHS-{agency}', 7), '07/TNHS-H99.106.4');
  assert.equal(numbered('{serial:1}/{yyyy}/QĐ-{agency}', 123), '123/2027/QĐ-H99.106.4');
});

test('numbers begin anew with the year of the city, for each agency and form', () => {
  assert.equal(numberCounter('A', '01', at, timeZone), 'document 01 2027 A');
  assert.equal(numberCounter('A', '02', at - 7_200_000, timeZone), 'document 02 2026 A');
});

test('a pattern without a serial, or with what cannot stand there, is refused at its place', () => {
  assert.match(parseNumberPattern('TNHS').fault?.en ?? '', /serial once/);
  assert.match(parseNumberPattern('{serial:2}/{agency}-{agency}').fault?.en ?? '', /more than once/);
  assert.equal(parseNumberPattern('{serial:2}/tnhs').fault?.at, 12);
  assert.equal(parseNumberPattern('{so}/TNHS').fault?.at, 1);
});
