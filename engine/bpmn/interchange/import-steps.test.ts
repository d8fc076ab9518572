import assert from 'node:assert/strict';
import { test } from 'node:test';
import { feel, imported, juel, literal, partOf } from './test-import.ts';
import { seven, zeebe } from './test-models.ts';

test('external work keeps its type, retries, data in and out', async () => {
  const { a, said } = await imported(
    seven(`<bpmn:serviceTask id="a" camunda:type="external" camunda:topic="pay" camunda:asyncBefore="true" camunda:taskPriority="70">
      <bpmn:extensionElements><camunda:failedJobRetryTimeCycle>R5/PT10M</camunda:failedJobRetryTimeCycle>
      <camunda:inputOutput><camunda:inputParameter name="sum">${juel('price * 2')}</camunda:inputParameter>
        <camunda:inputParameter name="note">as it stands</camunda:inputParameter>
        <camunda:inputParameter name="list"><camunda:list><camunda:value>${juel('x')}</camunda:value><camunda:value>y</camunda:value></camunda:list></camunda:inputParameter>
        <camunda:inputParameter name="map"><camunda:map><camunda:entry key="k">v</camunda:entry></camunda:map></camunda:inputParameter>
        <camunda:inputParameter name="code"><camunda:script scriptFormat="groovy">1 + 1</camunda:script></camunda:inputParameter>
        <camunda:outputParameter name="receipt">${juel('answer.id')}</camunda:outputParameter>
      </camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>`),
  );
  assert.deepEqual(partOf(a, ['jobType', 'retries', 'async', 'jobPriority', 'inputs', 'outputs']), {
    jobType: literal('pay'),
    async: 'before',
    jobPriority: literal('70'),
    retries: literal('R5/PT10M'),
    inputs: [
      { name: 'sum', value: feel('price * 2') },
      { name: 'note', value: literal('as it stands') },
      { name: 'list', value: feel('[x, "y"]') },
      { name: 'map', value: feel('{"k": "v"}') },
    ],
    outputs: [{ name: 'receipt', value: feel('answer.id') }],
  });
  assert.deepEqual(said, ['<camunda:inputParameter name']);
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

test('a connector becomes a job type with what it was given', async () => {
  const { a, warnings } = await imported(
    seven(`<bpmn:serviceTask id="a"><bpmn:extensionElements><camunda:connector><camunda:connectorId>http-connector</camunda:connectorId>
      <camunda:inputOutput><camunda:inputParameter name="url">https://example.org</camunda:inputParameter></camunda:inputOutput>
      </camunda:connector></bpmn:extensionElements></bpmn:serviceTask>`),
  );
  assert.deepEqual(partOf(a, ['jobType', 'inputs']), {
    jobType: literal('http-connector'),
    inputs: [{ name: 'url', value: literal('https://example.org') }],
  });
  assert.match(warnings[0]?.message.en ?? '', /a connector must take the job type "http-connector"/);
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
