import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import samples from '#workflows/demo-city/feedback-samples.json' with { type: 'json' };
import { cityFiles, parseCity } from '../city/parse-city.ts';
import { suggestCategories } from './category-suggestions.ts';
import { categoriesInOrder, groupPath, stopsMet } from './category-tree.ts';

const folder = new URL('../../../workflows/demo-city/', import.meta.url);
const texts = Object.fromEntries(cityFiles.map((file) => [file, readFileSync(new URL(file, folder), 'utf8')]));
interface File {
  groups: { code: string; parent?: string }[];
  categories: Record<string, unknown>[];
}
function faultsAfter(change: (file: File) => void): readonly string[] {
  const file = JSON.parse(texts['categories.json'] ?? '') as File;
  change(file);
  const { city, faults } = parseCity({ ...texts, 'categories.json': JSON.stringify(file) });
  assert.equal(city === undefined, faults.length > 0, 'a city with faults is never handed out');
  return faults.map(({ path, message }) => `${path}: ${message}`);
}
const city = demoCity();

describe('the tree of categories', () => {
  it('groups lie in groups, and the categories come in the order of the tree', () => {
    assert.deepEqual(
      groupPath(city.groups, 'TTDT').map(({ code }) => code),
      ['DT', 'TTDT'],
    );
    assert.equal(categoriesInOrder(city).length, city.categories.size);
    assert.equal(categoriesInOrder(city)[0]?.code, 'HT-GT');
  });

  it('a circle of groups is refused once, with the way round', () => {
    const faults = faultsAfter(({ groups }) => {
      for (const group of groups) if (group.code === 'DT') group.parent = 'HT';
    });
    assert.deepEqual(faults, ['DT.parent: goes round in a circle (DT › HT › DT): set one of them to the top']);
    const own = faultsAfter(({ groups }) => {
      for (const group of groups) if (group.code === 'MT') group.parent = 'MT';
    });
    assert.deepEqual(own, ['MT.parent: goes round in a circle (MT › MT): set one of them to the top']);
  });

  it('a parent or group that nobody knows is refused at its place', () => {
    const faults = faultsAfter((file) => {
      for (const group of file.groups) if (group.code === 'HT') group.parent = 'NOWHERE';
      Object.assign(file.categories[0] ?? {}, { group: 'GONE' });
    });
    assert.deepEqual(faults, ['HT.parent: there is no group NOWHERE', 'HT-GT.group: there is no group GONE']);
  });

  it('a stop without a number to call, or with half a question, is refused', () => {
    const text = { vi: 'a', en: 'a' };
    const faults = faultsAfter(({ categories }) => {
      Object.assign(categories[0] ?? {}, {
        stops: [
          { call: 'help', text },
          { call: '114', question: 'fire', text },
        ],
      });
    });
    assert.equal(faults.length, 2);
    assert.match(faults[0] ?? '', /^categories\[0\]\.stops\[0\]\.call: must be a number to call/);
    assert.match(faults[1] ?? '', /^categories\[0\]\.stops\[1\]\.answer: needs its question/);
  });

  it('a category that was closed is not offered, and stays known', () => {
    const closed = new Map([...city.categories].map(([code, one]) => [code, { ...one, active: code !== 'HT-GT' }]));
    assert.ok(!categoriesInOrder({ ...city, categories: closed }).some(({ code }) => code === 'HT-GT'));
  });

  it('an answer that means danger says whom to call, whether it was posted, ticked or chosen', () => {
    const stops = city.categories.get('PCCC')?.stops ?? [];
    const calls = (answer: unknown) => stopsMet(stops, () => answer).map(({ call }) => call);
    assert.deepEqual(
      [calls('no'), calls('yes'), calls(['no', 'yes']), calls({ yes: true })],
      [['114'], ['114', '115'], ['114', '115'], ['114', '115']],
    );
    assert.deepEqual([calls(undefined), calls(null)], [['114'], ['114']]);
  });
});

describe('categories proposed from a text', () => {
  const proposed = (text: string) => suggestCategories(city, text).map(({ code }) => code);

  it('the sample reports have theirs among the three, nearly always first', () => {
    const valid = samples.items.filter(({ expected_routing: { why } }) => !why.startsWith('reject'));
    const first = valid.filter(({ text, category }) => proposed(text)[0] === category);
    const missed = valid.filter(({ text, category }) => !proposed(text).includes(category));
    assert.deepEqual(
      missed.map(({ code }) => code),
      [],
    );
    assert.ok(first.length >= 32, `${first.length} of ${valid.length} come first`);
  });

  it('diacritics may be missing; where they are there, a word that only folds alike is another word', () => {
    assert.equal(proposed('den duong hong ca tuan')[0], 'HT-CS');
    assert.equal(proposed('cong nghet, nuoc tran vao nha')[0], 'HT-TN');
    assert.ok(!proposed('công viên đẹp quá').includes('HT-TN'), 'công is not cống');
  });

  it('a text that says nothing is given nothing', () => {
    assert.deepEqual([proposed(''), proposed('xin chào'), proposed('🙂 ???')], [[], [], []]);
  });

  it('a long text costs no more than its first part', () => {
    const start = performance.now();
    proposed('rác thải bốc mùi '.repeat(20_000));
    assert.ok(performance.now() - start < 2_000);
  });
});
