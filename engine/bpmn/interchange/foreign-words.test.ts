import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawingUris, owners, wordsFor } from './foreign-words.ts';

test('what is known of a foreign name is said in both languages', () => {
  const names = ['asyncBefore', 'executionListener', 'connector', 'versionTag', 'historyTimeToLive', 'formData'];
  for (const uri of Object.keys(owners).slice(0, 2)) {
    for (const name of names) {
      const words = wordsFor(uri, name);
      assert.ok(words, name);
      assert.notEqual(words.did.vi, words.did.en);
      assert.notEqual(words.todo.vi, words.todo.en);
    }
  }
});

test('colours and notes of drawing tools have no effect; of names of others nothing is known', () => {
  for (const uri of drawingUris) assert.equal(wordsFor(uri, 'stroke')?.kind, 'harmless');
  assert.equal(wordsFor('http://activiti.com/modeler', 'editor-resource-id')?.kind, 'harmless');
  assert.equal(wordsFor('urn:tool', 'asyncBefore'), undefined);
  assert.equal(wordsFor('http://camunda.org/schema/1.0/bpmn', 'toString'), undefined);
});
