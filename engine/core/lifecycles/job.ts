// The life of a job, as the core sees it: leases are the shell's own business, since they never change the process.
import { createMachine } from 'xstate';
import { tabulate } from './table.ts';

export type JobState = 'ready' | 'leased' | 'retrying' | 'incident' | 'done' | 'cancelled';
export type JobMove = 'lease' | 'expire' | 'complete' | 'retry' | 'giveUp' | 'cancel';

const work = { complete: 'done', retry: 'retrying', giveUp: 'incident', cancel: 'cancelled' } as const;

export const jobMachine = createMachine({
  id: 'job',
  initial: 'ready',
  states: {
    ready: { on: { ...work, lease: 'leased' } },
    leased: { on: { ...work, expire: 'ready' } },
    retrying: { on: { ...work, lease: 'leased' } },
    incident: { on: { cancel: 'cancelled' } },
    done: { type: 'final' },
    cancelled: { type: 'final' },
  },
});

export const jobLife = tabulate<JobState, JobMove>(jobMachine);
