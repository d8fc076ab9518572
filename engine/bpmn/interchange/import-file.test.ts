import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowNode } from '#engine/core/model/program.ts';
import { loadProgram } from '../load-program.ts';
import { compareXml } from './compare-xml.ts';
import { importBpmn } from './import-file.ts';
import { uris } from './importing.ts';
import { bpmnUri, crowded, seven, zeebe } from './test-models.ts';

/** Imports, proves that nothing was lost and that a second import changes nothing, and reads the result. */
async function imported(xml: string) {
  const { xml: result, taken, warnings, problems } = await importBpmn(xml, 'p.bpmn');
  assert.ok(result !== null, JSON.stringify(problems));
  assert.deepEqual(compareXml(xml, result, uris.own).differences.filter(isNoDrawing), []);
  assert.equal((await importBpmn(result, 'p.bpmn')).xml, result, 'a second import changes nothing');
  const { processes } = await loadProgram([{ path: 'p.bpmn', content: result }], { host: 'core' });
  const nodes = processes['p']?.nodes ?? {};
  return {
    result,
    taken,
    warnings,
    problems,
    nodes,
    a: nodes['a'],
    said: warnings.map(({ name }) => bare(name)).filter((name) => name !== 'bpmn:definitions'),
  };
}

const isNoDrawing = ({ name }: { readonly name: string }): boolean => !name.startsWith('BPMNDiagram');

function partOf(node: FlowNode | undefined, names: readonly string[]): Readonly<Record<string, unknown>> {
  assert.ok(node);
  return Object.fromEntries(names.map((name) => [name, node[name as keyof FlowNode]]));
}

/** A name without its value. */
const bare = (name: string): string => name.split('="')[0] ?? '';

const feel = (source: string) => ({ kind: 'feel', source });
const literal = (value: string) => ({ kind: 'literal', value });
const juel = (inside: string) => `\${${inside}}`;

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

test('external work keeps its type, retries, data in and out', async () => {
  const { a, said } = await imported(
    seven(`<bpmn:serviceTask id="a" camunda:type="external" camunda:topic="pay" camunda:asyncBefore="true">
      <bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle>
      <camunda:inputOutput><camunda:inputParameter name="sum">${juel('price * 2')}</camunda:inputParameter>
        <camunda:inputParameter name="note">as it stands</camunda:inputParameter>
        <camunda:inputParameter name="list"><camunda:list><camunda:value>${juel('x')}</camunda:value><camunda:value>y</camunda:value></camunda:list></camunda:inputParameter>
        <camunda:inputParameter name="map"><camunda:map><camunda:entry key="k">v</camunda:entry></camunda:map></camunda:inputParameter>
        <camunda:inputParameter name="code"><camunda:script scriptFormat="groovy">1 + 1</camunda:script></camunda:inputParameter>
        <camunda:outputParameter name="receipt">${juel('answer.id')}</camunda:outputParameter>
      </camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>`),
  );
  assert.deepEqual(partOf(a, ['jobType', 'retries', 'inputs', 'outputs']), {
    jobType: literal('pay'),
    retries: literal('5'),
    inputs: [
      { name: 'sum', value: feel('price * 2') },
      { name: 'note', value: literal('as it stands') },
      { name: 'list', value: feel('[x, "y"]') },
      { name: 'map', value: feel('{"k": "v"}') },
    ],
    outputs: [{ name: 'receipt', value: feel('answer.id') }],
  });
  assert.deepEqual(said, ['<camunda:failedJobRetryTimeCycle>', '<camunda:inputParameter name', 'camunda:asyncBefore']);
});

test('a job of Zeebe keeps its type, retries, headers, and nested data', async () => {
  const { a } = await imported(
    zeebe(`<bpmn:serviceTask id="a"><bpmn:extensionElements><zeebe:taskDefinition type="pay" retries="5" />
      <zeebe:taskHeaders><zeebe:header key="url" value="= not evaluated" /></zeebe:taskHeaders>
      <zeebe:ioMapping><zeebe:input source="=price" target="to.sum" /><zeebe:input source="fixed" target="to.kind" />
      <zeebe:output source="=id" target="receipt" /></zeebe:ioMapping></bpmn:extensionElements></bpmn:serviceTask>`),
  );
  assert.deepEqual(partOf(a, ['jobType', 'retries', 'inputs', 'outputs']), {
    jobType: literal('pay'),
    retries: literal('5'),
    inputs: [
      { name: 'url', value: feel('"= not evaluated"') },
      { name: 'to', value: feel('{"sum": price, "kind": "fixed"}') },
    ],
    outputs: [{ name: 'receipt', value: feel('id') }],
  });
});

