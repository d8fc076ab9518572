import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TaskMoves, taskSpans } from './spans.ts';

const of = (moves: TaskMoves, options: { assigned?: boolean; closedAt?: number; now?: number } = {}) => {
  const { assigned = false, closedAt = 100, now = 100 } = options;
  const { takenAt, waitingMs, workingMs } = taskSpans({ openedAt: 0, closedAt }, moves, assigned, now);
  return [takenAt, waitingMs, workingMs];
};

test('a task waits until somebody takes it; from then on somebody works on it', () => {
  assert.deepEqual(of([{ at: 30, verb: 'claim' }]), [30, 30, 70]);
  assert.deepEqual(
    of([
      { at: 30, verb: 'claim' },
      { at: 40, verb: 'start' },
    ]),
    [30, 30, 70],
  );
});

test('a task that is given back waits again, and so does one that is suspended', () => {
  const back = [
    { at: 10, verb: 'claim' },
    { at: 30, verb: 'release' },
    { at: 70, verb: 'claim' },
  ] as const;
  assert.deepEqual(of(back), [10, 50, 50]);
  const rests = [
    { at: 10, verb: 'claim' },
    { at: 20, verb: 'suspend' },
    { at: 60, verb: 'resume' },
  ] as const;
  assert.deepEqual(of(rests), [10, 50, 50]);
});

test('a task that nobody took before it was done only waited', () => {
  assert.deepEqual(of([]), [undefined, 100, 0]);
});

test('a task that the model gives to one person is that person’s from the beginning', () => {
  assert.deepEqual(of([], { assigned: true }), [0, 0, 100]);
  assert.deepEqual(of([{ at: 40, verb: 'release' }]), [0, 60, 40]);
  // The expression named nobody: somebody had to take it.
  assert.deepEqual(of([{ at: 40, verb: 'claim' }], { assigned: true }), [40, 40, 60]);
});

test('a task that somebody had to be nominated for waits until then', () => {
  assert.deepEqual(of([{ at: 25, verb: 'assign' }]), [25, 25, 75]);
});
