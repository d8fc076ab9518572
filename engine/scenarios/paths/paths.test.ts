import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import { checkSoundness } from '#engine/core/soundness/check.ts';
import { surroundingOf } from '#engine/core/soundness/rules/outside.ts';
import { coverageOf } from '../coverage.ts';
import { parseScenarios } from '../parse-scenarios.ts';
import { runScenario } from '../run-scenario.ts';
import { type WrittenScenario, writeScenarios } from '../write-scenario.ts';
import { counterexampleOf } from './counterexample.ts';
import { failureOf, generateScenarios, stageOf } from './generate.ts';

const surroundings = {
  timeZone: 'Asia/Ho_Chi_Minh',
  workingTime: { due: (start: number) => start + 3_600_000 },
};

/** A model in a few lines: elements as XML, flows as `a -> b if x = 1`, `a => b` for the default. */
function bpmn(elements: string, flows: readonly string[], others = ''): string {
  let xml = elements;
  const lines = flows.map((text) => {
    const [, source = '', arrow, target = '', condition] = /^(\w+) (->|=>) (\w+)(?: if (.+))?$/.exec(text) ?? [];
    const id = `${source}_${target}`;
    if (arrow === '=>') xml = xml.replace(`id="${source}"`, `id="${source}" default="${id}"`);
    const written = condition?.replaceAll('<', '&lt;');
    const guard = written === undefined ? '' : `<conditionExpression>=${written}</conditionExpression>`;
    return {
      source,
      text: `<sequenceFlow id="${id}" sourceRef="${source}" targetRef="${target}">${guard}</sequenceFlow>`,
    };
  });
  // Flows stand in the sub-process of their ends.
  for (const { source, text } of lines) {
    const inside = new RegExp(
      `<(\\w*[sS]ubProcess|transaction) id="(\\w+)"[^>]*>(?:(?!</\\1>)[\\s\\S])*?id="${source}"`,
    ).exec(xml);
    const [, tag = '', scope = ''] = inside ?? [];
    const open = new RegExp(`(<${tag} id="${scope}"[^>]*>)`);
    xml = inside === null ? `${text}${xml}` : xml.replace(open, `$1${text}`);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
 targetNamespace="urn:test">${others}
<process id="p" isExecutable="true">${xml}</process></definitions>`;
}

const task = (id: string): string => `<userTask id="${id}" wardflow:role="r"/>`;
const timer = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';

function settingOf(files: { readonly [path: string]: string }) {
  return { read: async (path: string) => files[path], surroundings, calendars: ['hanh-chinh'] };
}

/** Generates for the model and plays what was generated; the flows and elements that were not passed. */
async function left(files: { readonly [path: string]: string }) {
  const setting = settingOf(files);
  const resources = Object.keys(files).filter((path) => path !== 'm.bpmn');
  const { scenarios, missing } = await generateScenarios({ model: 'm.bpmn', process: 'p', resources }, setting);
  const parsed = parseScenarios(writeScenarios(scenarios));
  assert.ok(parsed.kind === 'ok');
  const results = await Promise.all(parsed.scenarios.map((one) => runScenario(one, setting.read, surroundings)));
  assert.deepEqual(
    results.flatMap(({ failure }) => failure?.message ?? []),
    [],
  );
  const coverage = coverageOf(results.flatMap(({ played }) => played)).find(({ process }) => process === 'p');
  const ids = [...(coverage?.flows.missing ?? ['all']), ...(coverage?.elements.missing ?? [])];
  return { missing: missing.map(({ id, why }) => `${id} ${why}`), ids, count: scenarios.length };
}

async function covers(elements: string, flows: readonly string[], others: { readonly [path: string]: string } = {}) {
  const definitions = others['definitions'] ?? '';
  const { definitions: _, ...files } = others;
  const found = await left({ 'm.bpmn': bpmn(elements, flows, definitions), ...files });
  assert.deepEqual(found.missing, []);
  assert.deepEqual(found.ids, []);
}

test('every flow of exclusive, inclusive, parallel and event-based gateways is covered', async () => {
  await covers(
    `<startEvent id="s"/>${task('a')}<exclusiveGateway id="x"/>${task('b')}<inclusiveGateway id="o"/>${task('c')}${task('d')}
     <inclusiveGateway id="j"/><parallelGateway id="f"/>${task('g')}<parallelGateway id="k"/><eventBasedGateway id="r"/>
     <intermediateCatchEvent id="late">${timer}</intermediateCatchEvent>
     <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
     <intermediateCatchEvent id="off"><signalEventDefinition signalRef="q"/></intermediateCatchEvent><endEvent id="e"/>`,
    [
      ...['s -> a', 'a -> x', 'x -> b if amount > 100 and kind = "big"', 'x -> o if amount <= 100', 'x => e', 'b -> o'],
      ...[
        'o -> c if left',
        'o -> d if right = true',
        'o => j',
        'c -> j',
        'd -> j',
        'j -> f',
        'f -> g',
        'f -> k',
        'g -> k',
      ],
      ...['k -> r', 'r -> late', 'r -> paid', 'r -> off', 'late -> e', 'paid -> e', 'off -> e'],
    ],
    { definitions: '<message id="m" name="paid"/><signal id="q" name="off"/>' },
  );
});

test('boundary events, errors, escalations, sub-processes and event sub-processes are covered', async () => {
  await covers(
    `<startEvent id="s"/><subProcess id="sub"><startEvent id="is"/>${task('a')}<exclusiveGateway id="x"/>
       <endEvent id="bad"><errorEventDefinition errorRef="E"/></endEvent><endEvent id="up"><escalationEventDefinition escalationRef="U"/></endEvent>
       <endEvent id="ok"/></subProcess>
     <boundaryEvent id="failed" attachedToRef="sub"><errorEventDefinition errorRef="E"/></boundaryEvent>
     <boundaryEvent id="told" attachedToRef="sub" cancelActivity="false"><escalationEventDefinition escalationRef="U"/></boundaryEvent>
     <boundaryEvent id="slow" attachedToRef="sub" cancelActivity="false">${timer}</boundaryEvent>
     <serviceTask id="work" wardflow:jobType="work"/><boundaryEvent id="broke" attachedToRef="work"><errorEventDefinition errorRef="E"/></boundaryEvent>
     ${task('c')}<endEvent id="e1"/><endEvent id="e2"/><endEvent id="e3"/><endEvent id="e4"/><endEvent id="e5"/>
     <subProcess id="esp" triggeredByEvent="true"><startEvent id="es"><signalEventDefinition signalRef="q"/></startEvent>${task('d')}<endEvent id="ee"/></subProcess>`,
    [
      ...[
        's -> sub',
        'is -> a',
        'a -> x',
        'x -> bad if n = 1',
        'x -> up if n = 2',
        'x => ok',
        'sub -> work',
        'work -> e1',
      ],
      ...['failed -> e2', 'told -> e3', 'slow -> c', 'c -> e4', 'broke -> e5', 'es -> d', 'd -> ee'],
    ],
    {
      definitions: '<error id="E" errorCode="E"/><escalation id="U" escalationCode="U"/><signal id="q" name="stop"/>',
    },
  );
});

test('complex gateways, links, transactions with compensation and ad-hoc sub-processes are covered', async () => {
  await covers(
    `<startEvent id="s"/><parallelGateway id="f"/>${task('a')}${task('b')}${task('c')}
     <complexGateway id="two"><activationCondition>=activationCount >= 2</activationCondition></complexGateway>
     <intermediateThrowEvent id="away"><linkEventDefinition name="L"/></intermediateThrowEvent>
     <intermediateCatchEvent id="here"><linkEventDefinition name="L"/></intermediateCatchEvent>
     <transaction id="trade"><startEvent id="ts"/><serviceTask id="book" wardflow:jobType="book"/>
       <boundaryEvent id="undo" attachedToRef="book"><compensateEventDefinition/></boundaryEvent>
       <serviceTask id="unbook" isForCompensation="true" wardflow:jobType="unbook"/>
       <association id="as" sourceRef="undo" targetRef="unbook" associationDirection="One"/>
       <exclusiveGateway id="x"/><endEvent id="no"><cancelEventDefinition/></endEvent><endEvent id="te"/></transaction>
     <boundaryEvent id="off" attachedToRef="trade"><cancelEventDefinition/></boundaryEvent>
     <adHocSubProcess id="free"><userTask id="one" wardflow:role="r"/><userTask id="other" wardflow:role="r"/>
       <completionCondition>=enough</completionCondition></adHocSubProcess>
     <endEvent id="e1"/><endEvent id="e2"/>`,
    [
      ...['s -> f', 'f -> a', 'f -> b', 'f -> c', 'a -> two', 'b -> two', 'c -> two', 'two -> away', 'here -> trade'],
      ...['ts -> book', 'book -> x', 'x -> no if dear', 'x => te', 'trade -> free', 'free -> e1', 'off -> e2'],
    ],
  );
});

test('loops, multi-instance activities, scripts and conditions are covered', async () => {
  await covers(
    `<startEvent id="s"/><userTask id="a" wardflow:role="r"><multiInstanceLoopCharacteristics><loopCardinality>=how</loopCardinality></multiInstanceLoopCharacteristics></userTask>
     <scriptTask id="count" scriptFormat="text/feel" wardflow:result="turns"><script>if turns = null then 1 else turns + 1</script></scriptTask>
     <exclusiveGateway id="x"/>${task('b')}<boundaryEvent id="urgent" attachedToRef="b"><conditionalEventDefinition><condition>=level > 3</condition></conditionalEventDefinition></boundaryEvent>
     <endEvent id="e"/><endEvent id="e2"/>`,
    ['s -> a', 'a -> count', 'count -> x', 'x -> a if turns < 2', 'x => b', 'b -> e', 'urgent -> e2'],
  );
});

test('a guard over the result of a decision is solved by what its rules ask for', async () => {
  const dmn = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:d">
<decision id="route" name="route"><decisionTable id="t" hitPolicy="FIRST">
<input id="i1"><inputExpression id="x1" typeRef="number"><text>amount</text></inputExpression></input>
<input id="i2"><inputExpression id="x2" typeRef="string"><text>kind</text></inputExpression></input>
<output id="o" name="way" typeRef="string"/>
<rule id="r1"><inputEntry id="c1"><text>&gt; 500</text></inputEntry><inputEntry id="c2"><text>"loan","gift"</text></inputEntry><outputEntry id="c3"><text>"chief"</text></outputEntry></rule>
<rule id="r2"><inputEntry id="c4"><text>[100..500]</text></inputEntry><inputEntry id="c5"><text>-</text></inputEntry><outputEntry id="c6"><text>"desk"</text></outputEntry></rule>
<rule id="r3"><inputEntry id="c7"><text>-</text></inputEntry><inputEntry id="c8"><text>-</text></inputEntry><outputEntry id="c9"><text>"nobody"</text></outputEntry></rule>
</decisionTable></decision></definitions>`;
  await covers(
    `<startEvent id="s"/><businessRuleTask id="ask" wardflow:decision="route" wardflow:result="way"/><exclusiveGateway id="x"/>
     ${task('chief')}${task('desk')}<endEvent id="e"/>`,
    [
      's -> ask',
      'ask -> x',
      'x -> chief if way = "chief"',
      'x -> desk if way = "desk"',
      'x => e',
      'chief -> e',
      'desk -> e',
    ],
    { 'd.dmn': dmn },
  );
});

