import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type CoreCode, coreErrors, describe } from './errors.ts';

const folder = import.meta.dirname;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'errors.ts')
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

test('every code is used, and has its text in both languages with the same places to fill', () => {
  for (const [code, { message }] of Object.entries(coreErrors)) {
    assert.match(sources, new RegExp(`'${code}'`), `${code} is used nowhere`);
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
    assert.deepEqual(places(message.vi), places(message.en), code);
  }
});

test('a text takes its values', () => {
  const code: CoreCode = 'TASK_MOVE_NOT_LEGAL';
  assert.equal(
    describe(code, { task: 't4', state: 'ready', move: 'stop' }),
    'Task t4 is ready; stop is not possible now.',
  );
});
