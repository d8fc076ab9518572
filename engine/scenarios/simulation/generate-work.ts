// Random work: what one activity does, and how often.
import type { Activity, LoopPlan, Work } from './blocks.ts';
import type { Chance } from './random.ts';

export function activityOf(id: string, work: Work, loop: LoopPlan | null): Activity {
  return { kind: 'activity', id, work, loop, boundaries: [], handler: null };
}

/** @param calm whether it may set off nothing else */
export function leafWork(chance: Chance, calm: boolean): Work {
  const type = chance.pick(types);
  switch (type) {
    case 'manual':
      return { type, addressed: chance.percent(50) };
    case 'user':
      return { type, assigned: chance.percent(30) };
    case 'service':
      return { type, mapped: chance.percent(50), missing: chance.percent(8) };
    case 'send':
      return { type, message: chance.percent(50) ? chance.pick(['M1', 'M2']) : null };
    case 'receive':
      return { type, message: chance.percent(60) ? chance.pick(['M1', 'M2']) : null };
    case 'script': {
      if (calm || chance.percent(60)) return { type, does: chance.pick(['count', 'note'] as const) };
      return { type, does: 'flag', flag: chance.pick(['flag1', 'flag2']), value: chance.percent(60) };
    }
    case 'call':
      return { type, mapped: chance.percent(50) };
    default:
      return { type };
  }
}

const types = [
  'task',
  'manual',
  'user',
  'user',
  'user',
  'service',
  'service',
  'send',
  'receive',
  'script',
  'script',
  'rule',
  'call',
] as const;

export function loopFor(chance: Chance): LoopPlan {
  if (chance.percent(40)) {
    const condition = chance.pick(['counter', 'flag', null] as const);
    const needed = condition !== 'counter';
    return {
      kind: 'standard',
      testBefore: condition !== 'counter' && chance.percent(50),
      condition,
      until: 1 + chance.below(3),
      maximum: needed || chance.percent(40) ? 1 + chance.below(3) : null,
    };
  }
  const count = chance.below(4);
  return {
    kind: 'multi',
    sequential: chance.percent(50),
    from: chance.percent(8) ? 'missing' : chance.pick(['cardinality', 'list'] as const),
    count,
    gathers: chance.percent(50),
    enough: chance.percent(30) ? 1 + chance.below(2) : null,
  };
}
