// BPMN 2.0.2 §10.5, tables 10.84 to 10.93 and §13.5: every event definition in every position that the standard allows, read
// from XML and played on the core.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from '#engine/core/model/program.ts';
import { complete, fire, give, history, nodesAt, started, type Trial, trialOf } from '#engine/core/trial/trial.ts';
import { loadProgram } from './load-program.ts';

const definitions = {
  message: '<messageEventDefinition messageRef="M"/>',
  signal: '<signalEventDefinition signalRef="S"/>',
  timer: '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>',
  conditional: '<conditionalEventDefinition><condition>go</condition></conditionalEventDefinition>',
  error: '<errorEventDefinition errorRef="E"/>',
  escalation: '<escalationEventDefinition escalationRef="X"/>',
} as const;
type Kind = keyof typeof definitions;
const both = definitions.message + definitions.signal;

const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const flows = (...texts: readonly string[]) =>
  texts.map((text) => flow(text.split('>')[0] ?? '', text.split('>')[1] ?? '')).join('');
const task = (id: string) => `<userTask id="${id}" wardflow:role="officer"/>`;
const end = (id: string, definition = '') => `<endEvent id="${id}">${definition}</endEvent>`;

async function read(inside: string): Promise<Program> {
  const content = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1"
    id="d" targetNamespace="t"><message id="M" name="M"/><message id="N" name="N"/><signal id="S" name="S"/><error id="E" errorCode="E1"/>
    <error id="F" errorCode="F1"/><escalation id="X" escalationCode="X1"/><escalation id="Y" escalationCode="Y1"/>
    <process id="p" isExecutable="true">${inside}</process></definitions>`;
  // Without the rules for publishing: what these models leave out (end events, lists of flows) is not what they are about.
  const options = { host: 'core', checked: 'published' } as const;
  const { processes, problems } = await loadProgram([{ path: 'p.bpmn', content }], options);
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error').map(({ code, element }) => [code, element]),
    [],
  );
  return processes['p'] as Program;
}

/** Makes the event happen from outside. */
const happen: { readonly [K in Kind]?: (trial: Trial, element: string) => unknown } = {
  message: (trial) => give(trial, { kind: 'message', message: 'M', variables: { told: 1 } }),
  signal: (trial) => give(trial, { kind: 'signal', signal: 'S', variables: {} }),
  timer: (trial, element) => fire(trial, element),
  conditional: (trial) => give(trial, { kind: 'setVariables', variables: { go: true } }),
};
const waiting = (trial: Trial) =>
  Object.values(trial.state?.nodes ?? {})
    .flatMap((node) => (node.task ? [node.element] : []))
    .toSorted();
const outside = ['message', 'signal', 'timer', 'conditional'] as const;

for (const kind of outside) {
  test(`${kind} on a border: interrupting it takes the token, else it makes one of its own (§13.5.3)`, async () => {
    for (const interrupting of [true, false]) {
      const program = await read(
        `<startEvent id="s"/>${task('a')}${end('e')}${task('h')}<boundaryEvent id="b" attachedToRef="a"
        cancelActivity="${interrupting}">${definitions[kind]}</boundaryEvent>${flows('s>a', 'a>e', 'b>h')}`,
      );
      const trial = started(program);
      assert.equal(happen[kind]?.(trial, 'b'), null);
      assert.deepEqual(waiting(trial), interrupting ? ['h'] : ['a', 'h']);
      if (!interrupting && (kind === 'message' || kind === 'signal')) {
        happen[kind]?.(trial, 'b');
        assert.deepEqual(waiting(trial), ['a', 'h', 'h']);
        complete(trial, 'h');
      }
      complete(trial, 'h');
      if (!interrupting) complete(trial, 'a');
      assert.equal(trial.state?.life, 'completed');
      assert.deepEqual(trial.state?.subscriptions, {});
    }
  });

  test(`${kind} begins an event sub-process of the process and of a sub-process (§13.5.4)`, async () => {
    for (const interrupting of [true, false]) {
      const handler = `<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="${interrupting}">${definitions[kind]}
        </startEvent>${task('ht')}${flows('hs>ht')}</subProcess>`;
      const inProcess = `<startEvent id="s"/>${task('a')}${flows('s>a')}${handler}`;
      const inSubProcess = `<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/>${task('a')}${flows('si>a')}${handler}
        </subProcess>${task('after')}${flows('s>sub', 'sub>after')}`;
      for (const [model, last] of [
        [inProcess, []],
        [inSubProcess, ['after']],
      ] as const) {
        const trial = started(await read(model));
        assert.equal(happen[kind]?.(trial, 'hs'), null);
        assert.deepEqual(waiting(trial), interrupting ? ['ht'] : ['a', 'ht']);
        complete(trial, 'ht');
        if (!interrupting) complete(trial, 'a');
        assert.deepEqual(waiting(trial), last);
        assert.equal(trial.state?.life, last.length === 0 ? 'completed' : 'active');
      }
    }
  });

  test(`${kind} is waited for in the flow and behind an event-based gateway (§13.5.2, §13.4.4)`, async () => {
    const event = `<intermediateCatchEvent id="c">${definitions[kind]}</intermediateCatchEvent>`;
    const alone = await read(`<startEvent id="s"/>${event}${task('after')}${flows('s>c', 'c>after')}`);
    const behind = await read(
      `<startEvent id="s"/><eventBasedGateway id="g"/>${event}<intermediateCatchEvent id="o"><messageEventDefinition
      messageRef="N"/></intermediateCatchEvent>${task('after')}${task('other')}${flows('s>g', 'g>c', 'g>o', 'c>after', 'o>other')}`,
    );
    for (const program of [alone, behind]) {
      const trial = started(program);
      assert.deepEqual(waiting(trial), []);
      assert.equal(happen[kind]?.(trial, 'c'), null);
      assert.deepEqual(waiting(trial), ['after']);
      assert.deepEqual(trial.state?.subscriptions, {});
    }
  });

  test(`${kind} begins an instance where it stands at the start of a process (§13.5.1)`, async () => {
    const program = await read(`<startEvent id="s">${definitions[kind]}</startEvent>${task('a')}${flows('s>a')}`);
    const trial = trialOf(program);
    assert.equal(give(trial, { kind: 'start', variables: {} })?.code, 'NO_SUCH_START');
    assert.equal(give(trial, { kind: 'start', startEvent: 's', variables: {} }), null);
    assert.deepEqual(waiting(trial), ['a']);
  });
}

for (const kind of ['error', 'escalation'] as const) {
  const other =
    kind === 'error' ? '<errorEventDefinition errorRef="F"/>' : '<escalationEventDefinition escalationRef="Y"/>';
  const inner = `<subProcess id="sub"><startEvent id="si"/>${task('a')}${end('t', definitions[kind])}${flows('si>a', 'a>t')}</subProcess>`;
  const border = (id: string, definition: string, cancel = true) =>
    `<boundaryEvent id="${id}" attachedToRef="sub" cancelActivity="${cancel}">${definition}</boundaryEvent>${task(`h${id}`)}${flows(`${id}>h${id}`)}`;

  test(`${kind}: on one border its own code goes before an event that takes every code (§10.5.5)`, async () => {
    const any = kind === 'error' ? '<errorEventDefinition/>' : '<escalationEventDefinition/>';
    const program = await read(
      `<startEvent id="s"/>${inner}${flows('s>sub')}${border('any', any)}${border('own', definitions[kind])}${border('not', other)}`,
    );
    const trial = started(program);
    complete(trial, 'a');
    assert.deepEqual(waiting(trial), ['hown']);
    assert.equal(nodesAt(trial, 'sub').length, 0);
  });

  test(`${kind}: the nearest level that takes it does, and no other`, async () => {
    const program = await read(
      `<startEvent id="s"/><subProcess id="outer"><startEvent id="so"/>${inner}${flows('so>sub')}</subProcess>${flows('s>outer')}
      <boundaryEvent id="b" attachedToRef="outer">${definitions[kind]}</boundaryEvent>${task('h')}${flows('b>h')}
      <subProcess id="ev" triggeredByEvent="true"><startEvent id="es">${definitions[kind]}</startEvent>${task('eh')}${flows('es>eh')}</subProcess>`,
    );
    const trial = started(program);
    complete(trial, 'a');
    assert.deepEqual(waiting(trial), ['h']);
  });

  test(`${kind}: an event sub-process of the scope takes it before the border of the scope`, async () => {
    const program = await read(
      `<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/>${task('a')}${end('t', definitions[kind])}${flows('si>a', 'a>t')}
      <subProcess id="ev" triggeredByEvent="true"><startEvent id="es">${definitions[kind]}</startEvent>${task('eh')}${flows('es>eh')}</subProcess>
      </subProcess>${task('after')}${flows('s>sub', 'sub>after')}${border('b', definitions[kind])}`,
    );
    const trial = started(program);
    complete(trial, 'a');
    assert.deepEqual(waiting(trial), ['eh']);
    complete(trial, 'eh');
    assert.deepEqual(waiting(trial), ['after']);
  });
}

test('an error of another code passes by, and nobody takes it: the instance fails with it', async () => {
  const program = await read(
    `<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/>${end('t', definitions.error)}${flows('si>t')}</subProcess>${flows('s>sub')}
    <boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition errorRef="F"/></boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  const trial = started(program);
  assert.equal(trial.state?.life, 'failed');
  assert.deepEqual(trial.effects.at(-1), { kind: 'instanceEnded', state: 'failed', variables: {}, error: 'E1' });
});

