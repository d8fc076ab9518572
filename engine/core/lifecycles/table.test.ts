import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMachine } from 'xstate';
import { tabulate } from './table.ts';

const door = createMachine({
  id: 'door',
  initial: 'closed',
  states: {
    closed: { on: { open: 'open', lock: 'locked' } },
    open: { on: { close: 'closed', remove: 'removed', knock: { target: 'open' } } },
    locked: { initial: 'once', states: { once: { on: { lock: 'twice' } }, twice: {} }, on: { unlock: 'closed' } },
    removed: { type: 'final' },
  },
});
const table = tabulate<string, string>(door);

test('a life begins in the initial state of its machine', () => {
  assert.equal(table.initial, 'closed');
});

test('a legal move leads to the state the machine names, an illegal one nowhere', () => {
  assert.equal(table.next('closed', 'open'), 'open');
  assert.equal(table.next('closed', 'close'), undefined);
  assert.equal(table.can('removed', 'open'), false);
});

test('a move back to the same state is legal', () => {
  assert.equal(table.next('open', 'knock'), 'open');
});

test('nested states are written as paths and inherit the moves of their parent', () => {
  assert.deepEqual(table.states, ['closed', 'open', 'locked.once', 'locked.twice', 'removed']);
  assert.equal(table.next('locked.once', 'lock'), 'locked.twice');
  assert.equal(table.next('locked.twice', 'unlock'), 'closed');
  assert.deepEqual(table.movesFrom('locked.twice'), ['unlock']);
});

test('only a final state of the machine is final', () => {
  assert.deepEqual(table.states.filter(table.isFinal), ['removed']);
});
