import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { demoAccounts } from './demo-pack.ts';

test('every account that the start prints is one of the demo city', () => {
  const text = readFileSync(new URL('../workflows/demo-city/accounts.json', import.meta.url), 'utf8');
  const { accounts } = JSON.parse(text) as { readonly accounts: readonly { readonly username: string }[] };
  const known = new Set(accounts.map(({ username }) => username));
  const printed = demoAccounts.flatMap((group) => group.accounts.map(([username]) => username));
  assert.deepEqual(
    printed.filter((username) => !known.has(username)),
    [],
  );
});
