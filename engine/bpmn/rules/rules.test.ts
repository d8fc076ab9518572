import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { readBpmn } from '../moddle.ts';
import { parseProcess } from '../parse-process.ts';
import { rules } from './all.ts';
import { checkRules } from './check.ts';
import { activityExamples } from './examples/activities.ts';
import { choreographyExamples } from './examples/choreographies.ts';
import { dataExamples } from './examples/data.ts';
import { eventExamples } from './examples/events.ts';
import { flowExamples } from './examples/flows.ts';
import { foundationExamples } from './examples/foundation.ts';
import { rulesPage } from './page.ts';

const model = (inside: string, attributes = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:x="urn:x" id="definitions" targetNamespace="urn:t" ${attributes}>${inside}</definitions>`;

const examples = [
  ...foundationExamples,
  ...flowExamples,
  ...activityExamples,
  ...dataExamples,
  ...eventExamples,
  ...choreographyExamples,
];

async function brokenIn(xml: string) {
  const { root, problems } = await readBpmn(xml, 'x.bpmn');
  assert.ok(root, JSON.stringify(problems));
  const unread = problems.filter(({ severity }) => severity === 'error');
  return [...unread, ...checkRules(root, xml, 'x.bpmn')].map(({ element, code }) => `${element} ${code}`);
}

for (const { code, at, keeps, breaks } of examples) {
  test(`${code}: a model that keeps it passes, the same model broken is refused at ${at}`, async () => {
    assert.deepEqual(await brokenIn(model(keeps)), []);
    const { problems } = await parseProcess(model(breaks), 'x.bpmn');
    const found = problems.map((problem) => `${problem.element} ${problem.code}`);
    assert.ok(found.includes(`${at} ${code}`), found.join(', '));
  });
}

test('the language of the definitions is a URI', async () => {
  assert.deepEqual(await brokenIn(model('', 'expressionLanguage="https://example.org/feel"')), []);
  assert.deepEqual(await brokenIn(model('', 'expressionLanguage="my language"')), ['definitions LANGUAGE_NOT_URI']);
});

test('every rule has an example, in both languages it says what to do, and where it stands in the standard', () => {
  const shown = new Set([...examples.map(({ code }) => code), 'LANGUAGE_NOT_URI']);
  for (const { code, section, vi, en } of rules) {
    assert.ok(shown.has(code), `${code} has no example`);
    assert.match(section, /^\d+(\.\d+)*/, code);
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted();
    assert.deepEqual(places(vi), places(en), code);
    assert.match(vi, /Hãy|Nên|phải/, code);
  }
  assert.equal(new Set(rules.map(({ code }) => code)).size, rules.length, 'a code stands for one rule');
});

test('the page on the rules is what the rules say', () => {
  assert.equal(readFileSync(new URL('../../../docs/bpmn-rules.md', import.meta.url), 'utf8'), rulesPage());
});

test('the rules over a model of 200 elements take a few milliseconds', async () => {
  const steps = Array.from({ length: 65 }, (_, index) => index);
  const inside = steps
    .map(
      (step) =>
        `<task id="t${step}"/><sequenceFlow id="f${step}" sourceRef="${step ? `t${step - 1}` : 's'}" targetRef="t${step}"/>`,
    )
    .join('');
  const xml = model(`<process id="p" isExecutable="true"><startEvent id="s"/>${inside}<endEvent id="e"/>
    <sequenceFlow id="last" sourceRef="t64" targetRef="e"/></process>`);
  const { root } = await readBpmn(xml, 'x.bpmn');
  assert.ok(root);
  const times = Array.from({ length: 15 }, () => {
    const before = performance.now();
    assert.deepEqual(checkRules(root, xml, 'x.bpmn'), []);
    return performance.now() - before;
  }).toSorted((a, b) => a - b);
  // The fastest: other tests share this machine.
  assert.ok((times[0] ?? 0) < 25, `${times[0]} ms`);
});