test('a called process is gone through to its end and to its error', async () => {
  const called = bpmn(
    `<startEvent id="cs"/>${task('inner')}<exclusiveGateway id="cx"/><endEvent id="ce"/><endEvent id="cf"><errorEventDefinition errorRef="E"/></endEvent>`,
    ['cs -> inner', 'inner -> cx', 'cx -> cf if wrong = true', 'cx => ce'],
    '<error id="E" errorCode="E"/>',
  ).replace('id="p"', 'id="called"');
  await covers(
    `<startEvent id="s"/><callActivity id="c" calledElement="called"/>
     <boundaryEvent id="failed" attachedToRef="c"><errorEventDefinition errorRef="E"/></boundaryEvent>${task('a')}<endEvent id="e1"/><endEvent id="e2"/>`,
    ['s -> c', 'c -> a', 'a -> e1', 'failed -> e2'],
    { 'called.bpmn': called, definitions: '<error id="E" errorCode="E"/>' },
  );
});

test('what cannot be covered is named with its reason', async () => {
  const { missing } = await left({
    'm.bpmn': bpmn(
      `<startEvent id="s"/>${task('a')}<exclusiveGateway id="x"/><endEvent id="e1"/><endEvent id="e2"/><endEvent id="e3"/>`,
      ['s -> a', 'a -> x', 'x -> e1 if n > 3 and n < 2', 'x -> e2 if false', 'x => e3'],
    ),
  });
  assert.deepEqual(missing.toSorted(), ['e1 unsolved', 'e2 unreachable', 'x_e1 unsolved', 'x_e2 unreachable']);
});

