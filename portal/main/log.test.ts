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

test('what is thrown and is no error is named by its kind only', () => {
  assert.deepEqual(errorLine('0912345678'), { type: 'string', message: '', stack: [] });
});
