// Rows that several works add go in one INSERT, and nothing passes a statement that might touch it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Columns, insertHead, valuesIn } from '../sql.ts';
import { merged } from './merged.ts';
import { textOf } from './packet.ts';
import type { Write } from './side.ts';

const [a, b] = [new Uint8Array([1, 2]), new Uint8Array([3, 4])];

test('what several add to one table is one statement, and each write knows where it went', () => {
  const { statements, places } = merged([add('task', { id: 1 }), add('note', { x: 'q?' }), add('task', { id: 2 })]);
  assert.deepEqual(statements.map(textOf), [
    'insert into task (id) values (1),(2)',
    "insert into note (x) values ('q?')",
  ]);
  assert.deepEqual(places, [0, 1, 0]);
});

test('a row passes a change of other rows, but none that may be of it', () => {
  const other: Write = { sql: 'update task set x = 1 where instance_id = ?', params: [b], only: { instance_id: b } };
  const own: Write = { ...other, params: [a], only: { instance_id: a } };
  const any: Write = { sql: 'delete from task where x = 1', params: [] };
  const reading: Write = { sql: 'insert into note select id from task', params: [] };
  const elsewhere: Write = { sql: 'update note set x = 1', params: [] };
  const row = { instance_id: a, x: null };
  const statementsWith = (between: Write) =>
    merged([add('task', row), between, add('task', row)]).statements.map(({ width }) => width ?? 'other');
  assert.deepEqual(statementsWith(other), [2, 'other']);
  assert.deepEqual(statementsWith(elsewhere), [2, 'other']);
  for (const one of [own, any, reading]) assert.deepEqual(statementsWith(one), [2, 'other', 2], one.sql);
  const onUnknown: Write = { ...other, only: { case_id: b } };
  assert.deepEqual(statementsWith(onUnknown), [2, 'other', 2]);
});

test('the other statements stay in their order, and what is large stays by itself', () => {
  const large = 'x'.repeat(150_000);
  const { statements } = merged([
    { sql: 'first', params: [] },
    add('note', { x: large }),
    { sql: 'second', params: [] },
    add('note', { x: large }),
  ]);
  assert.deepEqual(
    statements.map(({ sql }) => sql.slice(0, 11)),
    ['first', 'insert into', 'second', 'insert into'],
  );
});

function add(table: string, row: Columns): Write {
  const columns = Object.keys(row);
  return { sql: insertHead(table, columns), params: valuesIn(columns, [row]), width: columns.length, added: [row] };
}
