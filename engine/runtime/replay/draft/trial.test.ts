import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProgram } from '#engine/bpmn/load-program.ts';
import type { Command } from '#engine/core/commands.ts';
import type { Program } from '#engine/core/model/program.ts';
import type { State } from '#engine/core/state.ts';
import { step } from '#engine/core/step.ts';
import { envAt, minute, start } from '#test/support/kernel-fixture.ts';
import { type PastCommand, type Trial, tryDraft } from './trial.ts';

const frame = (inside: string) => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:wardflow="https://wardflow.org/bpmn/1" targetNamespace="t">
<process id="p" isExecutable="true">${inside}</process></definitions>`;

const flow = (id: string, from: string, to: string, condition?: string) =>
  condition === undefined
    ? `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`
    : `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"><conditionExpression>${condition}</conditionExpression></sequenceFlow>`;

/** A task with a timer that ends it after a while, and a reminder of it. */
const timed = (minutes: number, remind = 10) =>
  frame(`<startEvent id="s"/><userTask id="work"/><endEvent id="done"/><endEvent id="late"/>
    <boundaryEvent id="limit" attachedToRef="work"><timerEventDefinition><timeDuration>PT${minutes}M</timeDuration></timerEventDefinition></boundaryEvent>
    <boundaryEvent id="remind" attachedToRef="work" cancelActivity="false"><timerEventDefinition><timeDuration>PT${remind}M</timeDuration></timerEventDefinition></boundaryEvent>
    <endEvent id="reminded"/>${flow('a', 's', 'work')}${flow('b', 'work', 'done')}${flow('c', 'limit', 'late')}${flow('d', 'remind', 'reminded')}`);

const parallel = (first: string, second: string) =>
  frame(`<startEvent id="s"/><parallelGateway id="fork"/><userTask id="${first}"/><userTask id="${second}"/>
    <parallelGateway id="join"/><endEvent id="e"/>${flow('a', 's', 'fork')}${flow('b', 'fork', first)}${flow('c', 'fork', second)}
    ${flow('d', first, 'join')}${flow('f', second, 'join')}${flow('g', 'join', 'e')}`);

test('a draft whose limit is shorter ends the case that was in time before', async () => {
  const past = await played(timed(60), [
    { after: 11, command: () => ({ kind: 'fireTimer', timer: 'x' }), timer: 'remind' },
    { after: 30, command: ({ task }) => ({ kind: 'completeTask', task, variables: {} }) },
  ]);
  assert.deepEqual(summary(await tried(past, timed(60))), ['same', undefined, []]);
  const shorter = await tried(past, timed(20));
  assert.deepEqual(summary(shorter), ['another', undefined, ['limit']]);
  assert.deepEqual(shorter.kind === 'tried' && shorter.parts, { after: 'work', was: ['done'], now: ['limit'] });
  // Later than it was done: the way is the same, only the clock is another.
  assert.deepEqual(summary(await tried(past, timed(45))), ['same', undefined, ['limit']]);
});

test('a timer that keeps its time fires when it fired, however late that was', async () => {
  const past = await played(timed(60), [
    { after: 25, command: () => ({ kind: 'fireTimer', timer: 'x' }), timer: 'remind' },
    { after: 30, command: ({ task }) => ({ kind: 'completeTask', task, variables: {} }) },
  ]);
  assert.deepEqual(summary(await tried(past, timed(60, 10))), ['same', undefined, []]);
  assert.deepEqual(summary(await tried(past, timed(60, 12))), ['same', undefined, ['remind']]);
  // It would not have been reminded before it was done.
  assert.deepEqual(summary(await tried(past, timed(60, 40)))[0], 'another');
});

test('answers are found by element, in whatever order the draft asks', async () => {
  const past = await played(parallel('one', 'two'), [
    { after: 1, command: ({ tasks }) => ({ kind: 'completeTask', task: tasks['two'] ?? '', variables: {} }) },
    { after: 2, command: ({ tasks }) => ({ kind: 'completeTask', task: tasks['one'] ?? '', variables: {} }) },
  ]);
  assert.deepEqual(summary(await tried(past, parallel('two', 'one'))), ['same', undefined, []]);
  // One after the other: the answer that came too early is given as soon as it is asked for.
  const sequence = frame(`<startEvent id="s"/><userTask id="one"/><userTask id="two"/><endEvent id="e"/>
    ${flow('a', 's', 'one')}${flow('b', 'one', 'two')}${flow('c', 'two', 'e')}`);
  const trial = await tried(past, sequence);
  assert.ok(trial.kind === 'tried' && trial.way === 'another');
  assert.deepEqual([trial.needs, trial.ended.now], [[], true]);
});

