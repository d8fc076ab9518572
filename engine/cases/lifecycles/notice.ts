// The life of a notice in the outbox. `unknown`: the line broke when it may have been taken; it is looked up at the
// provider before it is sent again, so that nobody gets the same message twice.
import { createMachine } from 'xstate';
import { tabulate } from '#engine/core/lifecycles/table.ts';

export type NoticeLifeState = 'queued' | 'sending' | 'unknown' | 'sent' | 'delivered' | 'bounced' | 'dead';
export type NoticeLifeMove = 'lease' | 'accept' | 'retry' | 'lose' | 'refuse' | 'deliver' | 'bounce';

const reported = { deliver: 'delivered', bounce: 'bounced' } as const;

export const noticeMachine = createMachine({
  id: 'notice',
  initial: 'queued',
  states: {
    queued: { on: { lease: 'sending', refuse: 'dead' } },
    // A lease that ran out is taken again; the provider's report may come before its answer has been kept.
    sending: {
      on: { ...reported, lease: 'sending', accept: 'sent', retry: 'queued', lose: 'unknown', refuse: 'dead' },
    },
    unknown: { on: { ...reported, lease: 'sending', accept: 'sent', refuse: 'dead' } },
    sent: { on: reported },
    delivered: { type: 'final' },
    bounced: { type: 'final' },
    dead: { type: 'final' },
  },
});

export const noticeLife = tabulate<NoticeLifeState, NoticeLifeMove>(noticeMachine);
