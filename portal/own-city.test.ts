/** An installation without the demo: a city of one's own, its first account, and nothing of the demo in it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readConfig } from './config.ts';
import { openInstallation } from './main/installation.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'wardflow-own-'));
after(() => rm(dataDir, { recursive: true, force: true }));
const city = join(import.meta.dirname, '..', 'workflows', 'demo-city');
const password = 'mot-mat-khau-dai';
const account = ['create-account', 'minh', '--name', 'Lê Minh', '--post', 'administrator:IOC'];

async function wardflow(args: readonly string[], input = '', demo = '0') {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'wardflow.mjs'), ...args], {
    env: { ...process.env, DATA_DIR: dataDir, WARDFLOW_DEMO: demo, PORT: '0' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  return { code, output };
}

test('before a city is loaded no account can be made, and the command says what to do', async () => {
  const { code, output } = await wardflow(account, `${password}\n`);
  assert.equal(code, 1);
  assert.match(output, /no city yet.*load-city/);
});

test('a city with a category that routing sends nowhere is refused as publishing would be, and nothing is left of it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wardflow-holes-'));
  after(() => rm(folder, { recursive: true, force: true }));
  await cp(city, folder, { recursive: true });
  const path = join(folder, 'categories.json');
  const file = JSON.parse(await readFile(path, 'utf8')) as {
    readonly categories: readonly { readonly code: string }[];
  };
  const added = { ...file.categories[0], code: 'MOI-LA' };
  await writeFile(path, JSON.stringify({ ...file, categories: [...file.categories, added] }));
  const { code, output } = await wardflow(['load-city', folder]);
  assert.equal(code, 1);
  assert.match(output, /ROUTING_HOLE routing\.dmn#.*Nobody gets/);
});

test('a city is loaded once', async () => {
  const first = await wardflow(['load-city', city]);
  assert.equal(first.code, 0, first.output);
  const second = await wardflow(['load-city', city]);
  assert.equal(second.code, 1);
  assert.match(second.output, /holds a city already/);
});

test('an account with a short password, an unknown role or an unknown unit is not made', async () => {
  assert.match((await wardflow(account, 'short\n')).output, /15 characters or more/);
  const wrong = await wardflow(['create-account', 'Minh', '--name', 'Lê Minh', '--post', 'boss:NOWHERE'], password);
  assert.equal(wrong.code, 1);
  for (const words of [/small letters/, /no role boss/, /no unit NOWHERE/, /Roles: .*administrator/])
    assert.match(wrong.output, words);
});

test('the first administrator signs in, and no account of the demo does', async () => {
  const made = await wardflow(account, `${password}\n`);
  assert.equal(made.code, 0, made.output);
  assert.doesNotMatch(made.output, new RegExp(password));
  assert.match((await wardflow(account, `${password}\n`)).output, /minh is taken/);
  const { wardflow: own, close } = await openInstallation(
    readConfig({ DATA_DIR: dataDir, WARDFLOW_DEMO: '0', LOG_LEVEL: 'silent' }),
  );
  const { accounts, services, mailbox } = own.application;
  const session = await accounts.signIn({ username: 'minh', password }, '192.0.2.1');
  assert.ok(session?.actor);
  assert.deepEqual(
    (await services.list(session.actor)).map(({ key }) => key),
    ['administrative-dossier', 'citizen-feedback', 'personal-data-request'],
  );
  assert.equal(await accounts.signIn({ username: 'quantri', password: 'lam-hai-demo-2026' }, '192.0.2.1'), undefined);
  assert.equal(mailbox.enabled, false);
  await close();
});

test('the demo does not start on a city that is not the demo', async () => {
  const { code, output } = await wardflow(['start'], '', '1');
  assert.equal(code, 1);
  assert.match(output, /city of its own: start with WARDFLOW_DEMO=0/);
});
