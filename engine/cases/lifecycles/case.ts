// The life of a case. Closing is not the end: a citizen may report again, and one day the person is erased.
import { createMachine } from 'xstate';
import { tabulate } from '#engine/core/lifecycles/table.ts';

export type CaseLifeState = 'open' | 'closed' | 'erased';
export type CaseLifeMove = 'close' | 'reopen' | 'erase';

export const caseMachine = createMachine({
  id: 'case',
  initial: 'open',
  states: {
    open: { on: { close: 'closed' } },
    closed: { on: { reopen: 'open', erase: 'erased' } },
    erased: { type: 'final' },
  },
});

export const caseLife = tabulate<CaseLifeState, CaseLifeMove>(caseMachine);
