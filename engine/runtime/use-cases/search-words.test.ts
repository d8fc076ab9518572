import assert from 'node:assert/strict';
import { test } from 'node:test';
import { personNumber, searchTerms } from './search-words.ts';

const secrets = { masterKey: Buffer.alloc(32), hmacKey: Buffer.alloc(32) };

test('numbers of reports and codes of dossiers are looked for as they are, words by their hash', () => {
  const terms = (typed: string) => searchTerms(secrets, typed);
  for (const [typed, term] of [
    ['PA-261122-0001', 'pa-261122-0001'],
    ['261122-0001', '261122-0001'],
    ['H99.106.4-261122-0001', 'h99.106.4-261122-0001'],
    ['000.16.04.H99-261122-', '000.16.04.h99-261122-'],
    ['H99-20261122', 'h99-20261122'],
  ] as const) {
    assert.deepEqual(terms(typed), [term]);
  }
  // Numbers of houses and names of blocks are words of the report.
  for (const typed of ['12-14', 'B2-12', 'tp.hcm']) {
    assert.equal(terms(typed).length, 2, typed);
    assert.ok(!terms(typed).includes(typed.toLowerCase()));
  }
});

test('a telephone or identity number is one, however it is typed; numbers of reports are none', () => {
  for (const typed of ['0912345678', '0912 345 678', '+84 912.345.678', '84912345678', ' (0912) 345-678 '])
    assert.equal(personNumber(typed), '0912345678', typed);
  assert.equal(personNumber('079 188 314 527'), '079188314527');
  assert.equal(personNumber('201234567'), '201234567');
  for (const typed of ['261122-0001', '261122', '1234567890123', 'PA-261122-0001', '12', 'nhà 0912345678', '']) {
    assert.equal(personNumber(typed), undefined, typed);
  }
});
