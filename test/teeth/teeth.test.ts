// The oracle has teeth: a copy of the core is broken in one place after the other, and the simulator must find each within
// 2,000 processes. Run by `npm run torture`; WARDFLOW_TEETH=TEXT plays only those whose name has the text.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Mutation, mutations } from './mutations.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const copy = mkdtempSync(join(tmpdir(), 'wardflow-teeth-'));
const wanted = process.env['WARDFLOW_TEETH'] ?? '';
const limits = { seed: 1, runs: 2_000, steps: 20, size: 12 };
/** A broken core may run for ever. */
const timeoutMs = 180_000;

before(() => {
  for (const part of ['engine', 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});

after(() => rmSync(copy, { recursive: true }));

test('the core as it is passes', () => assert.equal(firstFailure(), null));

for (const mutation of mutations.filter(({ name }) => name.includes(wanted))) {
  test(`it is noticed that ${mutation.name}`, (context) => {
    const failure = broken(mutation, firstFailure);
    assert.notEqual(failure, null);
    context.diagnostic(failure ?? '');
  });
}

function broken<T>({ file, find, replace }: Mutation, play: () => T): T {
  const path = join(copy, 'engine/core', file);
  const text = readFileSync(path, 'utf8');
  assert.equal(text.split(find).length, 2, `${file} must have this once: ${find}`);
  writeFileSync(
    path,
    text.replace(find, () => replace),
  );
  try {
    return play();
  } finally {
    writeFileSync(path, text);
  }
}

/** @returns the first failure among the processes, or null */
function firstFailure(): string | null {
  const program = `
    import { firstFailure } from '${join(copy, 'engine/scenarios/simulation/simulate.ts')}';
    const { processes, found } = await firstFailure(${JSON.stringify(limits)});
    if (found !== null) console.log('process ' + processes + ', ' + found.failure.kind + ': ' + found.failure.message.split('\\n')[0]);
  `;
  const args = ['--max-old-space-size=1000', '--input-type=module', '--eval', program];
  const { status, stdout, error } = spawnSync(process.execPath, args, {
    cwd: copy,
    encoding: 'utf8',
    timeout: timeoutMs,
  });
  if (error !== undefined || status !== 0) return 'it does not end';
  return stdout === '' ? null : stdout.trim();
}
