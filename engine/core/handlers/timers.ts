import type { Command } from '../commands.ts';
import { type Rejection, reject } from '../rejection.ts';
import type { Run } from '../run.ts';
import { occur } from '../verbs/catch.ts';
import { wakeTask } from './tasks.ts';

/** A timer has fallen due. One that is not armed any more is refused, so a late or doubled firing does no harm. */
export function fireTimer(run: Run, command: Extract<Command, { kind: 'fireTimer' }>): Rejection | null {
  const fired = run.state.subscriptions[command.timer];
  if (fired?.kind !== 'timer') return reject('TIMER_NOT_ARMED', { timer: command.timer });
  if (fired.wakes) wakeTask(run, fired);
  else occur(run, fired);
  return null;
}
