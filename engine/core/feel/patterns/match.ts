// Matching in time that grows with the length of the text and of the pattern, whatever they are: all ways through the
// pattern are followed side by side (Pike's machine), and each step costs.
import { type Run, spend } from '../run.ts';
import type { CharacterSet } from './character-class.ts';
import { PatternError, type PatternNode } from './parse.ts';

type Instruction =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'start' | 'end' | 'match' }
  | { readonly kind: 'save'; readonly slot: number }
  /** The first way is preferred. */
  | { readonly kind: 'split'; first: number; second: number }
  | { readonly kind: 'jump'; to: number };

export interface Machine {
  readonly code: readonly Instruction[];
  readonly groups: number;
  readonly multiline: boolean;
}

/** Instructions of one pattern; repetitions with numbers are written out. */
const instructionsMax = 2_000;

/** @throws PatternError for a pattern that is too large */
export function assemble(node: PatternNode, groups: number, multiline: boolean): Machine {
  const code: Instruction[] = [];
  const add = <T extends Instruction>(instruction: T): T => {
    if (code.length >= instructionsMax) throw new PatternError('the pattern is too large', false);
    code.push(instruction);
    return instruction;
  };
  write({ kind: 'group', index: 0, body: node }, code, add);
  add({ kind: 'match' });
  return { code, groups, multiline };
}

type Add = <T extends Instruction>(instruction: T) => T;

function write(node: PatternNode, code: readonly Instruction[], add: Add): void {
  switch (node.kind) {
    case 'set':
      add({ kind: 'set', set: node.set });
      return;
    case 'start':
    case 'end':
      add({ kind: node.kind });
      return;
    case 'sequence':
      for (const part of node.parts) write(part, code, add);
      return;
    case 'choice':
      writeChoice(node.parts, code, add);
      return;
    case 'group':
      if (node.index !== null) add({ kind: 'save', slot: node.index * 2 });
      write(node.body, code, add);
      if (node.index !== null) add({ kind: 'save', slot: node.index * 2 + 1 });
      return;
    case 'repeat':
      writeRepeat(node, code, add);
  }
}

function writeChoice(parts: readonly PatternNode[], code: readonly Instruction[], add: Add): void {
  const jumps: { to: number }[] = [];
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const split = last ? null : add({ kind: 'split', first: code.length + 1, second: 0 });
    write(part, code, add);
    if (!last) jumps.push(add({ kind: 'jump', to: 0 }));
    if (split !== null) split.second = code.length;
  }
  for (const jump of jumps) jump.to = code.length;
}

function writeRepeat(node: PatternNode & { kind: 'repeat' }, code: readonly Instruction[], add: Add): void {
  const { body, least, most, greedy } = node;
  for (let count = 0; count < least; count++) {
    const before = code.length;
    write(body, code, add);
    // What takes no character need not be repeated, however often it is asked for.
    if (code.length === before) return;
  }
  const splits: { first: number; second: number }[] = [];
  const split = (): void => {
    splits.push(add({ kind: 'split', first: code.length + 1, second: code.length + 1 }));
  };
  if (most === Number.POSITIVE_INFINITY) {
    const again = code.length;
    split();
    write(body, code, add);
    add({ kind: 'jump', to: again });
  } else {
    for (let count = least; count < most; count++) {
      split();
      write(body, code, add);
    }
  }
  for (const { first } of splits) {
    const at = first - 1;
    const instruction = code[at];
    if (instruction?.kind !== 'split') continue;
    if (greedy) instruction.second = code.length;
    else instruction.first = code.length;
  }
}

/** Where groups begin and end, by characters: `[from, to]` of the whole match first; undefined: the group took no part. */
export type Found = readonly (number | undefined)[];

interface Thread {
  readonly at: number;
  readonly slots: Found;
}

/** The leftmost match from a character on; null where there is none. @throws TooCostly */
export function search(machine: Machine, text: readonly string[], from: number, run: Run): Found | null {
  let threads: Thread[] = [];
  let found: Found | null = null;
  for (let index = from; index <= text.length; index++) {
    const seen = new Set<number>();
    const now: Thread[] = [];
    for (const thread of threads) follow(machine, thread, { text, index, seen, to: now });
    if (found === null) follow(machine, { at: 0, slots: [] }, { text, index, seen, to: now });
    spend(run, 1 + (seen.size >>> 3));
    if (now.length === 0 && found !== null) break;
    threads = [];
    for (const { at, slots } of now) {
      const instruction = machine.code[at];
      if (instruction?.kind === 'match') {
        found = slots;
        break;
      }
      const character = text[index];
      const passes = instruction?.kind === 'set' && character !== undefined && instruction.set(character);
      if (passes) threads.push({ at: at + 1, slots });
    }
    if (found !== null && threads.length === 0) break;
  }
  return found;
}

interface Place {
  readonly text: readonly string[];
  readonly index: number;
  readonly seen: Set<number>;
  readonly to: Thread[];
}

/** Adds where a thread can stand without taking a character, in the order of preference. */
function follow(machine: Machine, first: Thread, place: Place): void {
  const stack: Thread[] = [first];
  for (let thread = stack.pop(); thread !== undefined; thread = stack.pop()) {
    const { at, slots } = thread;
    if (place.seen.has(at)) continue;
    place.seen.add(at);
    const instruction = machine.code[at];
    switch (instruction?.kind) {
      case 'jump':
        stack.push({ at: instruction.to, slots });
        break;
      case 'split':
        stack.push({ at: instruction.second, slots }, { at: instruction.first, slots });
        break;
      case 'save': {
        const saved = [...slots];
        saved[instruction.slot] = place.index;
        stack.push({ at: at + 1, slots: saved });
        break;
      }
      case 'start':
      case 'end':
        if (isBorder(instruction.kind, machine.multiline, place)) stack.push({ at: at + 1, slots });
        break;
      default:
        place.to.push(thread);
    }
  }
}

function isBorder(kind: 'start' | 'end', multiline: boolean, { text, index }: Place): boolean {
  if (kind === 'start') return index === 0 || (multiline && text[index - 1] === '\n' && index < text.length);
  return index === text.length || (multiline && text[index] === '\n');
}
