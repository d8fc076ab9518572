// What a block-structured process must do, told without tokens, flows or gateways: a tree of what is still to be done,
// rewritten by each thing that happens. Written apart from the core on purpose; it shares nothing with it but the blocks.
import { alarmOf, type Named } from './blocks.ts';

export interface Oracle {
  /** Names of what can happen now: a task completed, or an alarm (with `Alarm` at its end). Sorted. */
  enabled(): readonly string[];
  happen(name: string): void;
  /** Every task and alarm that is done, in no order. */
  done(): readonly string[];
  finished(): boolean;
}

export function oracleOf(block: Named): Oracle {
  const log: string[] = [];
  let trees: readonly Rest[] = [begin(block, log)];
  return {
    enabled: () => trees.flatMap(offers).toSorted(),
    happen: (name) => {
      const world: World = { name, log, used: false, beside: [] };
      trees = trees.map((tree) => after(tree, world));
      if (!world.used) throw new Error(`${name} cannot happen`);
      trees = [...trees, ...world.beside].filter((tree) => tree !== nothing);
    },
    done: () => log.toSorted(),
    finished: () => trees.every((tree) => tree === nothing),
  };
}

/** What is left to do. */
type Rest = typeof nothing | Wait | Chain | Both;
const nothing = { kind: 'nothing' } as const;
interface Wait {
  readonly kind: 'wait';
  readonly block: Named;
  readonly alarmed: boolean;
}
interface Chain {
  readonly kind: 'chain';
  readonly now: Rest;
  readonly later: readonly Named[];
}
interface Both {
  readonly kind: 'both';
  readonly parts: readonly Rest[];
}

interface World {
  readonly name: string;
  readonly log: string[];
  /** One thing happens once, even where two places wait for the same. */
  used: boolean;
  /** What an alarm that does not interrupt sets going beside the rest. */
  readonly beside: Rest[];
}

function begin(block: Named, log: string[]): Rest {
  switch (block.kind) {
    case 'auto':
      log.push(block.id);
      return nothing;
    case 'user':
    case 'service':
    case 'guarded':
      return { kind: 'wait', block, alarmed: false };
    case 'sequence':
      return chain(nothing, block.inside, log);
    case 'choice': {
      const chosen = block.inside[block.chosen];
      return chosen === undefined ? nothing : begin(chosen, log);
    }
    case 'parallel':
      return both(block.inside.map((part) => begin(part, log)));
    case 'loop':
      return chain(nothing, Array.from({ length: block.turns }, () => block.inside).flat(), log);
  }
}

function chain(first: Rest, later: readonly Named[], log: string[]): Rest {
  let now = first;
  let rest = later;
  while (now === nothing && rest.length > 0) {
    const [next, ...others] = rest;
    rest = others;
    if (next !== undefined) now = begin(next, log);
  }
  return now === nothing ? nothing : { kind: 'chain', now, later: rest };
}

function both(parts: readonly Rest[]): Rest {
  return parts.every((part) => part === nothing) ? nothing : { kind: 'both', parts };
}

function offers(rest: Rest): readonly string[] {
  switch (rest.kind) {
    case 'nothing':
      return [];
    case 'wait': {
      const alarm = rest.block.kind === 'guarded' && !rest.alarmed;
      return alarm ? [rest.block.id, alarmOf(rest.block)] : [rest.block.id];
    }
    case 'chain':
      return offers(rest.now);
    case 'both':
      return rest.parts.flatMap(offers);
  }
}

function after(rest: Rest, world: World): Rest {
  switch (rest.kind) {
    case 'nothing':
      return rest;
    case 'wait':
      return afterWait(rest, world);
    case 'chain':
      return chain(after(rest.now, world), rest.later, world.log);
    case 'both':
      return both(rest.parts.map((part) => after(part, world)));
  }
}

function afterWait(rest: Wait, world: World): Rest {
  const { block } = rest;
  if (world.used) return rest;
  if (world.name === block.id) {
    world.used = true;
    world.log.push(block.id);
    return nothing;
  }
  if (block.kind !== 'guarded' || rest.alarmed || world.name !== alarmOf(block)) return rest;
  world.used = true;
  world.log.push(world.name);
  const handling = chain(nothing, block.inside, world.log);
  if (block.interrupting) return handling;
  world.beside.push(handling);
  return { ...rest, alarmed: true };
}
