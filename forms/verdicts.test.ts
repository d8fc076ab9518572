import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { samples, submissionsEach, submissionsFor, withoutSample } from '#test/support/verdicts/samples.ts';
import { serverCounts } from '#test/support/verdicts/table.ts';
import { serverVerdict } from '#test/support/verdicts/verdict.ts';
import { errorSummary } from './plain/errors.ts';
import { plainFields } from './plain/form.ts';

const doc = readFileSync(new URL('../docs/form-verdicts.md', import.meta.url), 'utf8');
/** Nothing can be wrong with these; what is around them is judged. */
const withoutRules = ['content', 'button'];

test('S03 every component of the registry is judged by the same 200 submissions in all places', () => {
  assert.deepEqual(withoutSample(), [], 'give it a maker in test/support/verdicts');
  for (const sample of samples()) assert.equal(submissionsFor(sample).length, submissionsEach, sample.type);
});

test('the table of verdicts holds each component with what the server says today', () => {
  const rows = [...doc.matchAll(/^\| (\w+) \| (\d+) \| (\d+) \|/gm)].map(([, type, accepted, refused]) => ({
    ...{ type, accepted: Number(accepted), refused: Number(refused) },
  }));
  const now = samples().map((sample) => ({ type: sample.type, ...serverCounts(sample) }));
  assert.deepEqual(rows, now, 'WARDFLOW_WRITE_VERDICTS=1 npm run torture -- forms');
  for (const { type, accepted, refused } of now)
    assert.ok(accepted >= 30 && refused >= (withoutRules.includes(type) ? 10 : 30), `${type}: ${accepted}, ${refused}`);
});

test('S03 whatever is sent, only fields of the form are stored, as clean texts, and no prototype changes', () => {
  for (const sample of samples()) {
    const keys = new Set([...sample.asked.map(({ key }) => key), 'then']);
    for (const sent of submissionsFor(sample).filter((_, index) => index % 3 === 2)) {
      const { stored } = serverVerdict(sample.form, sent);
      assert.deepEqual(serverVerdict(sample.form, JSON.parse(JSON.stringify(sent))).stored, stored);
      for (const [key, value] of Object.entries(stored)) {
        assert.ok(keys.has(key), `${sample.type}: ${key}`);
        for (const text of textsIn(value))
          assert.ok(text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text), `${sample.type}: ${JSON.stringify(text)}`);
      }
    }
  }
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});

test('plain HTML shows each error at its field and in the list above, and at no other field', () => {
  for (const { type, form, asked } of samples()) {
    const refused = submissionsFor({ type, form, asked }).filter((one) => serverVerdict(form, one).faults.length > 0);
    for (const values of refused.slice(0, 20)) {
      const faults = serverVerdict(form, values).faults.map((fault) => {
        const [path = '', rule = ''] = fault.split(' ');
        return { path, rule };
      });
      const plain = { form, language: 'vi', text: (key: string) => key, values, faults, fileMegabytesMax: 10 };
      const drawn = renderToString(plainFields(plain) as never);
      const marked = [...drawn.matchAll(/id="f-([\w-]+)-fault"/g)].map(([, id]) => id);
      const paths = [...new Set(faults.map(({ path }) => path.replace(/[[\].]+/g, '-')))];
      // A hidden one has no place; it stands in the list above.
      const seen = paths.filter((path) => !path.startsWith('hidden'));
      assert.deepEqual(marked.toSorted(), seen.toSorted(), type);
      const above = renderToString(errorSummary(plain) as never);
      assert.equal(above.match(/<li>/g)?.length, paths.length, type);
    }
  }
});

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.entries(value).flat().flatMap(textsIn) : [];
}
