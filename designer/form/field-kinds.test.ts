import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkForm } from '#forms/check.ts';
import { layoutComponents, valueComponents } from '#forms/components.ts';
import { translator } from '#portal/kit/text.ts';
import { designerTexts } from '#portal/kit/texts/designer.ts';
import { layoutKinds, newField, questionKinds, questionsFor } from './field-kinds.ts';

const t = translator(designerTexts, 'vi');

test('the builder offers exactly the components of the registry; a page has its own button', () => {
  const offered = [...questionKinds, ...layoutKinds];
  assert.deepEqual(new Set([...offered, 'button']), new Set([...valueComponents, ...layoutComponents]));
  assert.equal(new Set(offered).size, offered.length);
  for (const kind of offered) assert.ok(t(`field_${kind}`).length > 1, kind);
});

test('a field of each kind can be published as it comes out of the builder', () => {
  for (const kind of [...questionKinds, ...layoutKinds]) {
    const field = newField(kind, t);
    const problems = checkForm({ components: [field] }, 'f').filter(({ severity }) => severity === 'error');
    // Rows and parts are still empty: what is to be put into them is asked for, nothing else.
    const wrong = problems.filter(({ code }) => !/EMPTY|CHOICES|NO_FIELDS|GRID|FORMULA|VALUE/.test(code));
    assert.deepEqual(wrong, [], kind);
  }
});

test('no kind of field asks for code or for a place outside', () => {
  const asked = [...questionKinds, ...layoutKinds].map((kind) => JSON.stringify(questionsFor(kind, [], t))).join();
  assert.doesNotMatch(asked, /"key":"[^"]*(custom|logic|\.url|onChange|validate\.json)"/);
});
