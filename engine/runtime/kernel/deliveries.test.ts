import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliveriesOf, deliveryOf, saidIn } from './deliveries.ts';

const call = {
  kind: 'callProcess',
  call: 'c4',
  element: 'a',
  process: 'sub',
  version: 'latest',
  variables: {},
} as const;

test('a call that the same step gives up is not made', () => {
  assert.deepEqual(deliveriesOf(null, [call, { kind: 'cancelCall', call: 'c4' }]), []);
  assert.deepEqual(
    deliveriesOf(null, [call, { kind: 'cancelCall', call: 'c3' }]).map(({ type }) => type),
    ['call', 'cancelCall'],
  );
});

test('a signal takes its content along, and a row says what it was written from', () => {
  const [delivery] = deliveriesOf(null, [
    { kind: 'broadcastSignal', signal: 'storm', element: 'e', variables: { content: { level: 3 } } },
  ]);
  assert.ok(delivery);
  const said = { type: 'signal', signal: 'storm', variables: { content: { level: 3 } } } as const;
  assert.deepEqual(saidIn(delivery), said);
  assert.deepEqual(deliveryOf(said, 'e'), delivery);
});

test('nobody is told how an instance ended that nobody has called', () => {
  const ended = { kind: 'instanceEnded', state: 'completed', variables: { a: 1 } } as const;
  assert.deepEqual(deliveriesOf(null, [ended]), []);
  const [told] = deliveriesOf({ instanceId: 'i', call: 'c4' }, [ended]);
  assert.deepEqual(told?.inputs, {
    instance: 'i',
    command: { kind: 'completeCall', call: 'c4', variables: { a: 1 } },
  });
});
