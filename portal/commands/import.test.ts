import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from './import.ts';

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