test('code of the other engine becomes a job type, and is to be looked at', async () => {
  for (const [attribute, job] of [
    [`class="org.example.SendMail"`, 'SendMail'],
    [`delegateExpression="${juel('mailer')}"`, 'mailer'],
    [`expression="${juel('bean.send(x, y)')}"`, 'bean'],
  ] as const) {
    const { a, warnings } = await imported(seven(`<bpmn:serviceTask id="a" camunda:${attribute} />`));
    assert.deepEqual(partOf(a, ['jobType']), { jobType: literal(job) });
    assert.deepEqual(
      warnings.filter(({ element }) => element === 'a').map(({ kind }) => kind),
      ['check'],
    );
  }
  const { warnings } = await imported(seven('<bpmn:serviceTask id="a" />'));
  assert.match(warnings[0]?.message.vi ?? '', /Không rõ ai làm việc này/);
});

test('a call hands over what is named and nothing else, as it did there', async () => {
  const call = (inside: string) =>
    seven(`<bpmn:callActivity id="a" calledElement="${juel('which')}" camunda:calledElementBinding="version" camunda:calledElementVersion="3">
      <bpmn:extensionElements>${inside}</bpmn:extensionElements></bpmn:callActivity>`);
  const { a, said } = await imported(
    call(`<camunda:in source="x" target="y" /><camunda:in sourceExpression="${juel('x + 1')}" target="z" />
      <camunda:in businessKey="${juel('key')}" /><camunda:out source="r" target="result" />`),
  );
  assert.deepEqual(partOf(a, ['called', 'version', 'inputs', 'outputs', 'allIn', 'allOut']), {
    called: feel('which'),
    version: literal('3'),
    inputs: [
      { name: 'y', value: feel('x') },
      { name: 'z', value: feel('x + 1') },
    ],
    outputs: [{ name: 'result', value: feel('r') }],
    allIn: false,
    allOut: false,
  });
  assert.equal(said.length, 1);
  const all = await imported(call('<camunda:in variables="all" />'));
  assert.deepEqual(partOf(all.a, ['allIn', 'allOut']), { allIn: true, allOut: false });
});

test('a call of Zeebe hands everything over unless it says otherwise', async () => {
  const call = (attributes: string, inside = '') =>
    zeebe(`<bpmn:callActivity id="a"><bpmn:extensionElements><zeebe:calledElement processId="child" ${attributes} />${inside}
      </bpmn:extensionElements></bpmn:callActivity>`);
  const plain = await imported(call(''));
  assert.deepEqual(partOf(plain.a, ['called', 'allIn', 'allOut']), {
    called: literal('child'),
    allIn: true,
    allOut: true,
  });
  const bound = await imported(
    call(
      'propagateAllParentVariables="false" bindingType="deployment"',
      '<zeebe:ioMapping><zeebe:output source="=r" target="x" /></zeebe:ioMapping>',
    ),
  );
  assert.deepEqual(partOf(bound.a, ['version', 'allIn', 'allOut']), {
    version: 'deployment',
    allIn: false,
    allOut: false,
  });
  const tagged = await imported(call('bindingType="versionTag" versionTag="stable"'));
  assert.match(tagged.warnings[0]?.message.en ?? '', /labelled "stable"/);
});

test('decisions keep their table and their result', async () => {
  const rule = (more: string) => seven(`<bpmn:businessRuleTask id="a" camunda:decisionRef="fee" ${more} />`);
  const named = await imported(rule('camunda:resultVariable="r" camunda:mapDecisionResult="singleEntry"'));
  assert.deepEqual(partOf(named.a, ['decision', 'result']), { decision: 'fee', result: 'r' });
  assert.deepEqual(
    named.said.filter((name) => name.startsWith('camunda')),
    [],
  );
  const unnamed = await imported(rule(''));
  assert.deepEqual(partOf(unnamed.a, ['result']), { result: 'decisionResult' });
  assert.match(unnamed.warnings.map(({ message }) => message.en).join('\n'), /resultList/);
  const called = await imported(
    zeebe(`<bpmn:businessRuleTask id="a"><bpmn:extensionElements><zeebe:calledDecision decisionId="fee" resultVariable="r" />
      </bpmn:extensionElements></bpmn:businessRuleTask>`),
  );
  assert.deepEqual(partOf(called.a, ['decision', 'result']), { decision: 'fee', result: 'r' });
});

