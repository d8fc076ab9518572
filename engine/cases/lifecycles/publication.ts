// The life of a publication: what is public was reviewed first, and can be taken back.
import { createMachine } from 'xstate';
import { tabulate } from '#engine/core/lifecycles/table.ts';

export type PublicationState = 'draft' | 'inReview' | 'published' | 'withdrawn';
export type PublicationMove = 'submit' | 'return' | 'publish' | 'withdraw';

export const publicationMachine = createMachine({
  id: 'publication',
  initial: 'draft',
  states: {
    draft: { on: { submit: 'inReview' } },
    inReview: { on: { return: 'draft', publish: 'published' } },
    published: { on: { withdraw: 'withdrawn' } },
    withdrawn: { on: { submit: 'inReview' } },
  },
});

export const publicationLife = tabulate<PublicationState, PublicationMove>(publicationMachine);
