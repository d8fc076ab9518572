import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { demoCity } from '#test/data/demo-city.ts';
import { parseAccounts } from './accounts.ts';

const text = readFileSync(new URL('../../../workflows/demo-city/accounts.json', import.meta.url), 'utf8');

it('every unit that can be asked to handle a report has an officer and a head', () => {
  const city = demoCity();
  const { accounts, faults } = parseAccounts(text, city);
  assert.deepEqual(faults, []);
  const posts = new Set(accounts.flatMap((account) => account.posts.map((post) => `${post.role} ${post.unit}`)));
  const units = [...city.categories.values()].flatMap((category) =>
    category.competence === 'city'
      ? [category.cityUnit]
      : [...city.wards.keys()].map((ward) => `${ward}-${category.wardPart}`),
  );
  for (const unit of units) {
    assert.ok(posts.has(`officer ${unit}`), `no officer in ${unit}`);
    assert.ok(posts.has(`unit_head ${unit}`), `no head in ${unit}`);
  }
});

it('an account in an unknown unit is named', () => {
  const { faults } = parseAccounts(text.replace('"unit": "IOC"', '"unit": "MOON"'), demoCity());
  assert.deepEqual(faults, [
    { file: 'accounts.json', path: 'accounts[0].posts[0].unit', message: 'there is no unit MOON' },
  ]);
});

it('an account may have an e-mail address, and nothing else in its place', () => {
  const { accounts } = parseAccounts(text, demoCity());
  assert.equal(accounts.find(({ username }) => username === 'lamdong.ktht.canbo')?.email, 'giang.tran@lamhai.example');
  assert.equal(accounts.find(({ username }) => username === 'congkhai')?.email, '');
  const { faults } = parseAccounts(text.replace('giang.tran@lamhai.example', 'giang.tran'), demoCity());
  assert.deepEqual(
    faults.map(({ message }) => message),
    ['must be an e-mail address'],
  );
});
