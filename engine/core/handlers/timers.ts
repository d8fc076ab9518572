import type { Command } from '../commands.ts';
import { fireBoundary } from '../elements/events/boundary-event.ts';
import { type Rejection, reject } from '../rejection.ts';
import { elementOf, type Run } from '../run.ts';

/** A timer has fallen due. One that is not armed any more is refused, so a late or doubled firing does no harm. */
export function fireTimer(run: Run, command: Extract<Command, { kind: 'fireTimer' }>): Rejection | null {
  const fired = run.state.subscriptions[command.timer];
  if (fired === undefined) return reject('TIMER_NOT_ARMED', { timer: command.timer });
  const element = elementOf(run, fired.element);
  if (element.type === 'boundaryEvent') fireBoundary(run, element, fired);
  return null;
}
