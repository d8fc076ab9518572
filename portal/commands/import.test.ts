import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from './import.ts';
import { run as play } from './test.ts';

const folder = await mkdtemp(join(tmpdir(), 'wardflow-import-'));
after(() => rm(folder, { recursive: true }));

const model = `<?xml version="1.0" encoding="ISO-8859-1"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:flowable="http://flowable.org/bpmn" id="d" targetNamespace="t"><process id="p" isExecutable="true"><startEvent id="s"/>
  <sequenceFlow id="f" sourceRef="s" targetRef="a"/><userTask id="a" name="caf\u00e9" flowable:assignee="ann" flowable:skipExpression="\${x}"/>
  <sequenceFlow id="g" sourceRef="a" targetRef="e"/><endEvent id="e"/></process></definitions>`;

test('a file is imported, written, and what became of it is listed by element', async (t) => {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  const [source, target] = [join(folder, 'in.bpmn'), join(folder, 'out.bpmn')];
  await writeFile(source, model, 'latin1');
  assert.equal(await run([source, '--out', target]), 0);
  const text = await readFile(target, 'utf8');
  assert.match(text, /encoding="UTF-8".*name="café".*wardflow:assignee="ann"/s);
  assert.match(lines.join('\n'), / {2}a\n {4}flowable:assignee="ann": /);
  assert.match(lines.join('\n'), /flowable:skipExpression="\$\{x\}": /);
});

test('a broken file is refused, and an argument that is missing is said', async (t) => {
  t.mock.method(console, 'log', () => undefined);
  t.mock.method(console, 'error', () => undefined);
  const broken = join(folder, 'broken.bpmn');
  await writeFile(broken, '<a>');
  assert.equal(await run([broken, '--out', join(folder, 'none.bpmn')]), 1);
  await assert.rejects(readFile(join(folder, 'none.bpmn')));
  assert.equal(await run([]), 2);
});

test('a table of states becomes a folder with a whole service, which plays its example', async (t) => {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  t.mock.method(console, 'error', (line: string) => lines.push(line));
  const table = new URL('../../test/data/digit/digit-cms-2026-workflow.json', import.meta.url).pathname;
  const out = join(folder, 'pgr');
  assert.equal(await run([table, '--out', out]), 0);
  assert.match(lines.join('\n'), /CANCELLED: No action leads to this state/);
  const written = (await readdir(out, { recursive: true })).toSorted();
  for (const path of ['pack.json', 'pgr.bpmn', 'messages.json', 'forms/report.form.json']) {
    assert.ok(written.includes(path), path);
  }
  assert.equal(await play([out]), 0);
  assert.equal(await run([table, '--out', out]), 2);
  assert.match(lines.join('\n'), /not an empty folder; nothing was written/);
});

test('a broken table is refused with its place, and no folder is made', async (t) => {
  const lines: string[] = [];
  t.mock.method(console, 'log', (line: string) => lines.push(line));
  const broken = join(folder, 'broken.json');
  await writeFile(broken, JSON.stringify([{ businessService: 'X', states: [{ state: 'A', isStartState: 'true' }] }]));
  assert.equal(await run([broken, '--out', join(folder, 'none')]), 1);
  assert.match(lines.join('\n'), /\[0\]\.states\[0\]\.actions\n {4}The start state has no action/);
  await assert.rejects(readdir(join(folder, 'none')));
});
