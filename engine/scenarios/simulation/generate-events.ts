// Random events: what may be caught and thrown where. What begins something again and again has a name of its own, so
// that nobody who must get one waits in vain, and a run can be brought to its end.
import type { CatchPlan, SingleCatch, SingleThrow, ThrowPlan } from './blocks.ts';
import { codes, signals } from './event-xml.ts';
import type { Chance } from './random.ts';

export type CatchPosition =
  | 'catch'
  | 'gateway'
  | 'border'
  | 'besideBorder'
  | 'event'
  | 'rootEvent'
  | 'besideEvent'
  | 'besideRoot';

const kindsAt: Readonly<Record<CatchPosition, readonly SingleCatch['on'][]>> = {
  catch: ['timer', 'message', 'signal', 'condition'],
  gateway: ['timer', 'message', 'signal', 'condition'],
  border: ['timer', 'message', 'signal', 'condition', 'error', 'error', 'escalation'],
  besideBorder: ['timer', 'message', 'signal', 'condition', 'escalation', 'escalation'],
  event: ['timer', 'message', 'signal', 'condition', 'error', 'error', 'escalation', 'compensation'],
  rootEvent: ['timer', 'message', 'signal', 'condition', 'error', 'error', 'escalation'],
  besideRoot: ['timer', 'message', 'signal', 'condition', 'escalation', 'escalation'],
  besideEvent: ['timer', 'message', 'signal', 'condition', 'escalation', 'escalation'],
};

/** Where a time that is not known yet stops a node; at the process itself it would refuse the start. */
const mayMiss: ReadonlySet<CatchPosition> = new Set(['catch', 'border', 'besideBorder', 'event']);

export function catchFor(chance: Chance, position: CatchPosition): CatchPlan {
  const single = singleCatch(chance, position, chance.pick(kindsAt[position]));
  const alone = ['error', 'compensation'].includes(single.on) || position === 'gateway';
  if (alone || chance.percent(85)) return single;
  const other = singleCatch(chance, position, chance.pick(['timer', 'message', 'signal', 'condition'] as const));
  const of = [single, other].map(
    (one): SingleCatch => (one.on === 'timer' ? { ...one, form: 'duration', missing: false } : one),
  );
  const heard = of.every(({ on }) => on !== 'escalation');
  return { on: 'multiple', parallel: heard && chance.percent(50), of };
}

function singleCatch(chance: Chance, position: CatchPosition, on: SingleCatch['on']): SingleCatch {
  const again = position.startsWith('beside');
  switch (on) {
    case 'timer': {
      const form = chance.pick(['duration', 'duration', 'date', 'cycle'] as const);
      const minutes = chance.pick([10, 30, 60, 120, 1440]);
      return { on, form, minutes, times: 1 + chance.below(3), missing: mayMiss.has(position) && chance.percent(8) };
    }
    case 'message':
      return { on, name: again ? 'M3' : chance.pick(['M1', 'M2']) };
    case 'signal':
      return { on, name: again ? 'S2' : 'S1' };
    case 'condition':
      return { on, flag: again ? 'flag2' : 'flag1' };
    case 'error':
    case 'escalation':
      return { on, code: chance.percent(35) ? null : chance.pick(codes) };
    default:
      return { on };
  }
}

interface Thrower {
  readonly chance: Chance;
  readonly calm: boolean;
  readonly undoable: readonly string[];
}

/** An intermediate event. */
export function throwFor(around: Thrower): ThrowPlan {
  const { chance } = around;
  if (chance.percent(8)) return { what: 'none' };
  if (chance.percent(90)) return anyThrow(around, 'middle');
  const of = [anyThrow(around, 'several'), anyThrow(around, 'several')];
  return { what: 'multiple', of };
}

export function anyThrow({ chance, calm, undoable }: Thrower, where: 'middle' | 'end' | 'several'): SingleThrow {
  const kinds: ('message' | 'signal' | 'escalation' | 'error' | 'compensation')[] = ['message'];
  if (!calm) kinds.push('signal', 'signal', 'escalation', 'escalation');
  if (where === 'end') kinds.push('error', 'error');
  if (where !== 'several') kinds.push('compensation', 'compensation');
  const what = chance.pick(kinds);
  if (what === 'message') return { what, name: chance.pick(['M1', 'M2', 'M3']) };
  if (what === 'signal') return { what, name: chance.pick(signals) };
  if (what !== 'compensation') return { what, name: chance.pick(codes) };
  const named = undoable.length > 0 && chance.percent(40);
  return { what, activity: named ? chance.pick(undoable) : null };
}
