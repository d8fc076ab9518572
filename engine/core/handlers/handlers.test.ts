import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../decide.ts';
import { buildProgram } from '../trial/build-program.ts';
import { complete, envAt, give, monday, started, trialOf } from '../trial/trial.ts';

const program = buildProgram({ s: { type: 'startEvent' }, t: { type: 'userTask' } }, ['s -> t']);

test('a refused command changes nothing', () => {
  const trial = started(program);
  const before = JSON.stringify(trial.state);
  assert.equal(give(trial, { kind: 'completeTask', task: 'none', variables: {} })?.code, 'TASK_NOT_OPEN');
  assert.equal(give(trial, { kind: 'completeJob', job: 'none', variables: {} })?.code, 'JOB_NOT_OPEN');
  assert.equal(give(trial, { kind: 'fireTimer', timer: 'none' })?.code, 'TIMER_NOT_ARMED');
  assert.equal(give(trial, { kind: 'retryIncident', incident: 'none' })?.code, 'INCIDENT_NOT_OPEN');
  assert.equal(give(trial, { kind: 'start', variables: {} })?.code, 'INSTANCE_ALREADY_STARTED');
  assert.equal(JSON.stringify(trial.state), before);
});

test('nothing can be asked of an instance that has not started or has ended', () => {
  assert.equal(give(trialOf(program), { kind: 'cancel', reason: '' })?.code, 'INSTANCE_NOT_STARTED');
  const trial = started(program);
  complete(trial, 't');
  assert.equal(give(trial, { kind: 'cancel', reason: '' })?.code, 'INSTANCE_ENDED');
});

test('variables that are too large or no data are refused', () => {
  const start = (variables: Record<string, never>) =>
    decide(program, undefined, { kind: 'start', variables }, envAt(monday));
  const code = (value: unknown) => {
    const decided = start({ x: value as never });
    return decided.kind === 'rejected' ? decided.code : decided.kind;
  };
  assert.equal(code('y'.repeat(1_000_001)), 'VARIABLES_TOO_LARGE');
  assert.equal(code(Number.NaN), 'VARIABLES_NOT_VALID');
  assert.equal(code(JSON.parse('{"__proto__": 1}')), 'VARIABLES_NOT_VALID');
  assert.equal(code([{ fine: null }]), 'ok');
});