test('an error thrown by an event sub-process is not for its own scope again', async () => {
  const program = await read(
    `<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/>${end('t', definitions.error)}${flows('si>t')}
    <subProcess id="ev" triggeredByEvent="true"><startEvent id="es">${definitions.error}</startEvent>${end('et', definitions.error)}${flows('es>et')}</subProcess>
    </subProcess>${flows('s>sub')}<boundaryEvent id="b" attachedToRef="sub">${definitions.error}</boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  assert.deepEqual(waiting(started(program)), ['h']);
});

test('an escalation that is thrown in passing lets its thrower go on, also where its catcher does not interrupt', async () => {
  const program = await read(
    `<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/><intermediateThrowEvent id="t">${definitions.escalation}</intermediateThrowEvent>
    ${task('a')}${flows('si>t', 't>a')}</subProcess>${flows('s>sub')}
    <boundaryEvent id="b" attachedToRef="sub" cancelActivity="false">${definitions.escalation}</boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  assert.deepEqual(waiting(started(program)), ['a', 'h']);
});

test('an escalation that nobody takes does nothing but tell a caller', async () => {
  const program = await read(`<startEvent id="s"/>${end('t', definitions.escalation)}${flows('s>t')}`);
  const trial = started(program);
  assert.equal(trial.state?.life, 'completed');
  assert.deepEqual(
    trial.effects.find(({ kind }) => kind === 'escalate'),
    { kind: 'escalate', code: 'X1', element: 't' },
  );
});

test('a multiple event happens with any of its definitions, a parallel multiple one with the last of them', async () => {
  for (const parallel of [false, true]) {
    const program = await read(
      `<startEvent id="s"/><intermediateCatchEvent id="c" parallelMultiple="${parallel}">${both}</intermediateCatchEvent>${task('after')}${flows('s>c', 'c>after')}`,
    );
    const trial = started(program);
    happen.message?.(trial, 'c');
    assert.deepEqual(waiting(trial), parallel ? [] : ['after']);
    if (parallel)
      assert.equal(give(trial, { kind: 'message', message: 'M', variables: {} })?.code, 'MESSAGE_NOT_EXPECTED');
    happen.signal?.(trial, 'c');
    assert.deepEqual(waiting(trial), ['after']);
  }
});

test('a parallel multiple event on a border happens again when all of it has happened again', async () => {
  const program = await read(
    `<startEvent id="s"/>${task('a')}${flows('s>a')}<boundaryEvent id="b" attachedToRef="a" cancelActivity="false" parallelMultiple="true">${both}
    </boundaryEvent>${task('h')}${flows('b>h')}<boundaryEvent id="b2" attachedToRef="a" cancelActivity="false" parallelMultiple="true">
    ${definitions.signal}${definitions.timer}</boundaryEvent>${task('h2')}${flows('b2>h2')}`,
  );
  const trial = started(program);
  happen.message?.(trial, 'b');
  assert.deepEqual(waiting(trial), ['a']);
  happen.signal?.(trial, 'b');
  assert.deepEqual(waiting(trial), ['a', 'h']);
  happen.signal?.(trial, 'b');
  happen.message?.(trial, 'b');
  assert.deepEqual(waiting(trial), ['a', 'h', 'h']);
  fire(trial, 'b2');
  assert.deepEqual(waiting(trial), ['a', 'h', 'h', 'h2']);
});

test('a parallel multiple start of an event sub-process needs all of its definitions', async () => {
  const program = await read(
    `<startEvent id="s"/>${task('a')}${flows('s>a')}<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" parallelMultiple="true">${both}
    </startEvent>${task('ht')}${flows('hs>ht')}</subProcess>`,
  );
  const trial = started(program);
  happen.signal?.(trial, 'hs');
  assert.deepEqual(waiting(trial), ['a']);
  happen.message?.(trial, 'hs');
  assert.deepEqual(waiting(trial), ['ht']);
});

test('a multiple throw event throws all it names, in their order (§10.5.4)', async () => {
  const program = await read(
    `<startEvent id="s"/><intermediateThrowEvent id="t">${both}</intermediateThrowEvent>${end('e', definitions.escalation + definitions.message)}${flows('s>t', 't>e')}`,
  );
  const thrown = started(program)
    .effects.map(({ kind }) => kind)
    .filter((kind) => /send|broadcast|escalate/.test(kind));
  assert.deepEqual(thrown, ['sendMessage', 'broadcastSignal', 'escalate', 'sendMessage']);
});

test('links of one name lead from many throwing events to one catching event', async () => {
  const link = '<linkEventDefinition name="L"/>';
  const program = await read(
    `<startEvent id="s"/><parallelGateway id="f"/><intermediateThrowEvent id="t1">${link}</intermediateThrowEvent>
    <intermediateThrowEvent id="t2">${link}</intermediateThrowEvent><intermediateCatchEvent id="c">${link}</intermediateCatchEvent>
    ${task('after')}${flows('s>f', 'f>t1', 'f>t2', 'c>after')}`,
  );
  assert.deepEqual(waiting(started(program)), ['after', 'after']);
});

test('where only event sub-processes are left no other begins, and the scope ends with them (§13.5.4)', async () => {
  const program = await read(
    `<startEvent id="s"/>${task('a')}${flows('s>a')}<subProcess id="h" triggeredByEvent="true"><startEvent id="hs" isInterrupting="false">
    ${definitions.signal}</startEvent>${task('ht')}${flows('hs>ht')}</subProcess>`,
  );
  const trial = started(program);
  happen.signal?.(trial, 'hs');
  complete(trial, 'a');
  happen.signal?.(trial, 'hs');
  assert.deepEqual(waiting(trial), ['ht']);
  complete(trial, 'ht');
  assert.equal(trial.state?.life, 'completed');
});

test('terminate ends its own level only: the instance of a multi-instance sub-process, not its siblings (§13.5.6)', async () => {
  const program = await read(
    `<startEvent id="s"/><subProcess id="sub"><multiInstanceLoopCharacteristics><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
    <startEvent id="si"/><parallelGateway id="f"/>${task('a')}${task('b')}${end('t', '<terminateEventDefinition/>')}${flows('si>f', 'f>a', 'f>b', 'a>t')}
    </subProcess>${task('after')}${flows('s>sub', 'sub>after')}`,
  );
  const trial = started(program);
  complete(trial, 'a');
  assert.deepEqual(waiting(trial), ['a', 'b']);
  complete(trial, 'a');
  assert.deepEqual(waiting(trial), ['after']);
  assert.equal(history(trial, 'completed').filter((id) => id === 'sub').length, 2);
});

test('terminate on the level of the process ends everything, and the instance is completed', async () => {
  const program = await read(
    `<startEvent id="s"/><parallelGateway id="f"/>${task('a')}<subProcess id="sub"><startEvent id="si"/>${task('b')}${flows('si>b')}</subProcess>
    ${end('t', '<terminateEventDefinition/>')}${flows('s>f', 'f>a', 'f>sub', 'a>t')}`,
  );
  const trial = started(program);
  complete(trial, 'a');
  assert.equal(trial.state?.life, 'completed');
  assert.deepEqual(history(trial, 'terminated').toSorted(), ['b', 'sub']);
});

test('an interrupting event on a multi-instance activity ends all its instances; one that does not lets them be', async () => {
  for (const interrupting of [true, false]) {
    const program = await read(
      `<startEvent id="s"/><userTask id="a" wardflow:role="officer"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>
      </multiInstanceLoopCharacteristics></userTask>${task('after')}${flows('s>a', 'a>after')}
      <boundaryEvent id="b" attachedToRef="a" cancelActivity="${interrupting}">${definitions.timer}</boundaryEvent>${task('h')}${flows('b>h')}`,
    );
    const trial = started(program);
    complete(trial, 'a');
    fire(trial, 'b');
    assert.deepEqual(waiting(trial), interrupting ? ['h'] : ['a', 'a', 'h']);
  }
});

test('an error in one instance of a multi-instance activity is taken on the border of all', async () => {
  const program = await read(
    `<startEvent id="s"/><userTask id="a" wardflow:role="officer"><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality>
    </multiInstanceLoopCharacteristics></userTask>${flows('s>a')}<boundaryEvent id="b" attachedToRef="a">${definitions.error}</boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  const trial = started(program);
  const one = nodesAt(trial, 'a').find((node) => node.task !== undefined)?.task?.id ?? '';
  give(trial, { kind: 'throwError', task: one, code: 'E1', variables: {} });
  assert.deepEqual(waiting(trial), ['h']);
});

test('what a called process does not take is taken at the border of the call (§13.3.4)', async () => {
  const program = await read(
    `<startEvent id="s"/><callActivity id="c" calledElement="q"/>${task('after')}${flows('s>c', 'c>after')}
    <boundaryEvent id="b" attachedToRef="c">${definitions.error}</boundaryEvent>${task('h')}${flows('b>h')}
    <boundaryEvent id="x" attachedToRef="c" cancelActivity="false">${definitions.escalation}</boundaryEvent>${task('hx')}${flows('x>hx')}`,
  );
  const trial = started(program);
  const call = nodesAt(trial, 'c')[0]?.call?.id ?? '';
  give(trial, { kind: 'escalateCall', call, code: 'X1' });
  assert.deepEqual(waiting(trial), ['hx']);
  assert.equal(nodesAt(trial, 'c').length, 1);
  give(trial, { kind: 'throwError', call, code: 'E1', variables: {} });
  assert.deepEqual(waiting(trial), ['h', 'hx']);
});

test('interrupting a call cancels what it called', async () => {
  const program = await read(
    `<startEvent id="s"/><callActivity id="c" calledElement="q"/>${flows('s>c')}
    <boundaryEvent id="b" attachedToRef="c">${definitions.message}</boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  const trial = started(program);
  happen.message?.(trial, 'b');
  assert.deepEqual(waiting(trial), ['h']);
  assert.equal(trial.effects.filter(({ kind }) => kind === 'cancelCall').length, 1);
});

test('a cycle on a border that does not interrupt fires as often as it says while its activity goes on', async () => {
  const cycle = '<timerEventDefinition><timeCycle>R3/PT1H</timeCycle></timerEventDefinition>';
  const program = await read(
    `<startEvent id="s"/>${task('a')}${flows('s>a')}<boundaryEvent id="b" attachedToRef="a" cancelActivity="false">${cycle}</boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  const trial = started(program);
  for (let time = 0; time < 3; time++) fire(trial, 'b');
  assert.deepEqual(waiting(trial), ['a', 'h', 'h', 'h']);
  assert.deepEqual(trial.state?.subscriptions, {});
});

test('who catches every code may be told which it was', async () => {
  const program = await read(
    `<startEvent id="s"/><subProcess id="sub"><startEvent id="si"/>${end('t', definitions.error)}${flows('si>t')}</subProcess>${flows('s>sub')}
    <boundaryEvent id="b" attachedToRef="sub"><errorEventDefinition wardflow:codeVariable="code"/></boundaryEvent>${task('h')}${flows('b>h')}`,
  );
  const trial = started(program);
  assert.deepEqual(trial.state?.scopes[trial.state.root]?.variables, { code: 'E1' });
});
