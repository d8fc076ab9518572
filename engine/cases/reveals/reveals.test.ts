import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRevealOpen, isRevealWaiting, revealBounds } from './reveals.ts';

const asked = { state: 'asked', askedAt: 0, decidedBy: '', openUntil: null } as const;
const granted = { state: 'granted', askedAt: 0, decidedBy: '', openUntil: revealBounds.openMs } as const;

test('a contact is seen up to the end of its time, of a confidential case only where a second person has said so', () => {
  assert.ok(isRevealOpen(granted, 'normal', 0));
  assert.ok(isRevealOpen(granted, 'normal', revealBounds.openMs - 1));
  assert.ok(!isRevealOpen(granted, 'normal', revealBounds.openMs));
  assert.ok(!isRevealOpen(granted, 'confidential', 0), 'it has become confidential since');
  assert.ok(isRevealOpen({ ...granted, decidedBy: 'thanhtra' }, 'confidential', 0));
  assert.ok(!isRevealOpen(asked, 'normal', 0));
  assert.ok(!isRevealOpen({ ...granted, state: 'refused' }, 'normal', 0));
});

test('what nobody has decided within a day is asked anew', () => {
  assert.ok(isRevealWaiting(asked, revealBounds.lapsesAfterMs - 1));
  assert.ok(!isRevealWaiting(asked, revealBounds.lapsesAfterMs));
  assert.ok(!isRevealWaiting(granted, 0));
});
