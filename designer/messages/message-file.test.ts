import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { exampleOf, faultsOf, readFile, textAt, withText, written } from './message-file.ts';

const content = readFileSync(new URL('../../workflows/citizen-feedback/messages.json', import.meta.url), 'utf8');
const file = readFile(content);
assert.ok(file);

test('one text changes and everything else stays as it stood', () => {
  const next = withText(file, 'PA_TIEP_NHAN', { part: 'text', language: 'en', text: 'One\nTwo' });
  const changed = next.messages.find(({ code }) => code === 'PA_TIEP_NHAN');
  const before = file.messages.find(({ code }) => code === 'PA_TIEP_NHAN');
  assert.ok(changed && before);
  assert.equal(textAt(changed, 'text', 'en'), 'One\nTwo');
  assert.equal(textAt(changed, 'text', 'vi'), textAt(before, 'text', 'vi'));
  assert.deepEqual(
    next.messages.filter((entry) => entry !== changed),
    file.messages.filter((entry) => entry !== before),
  );
});

test('the length of an SMS is that of one with usual values, not of its template', () => {
  const example = exampleOf(content, 'PA_TIEP_NHAN', 'vi', 'sms');
  assert.match(example?.text ?? '', /PA-261121-0042/);
  assert.ok(example?.size && example.size.segments >= 1);
});

test('a message with a name that nobody fills in has no example', () => {
  const broken = withText(file, 'PA_TIEP_NHAN', { part: 'sms', language: 'vi', text: 'Mã {khong}' });
  assert.equal(exampleOf(written(broken), 'PA_TIEP_NHAN', 'vi', 'sms'), null);
});

test('what is missing or cannot be filled in is named by message, part and language', () => {
  assert.deepEqual(faultsOf(file), []);
  const empty = withText(file, 'PA_TIEP_NHAN', { part: 'subject', language: 'en', text: ' ' });
  const broken = withText(empty, 'PA_TIEP_NHAN', { part: 'sms', language: 'vi', text: 'Mã {khong}' });
  assert.deepEqual(
    faultsOf(broken).map(({ part, language, placeholder }) => ({ part, language, placeholder })),
    [
      { part: 'sms', language: 'vi', placeholder: 'khong' },
      { part: 'subject', language: 'en', placeholder: null },
    ],
  );
});
