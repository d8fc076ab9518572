import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { type Catalogue, placeholdersOf } from '../text.ts';
import { designerParts } from './designer.ts';
import { operationsParts } from './operations.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
);

const catalogues: Catalogue<string>[] = [];
for (const file of files) {
  const module: Record<string, unknown> = await import(new URL(file, folder).href);
  for (const [name, value] of Object.entries(module)) {
    if (!isCatalogue(value)) continue;
    catalogues.push(value);
    test(`${name}: Vietnamese and English have the same keys, none empty, with the same placeholders`, () => {
      assert.deepEqual(Object.keys(value.en).sort(), Object.keys(value.vi).sort());
      for (const [key, text] of Object.entries(value.vi)) {
        const english: string = value.en[key] ?? '';
        assert.notEqual(text.trim(), '', `${key} is empty in Vietnamese`);
        assert.notEqual(english.trim(), '', `${key} is empty in English`);
        assert.deepEqual(placeholdersOf(english), placeholdersOf(text), key);
      }
    });
  }
}

for (const [room, parts] of Object.entries({ designer: designerParts, operations: operationsParts })) {
  test(`no key of the room "${room}" stands in two of its files`, () => {
    const keys = parts.flatMap(({ vi }) => Object.keys(vi));
    assert.deepEqual(
      keys.filter((key, index) => keys.indexOf(key) < index),
      [],
    );
  });
}

test('people are addressed as "ông/bà", whoever they are', () => {
  const texts = catalogues.flatMap(({ vi }) => Object.values(vi));
  assert.deepEqual(
    texts.filter((text) => /(?<!\p{L})bạn(?!\p{L})/iu.test(text)),
    [],
  );
});

function isCatalogue(value: unknown): value is Catalogue<string> {
  return typeof value === 'object' && value !== null && 'vi' in value && 'en' in value;
}
