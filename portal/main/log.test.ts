import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorLine } from './log.ts';

test('of an error its kind, code and place are written down, and nothing that somebody has typed', () => {
  const cause = Object.assign(new Error("Duplicate entry 'Nguyễn Văn An' for key 'account_name'"), {
    code: 'ER_DUP_ENTRY',
    sql: "insert into account values ('Nguyễn Văn An')",
    sqlMessage: 'Nguyễn Văn An',
  });
  const error = new TypeError('550 no such user <an.nguyen@example.vn>, +84 912 345 678\nNguyễn Văn An', { cause });
  const line = errorLine(error);
  assert.equal(line.type, 'TypeError');
  assert.equal(line.cause?.code, 'ER_DUP_ENTRY');
  assert.equal(line.cause?.message, 'Duplicate entry … for key …');
  assert.equal(line.message, '550 no such user <…>, #');
  assert.match(line.stack[0] ?? '', /^at .*log\.test\.ts/);
  for (const planted of ['Nguyễn', 'an.nguyen', '912', 'insert into'])
    assert.ok(!JSON.stringify(line).includes(planted));
});

test('a name that stands in no quotes is not written down either, nor a sentence that calls itself a code', () => {
  const error = Object.assign(new Error('550 mailbox of Đặng Quỳnh Vy is full'), { code: 'no such user: Vy' });
  const line = errorLine(error);
  assert.equal(line.message, '550 mailbox of …');
  assert.equal(line.code, undefined);
  assert.equal(errorLine(Object.assign(new Error('x'), { code: 'ER_DUP_ENTRY' })).code, 'ER_DUP_ENTRY');
});

test('what is thrown and is no error is named by its kind only', () => {
  assert.deepEqual(errorLine('0912345678'), { type: 'string', message: '', stack: [] });
});
