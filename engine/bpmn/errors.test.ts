import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inVietnamese } from './attribute-names.ts';
import { problems } from './errors.ts';
import { problem } from './problems.ts';

const folder = import.meta.dirname;
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'errors.ts')
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

test('every problem is said somewhere, in both languages, with the same places to fill and what to do', () => {
  for (const [code, { vi, en }] of Object.entries(problems)) {
    assert.match(sources, new RegExp(`'${code}'`), `${code} is used nowhere`);
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
    assert.deepEqual(places(vi), places(en), code);
    assert.doesNotMatch(vi + en, /!/, `${code} shouts`);
  }
});

test('what is missing goes by the name that people see, and by its own in the file', () => {
  const { message } = problem('ATTRIBUTE_MISSING', 'p.bpmn', 'a', { name: 'calledElement' });
  assert.equal(message.vi, 'Còn thiếu: quy trình được gọi (calledElement). Hãy điền vào.');
  const other = problem('ATTRIBUTE_MISSING', 'p.bpmn', 'a', { name: 'timeDate' });
  assert.equal(other.message.en, 'This is missing: timeDate. Fill it in.');
});

test('a kind of event is a Vietnamese word in a Vietnamese text; a name of the model stays as it is', () => {
  assert.deepEqual(inVietnamese({ what: 'signal', name: 'signal' }), { what: 'tín hiệu', name: 'signal' });
});
