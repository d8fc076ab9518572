import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { putText } from './put-text.ts';
import { isMissing, type TextFile, textsIn } from './service-texts.ts';
import { idOf, returnedOf, tableOf } from './table.ts';

const folder = new URL('../../workflows/personal-data-request/', import.meta.url);
const read = (path: string, kind: TextFile['kind']): TextFile => ({
  path,
  kind,
  content: readFileSync(new URL(path, folder), 'utf8'),
});
const files: readonly TextFile[] = [
  read('pack.json', 'settings'),
  read('messages.json', 'messages'),
  read('forms/request.form.json', 'form'),
  read('personal-data-request.bpmn', 'process'),
];
const all = (await Promise.all(files.map(textsIn))).flat();

test('a shipped service has every text in both languages, from all of its files', () => {
  assert.deepEqual(all.filter(isMissing), []);
  const kinds = Map.groupBy(all, ({ kind }) => kind);
  assert.deepEqual([...kinds.keys()], ['settings', 'messages', 'form', 'process']);
  assert.equal(new Set(all.map(idOf)).size, all.length, 'each is known by file and key');
});

test('a text is written into its own file, and read there again; all others stay', async () => {
  for (const file of files) {
    const texts = await textsIn(file);
    const text = texts.at(-1);
    assert.ok(text);
    const content = await putText(file.content, text, { vi: 'Chữ mới', en: 'New words' });
    const now = await textsIn({ ...file, content });
    assert.deepEqual(now.find(({ vi }) => vi === 'Chữ mới')?.en, 'New words', file.path);
    assert.equal(
      now.filter((one, index) => one.vi !== texts[index]?.vi || one.en !== texts[index]?.en).length,
      1,
      file.path,
    );
  }
});

test('an English text that is taken away is missing', async () => {
  for (const file of files) {
    const [text] = await textsIn(file);
    assert.ok(text);
    const content = await putText(file.content, text, { vi: text.vi, en: '' });
    assert.ok((await textsIn({ ...file, content })).some(isMissing), file.path);
  }
});

test('a translator’s table comes back: what was changed is found, what is empty takes nothing away', () => {
  const texts = all.slice(0, 4);
  const rows = tableOf(texts, ['a', 'b', 'c', 'd'], ({ what }) => what);
  assert.deepEqual(returnedOf(texts, rows), { changed: [], unknown: [] });
  const [head = [], one = [], two = [], ...rest] = rows;
  const back = [
    head,
    [one[0] ?? '', '', one[2] ?? '', 'Other'],
    [two[0] ?? '', '', '', ''],
    ...rest,
    ['gone#x', '', 'a', 'b'],
  ];
  const { changed, unknown } = returnedOf(texts, back);
  assert.deepEqual(
    changed.map(({ vi, en }) => [vi, en]),
    [[texts[0]?.vi, 'Other']],
  );
  assert.deepEqual(unknown, ['gone#x']);
});