/** The scenario of the first finding; it must play, and must not play on the mended model. */
async function shown(
  broken: string,
  mended: string,
): Promise<{ readonly code: string; readonly scenario: WrittenScenario }> {
  const setting = settingOf({ 'm.bpmn': broken });
  const { processes } = await loadProgram([{ path: 'm.bpmn', content: broken }], { host: 'core' });
  const [program] = Object.values(processes);
  assert.ok(program !== undefined);
  const { findings } = checkSoundness(program, surroundingOf([program]));
  const [finding] = findings;
  assert.ok(finding !== undefined);
  const stage = await stageOf({ model: 'm.bpmn', resources: [] }, setting);
  const found = counterexampleOf(stage, finding, { model: 'm.bpmn' });
  assert.ok(found?.whole, `it stops at ${found?.stopsAt}`);
  assert.equal(await failureOf(found.scenario, setting), null);
  assert.notEqual(await failureOf(found.scenario, settingOf({ 'm.bpmn': mended })), null);
  return { code: finding.code, scenario: found.scenario };
}

test('a counterexample of a lock shows it when it is played, by the shortest way', async () => {
  const model = (join: string) =>
    bpmn(
      `<startEvent id="s"/>${task('ask')}<exclusiveGateway id="x"/>${task('a')}${task('b')}<${join} id="j"/><endEvent id="e"/>`,
      ['s -> ask', 'ask -> x', 'x -> a if amount > 10', 'x => b', 'a -> j', 'b -> j', 'j -> e'],
    );
  const { code, scenario } = await shown(model('parallelGateway'), model('exclusiveGateway'));
  assert.equal(code, 'STUCK_AT_JOIN');
  assert.deepEqual(scenario.steps, [
    { start: {} },
    { expect: { waitingAt: ['ask'] } },
    { complete: { element: 'ask', variables: { amount: 11 } } },
    { expect: { waitingAt: ['a'] } },
    { complete: { element: 'a' } },
    { expect: { state: 'active', waiting: [] } },
  ]);
});

