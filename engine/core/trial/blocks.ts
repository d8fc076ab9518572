// Block-structured processes: what random tests are made of. A block has one way in and one way out, so that an
// oracle can say what must happen without knowing anything of tokens.
import type { Program } from '../model/program.ts';
import type { Json } from '../values.ts';
import { buildProgram, expression, type NodeSpec, timer } from './build-program.ts';

export type Block =
  | { readonly kind: 'auto' }
  | { readonly kind: 'user' }
  | { readonly kind: 'service' }
  | { readonly kind: 'sequence'; readonly parts: readonly Block[] }
  | { readonly kind: 'choice'; readonly chosen: number; readonly parts: readonly Block[] }
  | { readonly kind: 'parallel'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop'; readonly turns: number; readonly body: Block }
  | { readonly kind: 'guarded'; readonly interrupting: boolean; readonly handler: Block };

/** The same block with an id at every place that has a name in the process. */
export type Named = Block & { readonly id: string; readonly inside: readonly Named[] };

export interface Compiled {
  readonly program: Program;
  readonly variables: { readonly [name: string]: Json };
}

/** Gives every block an id, in the order of reading. */
export function named(block: Block, count: { next: number } = { next: 1 }): Named {
  const id = `b${count.next++}`;
  const inside = insideOf(block).map((part) => named(part, count));
  return { ...block, id, inside };
}

/** The boundary event of a guarded block. */
export function alarmOf(block: Named): string {
  return `${block.id}Alarm`;
}

export function compile(block: Named): Compiled {
  const draft: Draft = { nodes: { start: { type: 'startEvent' } }, flows: [], variables: {} };
  const exit = place(draft, block, { from: 'start', arrow: '->', condition: '' });
  draft.nodes['end'] = { type: 'endEvent' };
  connect(draft, exit, 'end');
  return { program: buildProgram(draft.nodes, draft.flows), variables: draft.variables };
}

interface Draft {
  readonly nodes: Record<string, NodeSpec>;
  readonly flows: string[];
  readonly variables: Record<string, Json>;
}

/** A flow that has a source and no target yet. */
interface Link {
  readonly from: string;
  readonly arrow: '->' | '=>';
  readonly condition: string;
}

function insideOf(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'sequence':
    case 'choice':
    case 'parallel':
      return block.parts;
    case 'loop':
      return [block.body];
    case 'guarded':
      return [block.handler];
    default:
      return [];
  }
}

function place(draft: Draft, block: Named, entry: Link): Link {
  switch (block.kind) {
    case 'auto':
      return add(draft, entry, block.id, { type: 'task' });
    case 'user':
      return add(draft, entry, block.id, { type: 'userTask' });
    case 'service':
      return add(draft, entry, block.id, { type: 'serviceTask' });
    case 'sequence':
      return block.inside.reduce((link, part) => place(draft, part, link), entry);
    case 'choice':
      return placeChoice(draft, block, block.chosen, entry);
    case 'parallel': {
      const fork = add(draft, entry, `${block.id}Fork`, { type: 'parallelGateway' });
      const exits = block.inside.map((part) => place(draft, part, fork));
      return merge(draft, exits, `${block.id}Join`, 'parallelGateway');
    }
    case 'loop':
      return placeLoop(draft, block, block.turns, entry);
    case 'guarded':
      return placeGuarded(draft, block, block.interrupting, entry);
  }
}

function placeChoice(draft: Draft, block: Named, chosen: number, entry: Link): Link {
  const gateway = `${block.id}Choice`;
  const variable = `${block.id}Chosen`;
  draft.variables[variable] = chosen;
  add(draft, entry, gateway, { type: 'exclusiveGateway' });
  const exits = block.inside.map((part, index) => {
    const last = index === block.inside.length - 1;
    const condition = last ? '' : ` if ${variable} = ${index}`;
    return place(draft, part, { from: gateway, arrow: last ? '=>' : '->', condition });
  });
  return merge(draft, exits, `${block.id}Merge`, 'exclusiveGateway');
}

function placeLoop(draft: Draft, block: Named, turns: number, entry: Link): Link {
  const counter = `${block.id}Turn`;
  const reset = add(draft, entry, `${block.id}Reset`, script('=0', counter));
  const top = `${block.id}Top`;
  const again = `${block.id}Again`;
  let link = add(draft, reset, top, { type: 'exclusiveGateway' });
  for (const part of block.inside) link = place(draft, part, link);
  link = add(draft, link, `${block.id}Count`, script(`=${counter} + 1`, counter));
  add(draft, link, again, { type: 'exclusiveGateway' });
  connect(draft, { from: again, arrow: '->', condition: ` if ${counter} < ${turns}` }, top);
  return { from: again, arrow: '=>', condition: '' };
}

function placeGuarded(draft: Draft, block: Named, interrupting: boolean, entry: Link): Link {
  const work = add(draft, entry, block.id, { type: 'userTask' });
  const alarm = alarmOf(block);
  const trigger = { kind: 'timer', timer: timer('duration', 'PT1H') } as const;
  draft.nodes[alarm] = { type: 'boundaryEvent', attachedTo: block.id, interrupting, trigger };
  let handled: Link = { from: alarm, arrow: '->', condition: '' };
  for (const part of block.inside) handled = place(draft, part, handled);
  if (interrupting) return merge(draft, [work, handled], `${block.id}Merge`, 'exclusiveGateway');
  add(draft, handled, `${block.id}Handled`, { type: 'endEvent' });
  return work;
}

function script(source: string, result: string): NodeSpec {
  return { type: 'scriptTask', script: expression(source), result };
}

function add(draft: Draft, entry: Link, id: string, spec: NodeSpec): Link {
  draft.nodes[id] = spec;
  connect(draft, entry, id);
  return { from: id, arrow: '->', condition: '' };
}

function merge(draft: Draft, exits: readonly Link[], id: string, type: 'parallelGateway' | 'exclusiveGateway'): Link {
  draft.nodes[id] = { type };
  for (const exit of exits) connect(draft, exit, id);
  return { from: id, arrow: '->', condition: '' };
}

function connect(draft: Draft, link: Link, target: string): void {
  draft.flows.push(`${link.from} ${link.arrow} ${target}${link.condition}`);
}
