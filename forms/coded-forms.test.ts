import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { canaryCode, codedForms } from '#test/support/coded-forms.ts';
import { serverVerdict } from '#test/support/verdicts/verdict.ts';
import { checkForm } from './check.ts';
import { plainFields } from './plain/form.ts';

const formio = new URL('../node_modules/@formio/js/lib/mjs/', import.meta.url);

/** Files of Form.io that evaluate or interpolate, and hold nothing of a definition's own. */
const elsewhere: Readonly<Record<string, string>> = {
  'Element.js': 'hands on what components ask for',
  'utils/Evaluator.js': 'the evaluator itself',
  'components/select/editForm/Select.edit.data.js': 'a question of its own builder, which ours takes the place of',
};

test('S03 more than 100 definitions with code in all places of Form.io are refused by field and property', () => {
  assert.ok(codedForms.length >= 100, String(codedForms.length));
  const passed = codedForms.filter(({ element, property, form }) => {
    const problems = checkForm(form, 'forms/x.form.json').filter(({ severity }) => severity === 'error');
    // A list is refused as a whole: `headers` for `headers.0.value`.
    return !problems.some(
      (one) => one.element === element && `${property}.`.startsWith(`${one.params?.['property']}.`),
    );
  });
  assert.deepEqual(
    passed.map(({ by, element, property, form }) => `${by}: ${element} ${property} in ${JSON.stringify(form)}`),
    [],
  );
});

test('S03 each file of Form.io that evaluates has a definition here', () => {
  const calls = /\b(evaluate|interpolate)\(|new Function/;
  const files = globSync('**/*.js', { cwd: formio }).filter((name) =>
    calls.test(readFileSync(new URL(name, formio), 'utf8')),
  );
  assert.ok(files.length > 20, 'the sources of Form.io are read');
  const known = new Set([...codedForms.map(({ by }) => by), ...Object.keys(elsewhere)]);
  assert.deepEqual(
    files.filter((name) => !known.has(name)),
    [],
  );
});

test('S03 the canary sings where it is run, and is silent when the server draws and judges such a form', () => {
  const sung = () => Reflect.get(globalThis, 'canary') as unknown;
  const { fetch } = globalThis;
  try {
    Object.assign(globalThis, { fetch: () => assert.fail('something was asked for') });
    for (const { form } of codedForms) {
      const drawable = {
        form,
        language: 'vi',
        text: (key: string) => key,
        values: {},
        faults: [],
        fileMegabytesMax: 1,
      };
      const drawn = renderToString(plainFields(drawable) as never);
      assert.doesNotMatch(drawn, /<(script|img|svg|iframe|style)\b|href="?\s*javascript:/i, drawn);
      serverVerdict(form, { name: 'x' });
    }
    assert.equal(sung(), undefined);
    Object.assign(globalThis, { fetch: undefined });
    // Here it is run, to see that it would be heard.
    new Function(canaryCode)();
    assert.equal(sung(), 1);
  } finally {
    Object.assign(globalThis, { fetch });
    Reflect.deleteProperty(globalThis, 'canary');
  }
});
