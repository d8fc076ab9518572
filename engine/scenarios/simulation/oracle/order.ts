// Whether one thing in a block can be done because another was done before it: what the order of undoing goes by.
import { type Activity, type Block, passes } from '../blocks.ts';

/** Whether a token that has been at `from` can come to `to`. */
export function leads(block: Block, from: string, to: string): boolean {
  switch (block.kind) {
    case 'sequence': {
      const start = block.parts.findIndex((part) => holds(part, from));
      const target = block.parts.findIndex((part) => holds(part, to));
      const [first, last] = [block.parts[start], block.parts[target]];
      if (first === undefined || last === undefined || target < start) return false;
      if (start === target) return leads(first, from, to);
      return leaves(first, from) && block.parts.slice(start + 1, target).every(passes);
    }
    case 'loop':
      if (!holds(block.body, from) || !holds(block.body, to)) return false;
      return leads(block.body, from, to) || leaves(block.body, from);
    case 'complex': {
      const after = holds(block.after, to) && block.parts.some((part) => holds(part, from) && leaves(part, from));
      return after || [...block.parts, block.after].some((way) => leads(way, from, to));
    }
    case 'activity':
      if (block.id === from) return block.boundaries.some(({ body }) => holds(body, to));
      return block.boundaries.some(({ body }) => leads(body, from, to));
    default:
      return waysOf(block).some((way) => leads(way, from, to));
  }
}

/** Whether a token at `from` can come out of the block. */
function leaves(block: Block, from: string): boolean {
  switch (block.kind) {
    case 'sequence': {
      const start = block.parts.findIndex((part) => holds(part, from));
      const first = block.parts[start];
      return first !== undefined && leaves(first, from) && block.parts.slice(start + 1).every(passes);
    }
    case 'loop':
      return leaves(block.body, from);
    case 'activity':
      return block.id === from || block.boundaries.some(({ body, joins }) => joins && leaves(body, from));
    case 'end':
      return false;
    default:
      return block.id === from || waysOf(block).some((way) => leaves(way, from));
  }
}

/** Whether it is one of the steps of this block, in the same frame. */
function holds(block: Block, id: string): boolean {
  if (block.id === id) return true;
  if (block.kind === 'sequence') return block.parts.some((part) => holds(part, id));
  if (block.kind === 'loop') return holds(block.body, id);
  if (block.kind === 'activity') return (block as Activity).boundaries.some(({ body }) => holds(body, id));
  return waysOf(block).some((way) => holds(way, id));
}

function waysOf(block: Block): readonly Block[] {
  switch (block.kind) {
    case 'choice':
    case 'parallel':
    case 'inclusive':
      return block.parts;
    case 'eventChoice':
      return block.ways.map(({ body }) => body);
    default:
      return [];
  }
}
