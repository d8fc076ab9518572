import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caseLife } from './case.ts';
import { noticeLife } from './notice.ts';
import { publicationLife } from './publication.ts';
import { slaClockLife } from './sla-clock.ts';

describe('lives around a case', () => {
  it('a case can be opened again until the person is erased', () => {
    assert.equal(caseLife.next('closed', 'reopen'), 'open');
    assert.equal(caseLife.next('open', 'erase'), undefined);
    assert.ok(caseLife.isFinal('erased'));
  });

  it('a breached clock can no longer be met, and a paused one not be breached', () => {
    assert.equal(slaClockLife.next('breached', 'meet'), undefined);
    assert.equal(slaClockLife.next('paused', 'breach'), undefined);
    assert.equal(slaClockLife.next('paused', 'resume'), 'running');
  });

  it('a notice of unknown fate is never simply queued again', () => {
    assert.equal(noticeLife.next('unknown', 'retry'), undefined);
    assert.equal(noticeLife.next('sending', 'retry'), 'queued');
    assert.equal(noticeLife.next('sent', 'lease'), undefined);
  });

  it('what a provider reports is true of what is on its way, even before its answer is kept', () => {
    const reported = noticeLife.states.filter((state) => noticeLife.can(state, 'deliver'));
    assert.deepEqual(reported, ['sending', 'unknown', 'sent']);
    assert.deepEqual(
      noticeLife.states.filter((state) => noticeLife.can(state, 'accept')),
      ['sending', 'unknown'],
    );
  });

  it('nothing becomes public without a review', () => {
    assert.equal(publicationLife.initial, 'draft');
    assert.equal(publicationLife.next('draft', 'publish'), undefined);
    assert.equal(publicationLife.next('withdrawn', 'publish'), undefined);
    assert.equal(publicationLife.next('published', 'withdraw'), 'withdrawn');
  });
});
