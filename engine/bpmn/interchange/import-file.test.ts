import assert from 'node:assert/strict';
import { test } from 'node:test';
import { importBpmn } from './import-file.ts';
import { uris } from './importing.ts';
import { bare, feel, imported, juel, literal, partOf } from './test-import.ts';
import { bpmnUri, crowded, seven, zeebe } from './test-models.ts';

for (const [prefix, uri] of [
  ['camunda', uris.seven[0]],
  ['flowable', uris.seven[1]],
  ['activiti', uris.seven[2]],
  ['any', uris.seven[0]],
] as const) {
  test(`a user task of ${uri} as "${prefix}" keeps who does it, with which form, by when`, async () => {
    const { a, said } = await imported(
      seven(
        `<bpmn:userTask id="a" ${prefix}:assignee="${juel('boss')}" ${prefix}:candidateGroups="clerks"
          ${prefix}:formKey="embedded:deployment:forms/visit.html" ${prefix}:priority="70" ${prefix}:dueDate="P3D" />`,
        prefix,
        uri,
      ),
    );
    assert.deepEqual(partOf(a, ['assignee', 'role', 'form', 'priority']), {
      assignee: feel('boss'),
      role: literal('clerks'),
      form: 'visit',
      priority: literal('70'),
    });
    assert.deepEqual(a?.type === 'userTask' && a.deadline?.duration, literal('P3D'));
    assert.deepEqual(said, [`${prefix}:candidateGroups`, `${prefix}:formKey`]);
  });
}

test('a user task of Zeebe keeps the same from its extension elements', async () => {
  const { a, said } = await imported(
    zeebe(`<bpmn:userTask id="a"><bpmn:extensionElements><zeebe:userTask />
      <zeebe:assignmentDefinition assignee="=boss" candidateGroups="clerks" candidateUsers="ann, bob" />
      <zeebe:formDefinition formId="visit" /><zeebe:priorityDefinition priority="70" />
      <zeebe:taskSchedule dueDate="=now() + duration(&quot;P3D&quot;)" followUpDate="=x" />
      </bpmn:extensionElements></bpmn:userTask>`),
  );
  assert.deepEqual(partOf(a, ['assignee', 'role', 'form', 'priority']), {
    assignee: feel('boss'),
    role: literal('clerks'),
    form: 'visit',
    priority: literal('70'),
  });
  assert.deepEqual(a?.type === 'userTask' && a.deadline?.from, feel('now() + duration("P3D")'));
  assert.ok(said.includes('candidateUsers'));
  assert.ok(said.includes('zeebe:taskSchedule followUpDate'), said.join());
});

test('resource roles of the standard say who does it', async () => {
  const role = (kind: string, text: string) =>
    `<bpmn:${kind}><bpmn:resourceAssignmentExpression><bpmn:formalExpression>${text}</bpmn:formalExpression></bpmn:resourceAssignmentExpression></bpmn:${kind}>`;
  const { a } = await imported(
    seven(
      `<bpmn:userTask id="a">${role('humanPerformer', 'ann')}${role('potentialOwner', 'group(clerks)')}</bpmn:userTask>`,
    ),
  );
  assert.deepEqual(partOf(a, ['assignee', 'role']), { assignee: literal('ann'), role: literal('clerks') });
});

test('a condition in JUEL becomes FEEL, with the former text kept beside it', async () => {
  const { result, taken } = await imported(
    seven('<bpmn:exclusiveGateway id="a" default="f2" />').replace(
      '<bpmn:endEvent',
      `<bpmn:sequenceFlow id="f3" sourceRef="a" targetRef="e"><bpmn:conditionExpression><![CDATA[${juel('amount > 100 && approved')}]]></bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:endEvent`,
    ),
  );
  assert.match(result, /wardflow:imported="\$\{amount &gt; 100 &amp;&amp; approved\}">=amount &gt; 100 and approved</);
  assert.equal(taken[0]?.element, 'f3');
});