test('what is done twice, piles up or ends in an error is shown by playing it', async () => {
  const twice = (merge: string) =>
    bpmn(
      `<startEvent id="s"/><parallelGateway id="f"/>${task('a')}${task('b')}<${merge} id="m"/>${task('c')}<endEvent id="e"/>`,
      ['s -> f', 'f -> a', 'f -> b', 'a -> m', 'b -> m', 'm -> c', 'c -> e'],
    );
  const first = await shown(twice('exclusiveGateway'), twice('parallelGateway'));
  assert.equal(first.code, 'DONE_TWICE');
  assert.deepEqual(first.scenario.steps.at(-1), { expect: { state: 'active', waiting: ['c', 'c'] } });

  const piling = (split: string) =>
    bpmn(`<startEvent id="s"/><exclusiveGateway id="m"/>${task('a')}<${split} id="f"/>${task('b')}<endEvent id="e"/>`, [
      's -> m',
      'm -> a',
      'a -> f',
      'f -> m',
      'f -> b',
      'b -> e',
    ]);
  const second = await shown(piling('parallelGateway'), piling('exclusiveGateway'));
  assert.equal(second.code, 'PILES_UP');
  assert.deepEqual(second.scenario.steps.at(-1), { expect: { state: 'active', waiting: ['b', 'b', 'a'] } });

  const failing = (end: string) =>
    bpmn(
      `<startEvent id="s"/>${task('a')}<exclusiveGateway id="x"/><endEvent id="bad">${end}</endEvent><endEvent id="e"/>`,
      ['s -> a', 'a -> x', 'x -> bad if wrong = true', 'x => e'],
      '<error id="E" errorCode="E"/>',
    );
  const third = await shown(failing('<errorEventDefinition errorRef="E"/>'), failing(''));
  assert.equal(third.code, 'ERROR_NOT_CAUGHT');
});