test('a draft that asks what the case never answered says where it waits', async () => {
  const past = await played(frame(`<startEvent id="s"/><endEvent id="e"/>${flow('a', 's', 'e')}`), []);
  const asking = frame(`<startEvent id="s"/><serviceTask id="ask" wardflow:jobType="tax-office"/><endEvent id="e"/>
    ${flow('a', 's', 'ask')}${flow('b', 'ask', 'e')}`);
  const trial = await tried(past, asking);
  assert.deepEqual(trial.kind === 'tried' && [trial.way, trial.needs, trial.ended], [
    'another',
    ['ask'],
    { was: true, now: false },
  ]);
  const notifying = asking.replace('tax-office', 'notice');
  const told = await tried(past, notifying);
  assert.deepEqual(told.kind === 'tried' && [told.way, told.needs, told.ended.now], ['another', [], true]);
});

test('a draft that is stuck where the case was not says so', async () => {
  const past = await played(frame(`<startEvent id="s"/><endEvent id="e"/>${flow('a', 's', 'e')}`), []);
  const stuck = frame(`<startEvent id="s"/><exclusiveGateway id="which"/><endEvent id="e"/><endEvent id="f"/>
    ${flow('a', 's', 'which')}${flow('b', 'which', 'e', 'false')}${flow('c', 'which', 'f', 'false')}`);
  const trial = await tried(past, stuck);
  assert.deepEqual(trial.kind === 'tried' && trial.stuck, ['which']);
});

interface Turn {
  /** Minutes after the start. */
  readonly after: number;
  /** Fires the timer of this element. */
  readonly timer?: string;
  readonly command: (open: { readonly task: string; readonly tasks: Record<string, string> }) => Command;
}

/** A case as it went. */
async function played(xml: string, turns: readonly Turn[]) {
  const program = await programOf(xml);
  const journal: PastCommand[] = [];
  let state: State | undefined;
  const act = (command: Command, at: number) => {
    const env = envAt(at);
    const stepped = step(program, state, command, env);
    assert.equal(stepped.kind, 'ok', JSON.stringify(stepped));
    if (stepped.kind === 'ok') state = stepped.state;
    journal.push({ number: journal.length + 1, env, command });
  };
  act({ kind: 'start', variables: {} }, start);
  for (const { after, command, timer } of turns) {
    const nodes = Object.values(state?.nodes ?? {});
    const tasks = Object.fromEntries(nodes.flatMap(({ element, task }) => (task ? [[element, task.id]] : [])));
    const armed = Object.values(state?.subscriptions ?? {}).find(({ element }) => element === timer);
    const given = command({ tasks, task: Object.values(tasks)[0] ?? '' });
    act(timer === undefined ? given : { kind: 'fireTimer', timer: armed?.id ?? '' }, start + after * minute);
  }
  const place = { serviceVersionId: 'v', processId: 'p' };
  return { journal, place, programOf: () => program };
}

async function tried(past: Awaited<ReturnType<typeof played>>, draft: string): Promise<Trial> {
  const now = start + 1_000 * minute;
  return tryDraft(past, { draft: await programOf(draft), assumed: new Set(['notice']), now });
}

async function programOf(xml: string): Promise<Program> {
  const { processes, problems } = await loadProgram([{ path: 'p.bpmn', content: xml }]);
  const program = processes['p'];
  assert.ok(program, JSON.stringify(problems));
  return program;
}

/** The way, where it needs an answer, and whose due dates are others. */
function summary(trial: Trial) {
  if (trial.kind !== 'tried') return [trial.kind, trial.code, []];
  return [trial.way, trial.needs[0], trial.deadlines.map(({ element }) => element)];
}