test('what cannot be translated stays as it is and is named with its element', async () => {
  const { result, warnings } = await imported(
    seven('<bpmn:exclusiveGateway id="a" default="f2" />').replace(
      '<bpmn:endEvent',
      `<bpmn:sequenceFlow id="f3" sourceRef="a" targetRef="e"><bpmn:conditionExpression>${juel('bean.isFine(x)')}</bpmn:conditionExpression></bpmn:sequenceFlow><bpmn:endEvent`,
    ),
  );
  assert.match(result, /<bpmn:conditionExpression>\$\{bean\.isFine\(x\)\}</);
  const [first] = warnings.filter(({ element }) => element === 'f3');
  assert.match(first?.message.vi ?? '', /không chuyển được sang FEEL/);
});

test('everything foreign that is not mapped is listed, with what it did and what to do', async () => {
  const { warnings } = await imported(
    seven(`<bpmn:userTask id="a" camunda:assignee="ann" camunda:followUpDate="P1D" camunda:somethingNew="1">
      <bpmn:extensionElements><camunda:taskListener event="create" class="X" /><camunda:formData><camunda:formField id="f" /></camunda:formData>
      <tool:odd xmlns:tool="urn:tool" /></bpmn:extensionElements></bpmn:userTask>`),
  );
  const ofTask = warnings.filter(({ element }) => element === 'a');
  assert.deepEqual(
    ofTask.map(({ name, kind }) => [bare(name), kind]),
    [
      ['camunda:followUpDate', 'check'],
      ['camunda:somethingNew', 'harmless'],
      ['<camunda:taskListener event', 'check'],
      ['<camunda:formData>', 'check'],
      ['<tool:odd>', 'harmless'],
    ],
  );
  for (const { message } of ofTask) assert.ok(message.vi !== message.en && message.vi.length > 20);
});

test('a model of the standard is given back byte for byte', async () => {
  assert.equal((await importBpmn(crowded)).xml, crowded);
});

test('a process that nobody has marked, or marked as a picture, is named', async () => {
  const without = await importBpmn(seven('<bpmn:task id="a" />').replace(' isExecutable="true"', ''));
  assert.match(without.warnings[0]?.message.en ?? '', /does not say whether/);
  const picture = await importBpmn(
    seven('<bpmn:task id="a" />').replace('isExecutable="true"', 'isExecutable="false"'),
  );
  assert.match(picture.warnings[0]?.message.en ?? '', /marked as not executable/);
});

test('hostile and broken files are refused with the place, in both languages', async () => {
  const good = seven('<bpmn:task id="a" />');
  const cases: readonly (readonly [string, string])[] = [
    ['', 'XML_BROKEN_AT'],
    ['hello', 'XML_BROKEN_AT'],
    [good.slice(0, 400), 'XML_BROKEN_AT'],
    ['<html xmlns="http://www.w3.org/1999/xhtml"/>', 'FILE_NOT_A_MODEL'],
    [`<process xmlns="${bpmnUri}"/>`, 'FILE_NOT_A_MODEL'],
    [
      good.replace('<bpmn:definitions', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><bpmn:definitions'),
      'FILE_HAS_DOCTYPE',
    ],
    [good.replace('id="s"', 'id="s&#0;"'), 'FILE_HAS_CONTROL_CHARACTERS'],
    [`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'FILE_TOO_DEEP'],
    [`<a>${'<b/>'.repeat(6000)}</a>`, 'FILE_HAS_TOO_MANY_ELEMENTS'],
    [' '.repeat(3_000_000), 'FILE_TOO_LARGE'],
  ];
  for (const [xml, code] of cases) {
    const { xml: result, problems } = await importBpmn(xml);
    assert.equal(result, null);
    assert.deepEqual(
      problems.map((found) => found.code),
      [code],
    );
    assert.notEqual(problems[0]?.message.vi, problems[0]?.message.en);
  }
});

test('a decision file is taken as it is, and what is foreign in it is listed', async () => {
  const dmn = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="${uris.seven[0]}" id="d" name="d" namespace="n">
    <decision id="fee" name="Fee" camunda:historyTimeToLive="30"><literalExpression><text>1 + 1</text></literalExpression></decision></definitions>`;
  const { xml, warnings, problems } = await importBpmn(dmn, 'fee.dmn');
  assert.equal(xml, dmn);
  assert.deepEqual(problems, []);
  assert.equal(warnings[0]?.name, 'camunda:historyTimeToLive="30"');
});
