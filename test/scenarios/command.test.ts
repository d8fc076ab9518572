/** `wardflow test PATH…` as people and build servers call it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const root = new URL('../../', import.meta.url).pathname;
const examples = join(root, 'engine/scenarios/examples');
const folder = mkdtempSync(join(tmpdir(), 'wardflow-scenarios-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function wardflow(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['portal/wardflow.mjs', 'test', ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function scenario(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

test('scenarios that pass end with 0 and say what none of them has reached', () => {
  const { status, stdout } = wardflow(
    join(examples, 'boundaries.scenario.yaml'),
    join(examples, 'rests.scenario.yaml'),
  );
  assert.equal(status, 0);
  assert.match(stdout, /boundaries\.bpmn \(boundaries\): 13 of 13 elements, 10 of 10 flows\n/);
  assert.match(stdout, /gateways\.bpmn \(gateways\): \d+ of 22 elements, .*\n {2}never reached: /);
  assert.match(stdout, /\n8 passed, 0 failed\n$/);
});

test('one that fails ends with 1, says where, and stands in the report for machines', () => {
  const model = join(examples, 'boundaries.bpmn');
  const path = scenario(
    'wrong.scenario.yaml',
    `title: a <wrong> one\nmodel: ${model}\nsteps:\n  - start:\n  - expect: { waiting: [] }\n`,
  );
  const report = join(folder, 'report.xml');
  const { status, stdout } = wardflow(path, '--junit', report);
  assert.equal(status, 1);
  assert.match(stdout, /wrong\.scenario\.yaml:5 expect: waiting: expected \[\], found \["work"\]/);
  assert.match(
    readFileSync(report, 'utf8'),
    /<testsuites tests="1" failures="1">[\s\S]*name="a &lt;wrong&gt; one"[\s\S]*<failure message=".*:5 expect/,
  );
});

test('a file that cannot be read fails at each of its lines', () => {
  const path = scenario('slips.scenario.yaml', 'title: t\nmodel: m.bpmn\nstep: []\nsteps:\n  - begin:\n');
  const { status, stdout } = wardflow(path);
  assert.equal(status, 1);
  assert.match(stdout, /:3 file: unknown key "step"/);
  assert.match(stdout, /:5 file: a step has exactly one of: start, .*; not "begin"/);
});

test('nothing to play, or an argument that is wrong, ends with 2', () => {
  const empty = mkdtempSync(join(folder, 'empty-'));
  assert.equal(wardflow(empty).status, 2);
  assert.equal(wardflow(join(folder, 'nowhere')).status, 2);
  assert.equal(wardflow('--nonsense').status, 2);
});

test('scripts in JavaScript run only where the command allows them', () => {
  const path = join(examples, 'scripts.scenario.yaml');
  const refused = wardflow(path);
  assert.deepEqual([refused.status, /#sort: JavaScript is not allowed/.test(refused.stdout)], [1, true]);
  assert.equal(wardflow(path, '--javascript').status, 0);
});
