import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RelaySender, relayBounds, relayHindrance, unanswered } from './relay.ts';

const { unansweredMax, messagesMax } = relayBounds;
const times = (n: number, sender: RelaySender): readonly RelaySender[] => Array.from({ length: n }, () => sender);

test('an official begins; each side writes a few messages before it must wait for the other', () => {
  const open = true;
  assert.equal(relayHindrance('reporter', { open, senders: [] }), 'notBegun');
  assert.equal(relayHindrance('office', { open, senders: [] }), undefined);
  const asked = times(unansweredMax, 'office');
  assert.equal(relayHindrance('office', { open, senders: asked.slice(1) }), undefined);
  assert.equal(relayHindrance('office', { open, senders: asked }), 'unanswered');
  assert.equal(relayHindrance('reporter', { open, senders: asked }), undefined);
  assert.equal(relayHindrance('office', { open, senders: [...asked, 'reporter'] }), undefined);
  assert.equal(
    relayHindrance('reporter', { open, senders: [...asked, ...times(unansweredMax, 'reporter')] }),
    'unanswered',
  );
  const full = Array.from(
    { length: messagesMax },
    (_, index): RelaySender => (index % 2 === 0 ? 'office' : 'reporter'),
  );
  assert.equal(relayHindrance('office', { open, senders: full }), 'full');
  assert.equal(relayHindrance('office', { open: false, senders: [] }), 'closed');
});

test('what is not answered is what stands behind the last word of the other side', () => {
  assert.equal(unanswered('office', []), 0);
  assert.equal(unanswered('office', ['office', 'reporter', 'office', 'office']), 2);
  assert.equal(unanswered('office', ['office', 'reporter']), 0);
});
