// The life of an SLA clock. A breach stays a breach, however soon the work is done after it; a case that is opened
// again gets a new clock. While it is paused nothing can be breached.
import { createMachine } from 'xstate';
import { tabulate } from '#engine/core/lifecycles/table.ts';

export type SlaClockState = 'running' | 'paused' | 'met' | 'breached';
export type SlaClockMove = 'pause' | 'resume' | 'extend' | 'meet' | 'breach';

export const slaClockMachine = createMachine({
  id: 'slaClock',
  initial: 'running',
  states: {
    running: { on: { pause: 'paused', extend: 'running', meet: 'met', breach: 'breached' } },
    paused: { on: { resume: 'running', meet: 'met' } },
    met: { type: 'final' },
    breached: { type: 'final' },
  },
});

export const slaClockLife = tabulate<SlaClockState, SlaClockMove>(slaClockMachine);