test('scripts in FEEL and JUEL run, those in other languages are to be looked at', async () => {
  const script = (format: string, body: string) =>
    seven(
      `<bpmn:scriptTask id="a" scriptFormat="${format}" camunda:resultVariable="r"><bpmn:script>${body}</bpmn:script></bpmn:scriptTask>`,
    );
  const translated = await imported(script('juel', juel('x + 1')));
  assert.deepEqual(partOf(translated.a, ['type', 'script', 'result']), {
    type: 'scriptTask',
    script: feel('x + 1'),
    result: 'r',
  });
  const groovy = await imported(script('groovy', 'x + 1'));
  assert.match(groovy.warnings.map(({ message }) => message.en).join('\n'), /written in groovy/);
  const own = await imported(
    zeebe(`<bpmn:scriptTask id="a"><bpmn:extensionElements><zeebe:script expression="=x + 1" resultVariable="r" />
      </bpmn:extensionElements></bpmn:scriptTask>`),
  );
  assert.deepEqual(partOf(own.a, ['script', 'result']), { script: feel('x + 1'), result: 'r' });
});

test('loops over collections keep the collection, the item and what comes out', async () => {
  const loop = (attributes: string, inside = '') =>
    `<bpmn:task id="a"><bpmn:multiInstanceLoopCharacteristics ${attributes}>${inside}</bpmn:multiInstanceLoopCharacteristics></bpmn:task>`;
  const old = await imported(
    seven(
      loop(
        'camunda:collection="people" camunda:elementVariable="person"',
        `<bpmn:completionCondition>${juel('nrOfCompletedInstances == 2')}</bpmn:completionCondition>`,
      ),
    ),
  );
  assert.deepEqual(
    old.a?.loop?.kind === 'multiInstance' && [
      old.a.loop.collection,
      old.a.loop.elementVariable,
      old.a.loop.completionCondition,
    ],
    [feel('people'), 'person', feel('numberOfCompletedInstances = 2')],
  );
  const next = await imported(
    zeebe(
      loop(
        '',
        `<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=people" inputElement="person"
          outputCollection="answers" outputElement="=answer" /></bpmn:extensionElements>`,
      ),
    ),
  );
  const { a } = next;
  assert.deepEqual(
    a?.loop?.kind === 'multiInstance' &&
      partOf({ ...a, ...a.loop } as never, ['collection', 'elementVariable', 'outputCollection', 'outputElement']),
    {
      collection: feel('people'),
      elementVariable: 'person',
      outputCollection: 'answers',
      outputElement: feel('answer'),
    },
  );
});

test('the correlation key of a message goes to whatever waits for it', async () => {
  const { a, said } = await imported(
    zeebe('<bpmn:receiveTask id="a" messageRef="m" />').replace(
      '<bpmn:process',
      '<bpmn:message id="m" name="paid"><bpmn:extensionElements><zeebe:subscription correlationKey="=orderId" /></bpmn:extensionElements></bpmn:message><bpmn:process',
    ),
  );
  assert.deepEqual(partOf(a, ['trigger']), {
    trigger: { kind: 'message', message: 'paid', correlation: feel('orderId') },
  });
  assert.deepEqual(said, []);
});

test('who catches an error is told its code', async () => {
  const { nodes, said } = await imported(
    seven(`<bpmn:serviceTask id="a" camunda:type="external" camunda:topic="x" />
      <bpmn:boundaryEvent id="b" attachedToRef="a"><bpmn:errorEventDefinition camunda:errorCodeVariable="code" camunda:errorMessageVariable="text" /></bpmn:boundaryEvent>
      <bpmn:sequenceFlow id="f3" sourceRef="b" targetRef="e" />`),
  );
  assert.deepEqual(partOf(nodes['b'], ['trigger']), { trigger: { kind: 'error', code: null, codeVariable: 'code' } });
  assert.deepEqual(said, ['camunda:errorMessageVariable']);
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
