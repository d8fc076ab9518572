/** A copy of a service stands beside the original: nothing of the city is claimed twice, and it runs as the original does. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parsePack } from '#engine/cases/service-pack.ts';
import { loadProgram } from '../load-program.ts';
import { copiedService, type ServiceFiles } from './copy-service.ts';

const as = { key: 'tieng-on', name: { vi: 'Tiếng ồn & “loa kéo”', en: 'Noise' } };
const { files: shipped, codes } = await shippedFiles('personal-data-request');

async function shippedFiles(key: string) {
  const cwd = new URL(`../../../workflows/${key}/`, import.meta.url);
  const paths = globSync('**/*.{json,bpmn,dmn,yaml,md}', { cwd });
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(new URL(path, cwd), 'utf8')]));
  return { files, codes: await codesOf(files) };
}

async function codesOf(files: ServiceFiles): Promise<readonly string[]> {
  const { problems } = await loadProgram(Object.entries(files).map(([path, content]) => ({ path, content })));
  return problems.map(({ code }) => code);
}

test('a pack under another key has its own process, its own name and no new fault', async () => {
  const copy = await copiedService(shipped, as);
  const { pack, faults } = parsePack(copy['pack.json']);
  assert.deepEqual(faults, []);
  assert.deepEqual([pack?.key, pack?.process, pack?.name], [as.key, as.key, as.name]);
  assert.deepEqual(await codesOf(copy), codes);
  const { processes } = await loadProgram([{ path: 'a.bpmn', content: copy['tieng-on.bpmn'] ?? '' }], { host: 'core' });
  assert.deepEqual(Object.keys(processes), [as.key]);
  assert.equal(Object.values(processes)[0]?.nodes['verify']?.name, 'Xác minh danh tính');
  assert.match(copy['tieng-on.bpmn'] ?? '', /name="Tiếng ồn &amp; “loa kéo”"/);
  assert.match(copy['tieng-on.bpmn'] ?? '', /<bpmndi:BPMNPlane[^>]+bpmnElement="tieng-on"/);
  assert.equal(copy['README.md'], undefined);
  assert.deepEqual(copy['messages.json'], shipped['messages.json']);
});

test('scenarios go with the copy to its own diagram', async () => {
  const copy = await copiedService(shipped, as);
  const scenarios = Object.entries(copy).filter(([path]) => path.endsWith('.scenario.yaml'));
  assert.equal(scenarios.length, 4);
  for (const [path, content] of scenarios) assert.match(content, /^model: \.\.\/tieng-on\.bpmn$/m, path);
});

test('a process that others call, and a message that begins one, are the copy’s own everywhere they are said', async () => {
  const bpmn = `<?xml version="1.0"?>
<b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1" id="d" targetNamespace="x">
  <b:message id="m" name="ordered" />
  <b:message id="n" name="paid" />
  <b:process id="main" name="Main" isExecutable="true">
    <b:startEvent id="s"><b:messageEventDefinition id="sd" messageRef="m" /></b:startEvent>
    <b:callActivity id="c" calledElement="sub" />
    <b:intermediateCatchEvent id="w"><b:messageEventDefinition id="wd" messageRef="n" /></b:intermediateCatchEvent>
    <b:endEvent id="e" />
    <b:sequenceFlow id="f1" sourceRef="s" targetRef="c" /><b:sequenceFlow id="f2" sourceRef="c" targetRef="w" /><b:sequenceFlow id="f3" sourceRef="w" targetRef="e" />
  </b:process>
  <b:process id="sub" isExecutable="true"><b:startEvent id="s2" /><b:endEvent id="e2" /><b:sequenceFlow id="f4" sourceRef="s2" targetRef="e2" /></b:process>
</b:definitions>`;
  const scenario =
    'title: x\nmodel: ../orders.bpmn\nprocess: main\nsteps:\n  - message: { name: ordered }\n  - message:\n      name: paid\n';
  const settings = JSON.stringify({ key: 'orders', name: as.name, process: 'main', later: 1 });
  const copy = await copiedService(
    { 'pack.json': settings, 'orders.bpmn': bpmn, 'scenarios/a.scenario.yaml': scenario },
    { key: 'two', name: { vi: 'Hai', en: 'Two' } },
  );
  const diagram = copy['two.bpmn'] ?? '';
  assert.match(diagram, /<b:process id="two" name="Hai"/);
  assert.match(diagram, /calledElement="two-sub"/);
  assert.match(diagram, /<b:process id="two-sub"/);
  assert.match(diagram, /<b:message id="m" name="ordered-two" \/>/);
  assert.match(diagram, /<b:message id="n" name="paid" \/>/);
  assert.match(copy['scenarios/a.scenario.yaml'] ?? '', /process: two\n[\s\S]*name: ordered-two \}[\s\S]*name: paid\n/);
  assert.equal(JSON.parse(copy['pack.json'] ?? '').later, 1);
});
