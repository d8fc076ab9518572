import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const folder = await mkdtemp(join(tmpdir(), 'wardflow-cli-'));
after(() => rm(folder, { recursive: true }));

/** Runs the entry as a Node that says it is `version`; the Node it starts in its place says the truth. */
async function wardflow(args: readonly string[], version?: string) {
  const pretend = join(folder, 'version.cjs');
  const versions = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  await writeFile(pretend, version === undefined ? '' : versions);
  const child = spawn(process.execPath, ['--require', pretend, join(import.meta.dirname, 'wardflow.mjs'), ...args]);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  const [code] = await once(child, 'close');
  return { code, output };
}

test('help names every command', async () => {
  const { code, output } = await wardflow(['--help']);
  assert.equal(code, 0);
  for (const name of ['start', 'migrate', 'build', 'openapi', 'load-city', 'create-account'])
    assert.match(output, new RegExp(`^ {2}${name} `, 'm'));
});

test('an unknown command is refused with the list of those there are', async () => {
  const { code, output } = await wardflow(['nonsense']);
  assert.equal(code, 2);
  assert.match(output, /no command "nonsense".*start/);
});

test('an option that a start does not know is refused', async () => {
  const { code, output } = await wardflow(['start', '--prot']);
  assert.equal(code, 2);
  assert.match(output, /Unknown option '--prot'/);
});

test('under an old Node the entry starts itself again with the one npm brought, and hands its exit code on', async () => {
  const { code, output } = await wardflow(['nonsense'], '20.19.0');
  assert.equal(code, 2);
  assert.match(output, /no command "nonsense"/);
});

test('wrong settings stop the start, and all of them are named', async () => {
  process.env['PORT'] = 'many';
  process.env['LOG_LEVEL'] = 'loud';
  const { code, output } = await wardflow(['start']);
  delete process.env['PORT'];
  delete process.env['LOG_LEVEL'];
  assert.equal(code, 1);
  assert.match(output, /PORT must[\s\S]*LOG_LEVEL must/);
  assert.doesNotMatch(output, /at .*\.ts/);
});
