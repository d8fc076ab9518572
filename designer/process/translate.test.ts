import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { translated } from './translate.ts';

const require = createRequire(import.meta.url);
const root = join(dirname(require.resolve('bpmn-js/package.json')), '..');
/** Where the libraries keep the words that the editor shows. */
const sources = [
  'bpmn-js/lib/features/{palette,context-pad,popup-menu,search,align-elements,distribute-elements,drilldown}/*.js',
  'bpmn-js/lib/features/replace/ReplaceOptions.js',
  'diagram-js/lib/features/{popup-menu,search-pad}/*.js',
  'diagram-js-minimap/dist/index.esm.js',
  'bpmn-js-color-picker/colors/*.js',
  'bpmn-js-create-append-anything/dist/index.es.js',
];
/** What `what-runs.ts` and `process-page.tsx` never show. */
const cut =
  /[Pp]ool|[Pp]articipant|[Dd]ata |Ad-hoc|^Collection|^Create (group|task)|^Append task|[Tt]emplate|^Element$|^Toggle|instantiat|^Data$| $|^Remove|DataInput|Participant/;

test('every word of the libraries that the editor shows is said in Vietnamese', () => {
  const words = new Set(
    globSync(sources, { cwd: root }).flatMap((file) => wordsIn(readFileSync(join(root, file), 'utf8'))),
  );
  assert.ok(words.size > 80, `only ${words.size} found`);
  const missing = [...words].filter((text) => !cut.test(text) && translated(text, {}, 'vi') === text);
  assert.deepEqual(missing, []);
});

function wordsIn(source: string): readonly string[] {
  const found = source.matchAll(/(?:translate\(|\b(?:label|name): )'([A-Z][^'{}]+)'/g);
  return [...found].map(([, text]) => text ?? '');
}
