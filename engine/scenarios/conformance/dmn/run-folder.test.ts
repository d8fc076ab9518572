import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFolder } from './run-folder.ts';

const model = `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="http://m">
  <inputData id="n" name="n"><variable name="n" typeRef="number"/></inputData>
  <decision id="d1" name="half"><variable name="half"/><informationRequirement><requiredInput href="#n"/></informationRequirement>
    <literalExpression id="l1"><text>n / 2</text></literalExpression></decision>
  <decision id="d2" name="pair"><variable name="pair"/><literalExpression id="l2"><text>{a: [@"2026-01-05", null], b: @"PT1H"}</text></literalExpression></decision>
  <decision id="d3" name="java"><variable name="java"/><functionDefinition id="f" kind="Java"><context id="c"/></functionDefinition></decision>
</definitions>`;

const cases = (inside: string) =>
  `<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><modelName>m.dmn</modelName>${inside}</testCases>`;
const input = (value: string) => `<inputNode name="n"><value xsi:type="xsd:${value}</value></inputNode>`;
const result = (name: string, inside: string, attributes = '') =>
  `<resultNode name="${name}" ${attributes}><expected>${inside}</expected></resultNode>`;

async function play(inside: string) {
  const [outcome] = await runFolder({
    name: 'own',
    models: [{ path: 'm.dmn', content: model }],
    tests: [{ path: 'm-test-01.xml', content: cases(`<testCase id="1">${inside}</testCase>`) }],
  });
  return outcome?.result === 'passed' ? 'passed' : `${outcome?.result}: ${outcome?.why}`;
}

test('a result is compared with what is expected, numbers to eight digits', async () => {
  assert.equal(await play(input('decimal">3') + result('half', '<value xsi:type="xsd:decimal">1.5</value>')), 'passed');
  assert.equal(
    await play(input('decimal">1') + result('half', '<value xsi:type="xsd:double">0.500000001</value>')),
    'passed',
  );
  assert.equal(
    await play(input('decimal">3') + result('half', '<value xsi:type="xsd:decimal">1.6</value>')),
    'failed: half is 1.5, expected 1.6',
  );
});

test('contexts, lists, dates, durations and nulls are read', async () => {
  const list =
    '<list><item><value xsi:type="xsd:date">2026-01-05</value></item><item><value xsi:nil="true"/></item></list>';
  const expected = `<component name="a">${list}</component><component name="b"><value xsi:type="xsd:duration">PT60M</value></component>`;
  assert.equal(await play(result('pair', expected)), 'passed');
  assert.match(await play(result('pair', expected.replace('PT60M', 'PT2H'))), /^failed: pair is/);
});

test('an error passes where one is expected, and only there', async () => {
  const nil = '<value xsi:nil="true"/>';
  assert.equal(await play(input('string">x') + result('half', nil, 'errorResult="true"')), 'passed');
  assert.equal(
    await play(input('decimal">3') + result('half', nil, 'errorResult="true"')),
    'failed: half is 1.5, expected null',
  );
});

test('what cannot run is refused, and said apart', async () => {
  assert.match(
    await play(result('java', '<value xsi:type="xsd:decimal">1</value>')),
    /^refused: DECISION_LOGIC_NOT_SUPPORTED at f/,
  );
});

test('a case about something that is not there fails', async () => {
  assert.equal(await play(result('nobody', '<value xsi:nil="true"/>')), 'failed: there is no nobody');
});
