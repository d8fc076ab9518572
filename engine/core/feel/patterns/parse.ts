// Regular expressions of XPath 3.1 (§5.6.1, on XML Schema part 2 appendix F), parsed. Back-references and blocks of
// Unicode are not supported; they are told apart from what is no pattern at all.
import { type CharacterSet, category, named, range, single } from './character-class.ts';

export type PatternNode =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'group'; readonly index: number | null; readonly body: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly least: number;
      /** Infinity: without end. */
      readonly most: number;
      readonly greedy: boolean;
    };

export interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
  readonly multiline: boolean;
  readonly extended: boolean;
  readonly literal: boolean;
}

export class PatternError extends Error {
  readonly supported: boolean;

  constructor(message: string, supported = true) {
    super(message);
    this.supported = supported;
  }
}

/** @throws PatternError for flags that there are not */
export function flagsOf(text: string): Flags {
  if (!/^[smixq]*$/.test(text)) throw new PatternError(`there are no flags "${text}"`);
  const has = (flag: string): boolean => text.includes(flag);
  return { ignoreCase: has('i'), dotAll: has('s'), multiline: has('m'), extended: has('x'), literal: has('q') };
}

/** @throws PatternError */
export function parsePattern(source: string, flags: Flags): { readonly node: PatternNode; readonly groups: number } {
  const characters = [...source];
  if (flags.literal) {
    const parts = characters.map(
      (character): PatternNode => ({ kind: 'set', set: single(character, flags.ignoreCase) }),
    );
    return { node: { kind: 'sequence', parts }, groups: 0 };
  }
  const reader = new Reader(flags.extended ? withoutBlanks(characters) : characters, flags);
  return { node: reader.whole(), groups: reader.groups };
}

/** Blanks mean nothing with the flag `x`, but inside a class. */
function withoutBlanks(characters: readonly string[]): readonly string[] {
  let depth = 0;
  return characters.filter((character, index) => {
    if (characters[index - 1] !== '\\') {
      if (character === '[') depth += 1;
      if (character === ']') depth -= 1;
    }
    return depth > 0 || !/[ \t\n\r]/.test(character);
  });
}

const nestingMax = 50;

class Reader {
  groups = 0;
  readonly #characters: readonly string[];
  readonly #flags: Flags;
  #at = 0;
  #depth = 0;

  constructor(characters: readonly string[], flags: Flags) {
    this.#characters = characters;
    this.#flags = flags;
  }

  whole(): PatternNode {
    const node = this.#choice();
    if (this.#peek() !== undefined) throw new PatternError(`"${this.#peek()}" closes nothing`);
    return node;
  }

  #peek(ahead = 0): string | undefined {
    return this.#characters[this.#at + ahead];
  }

  #next(): string {
    const character = this.#characters[this.#at];
    if (character === undefined) throw new PatternError('the pattern is not complete');
    this.#at += 1;
    return character;
  }

  #choice(): PatternNode {
    const parts = [this.#sequence()];
    while (this.#peek() === '|') {
      this.#at += 1;
      parts.push(this.#sequence());
    }
    return parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };
  }

  #sequence(): PatternNode {
    const parts: PatternNode[] = [];
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek()) {
      parts.push(this.#repeated(this.#atom()));
    }
    return { kind: 'sequence', parts };
  }

  #repeated(body: PatternNode): PatternNode {
    const bounds = this.#quantifier();
    if (bounds === null) return body;
    if (body.kind === 'start' || body.kind === 'end') throw new PatternError('an anchor cannot be repeated');
    const reluctant = this.#peek() === '?';
    if (reluctant) this.#at += 1;
    if (/^[*+?{]$/.test(this.#peek() ?? '')) throw new PatternError('a repetition cannot be repeated');
    return { kind: 'repeat', body, least: bounds[0], most: bounds[1], greedy: !reluctant };
  }

  #quantifier(): readonly [number, number] | null {
    const character = this.#peek();
    if (character === '*' || character === '+' || character === '?') {
      this.#at += 1;
      return [character === '+' ? 1 : 0, character === '?' ? 1 : Number.POSITIVE_INFINITY];
    }
    if (character !== '{') return null;
    const end = this.#characters.indexOf('}', this.#at);
    const match = /^\{(\d{1,6})(,(\d{1,6})?)?\}$/.exec(this.#characters.slice(this.#at, end + 1).join(''));
    if (match === null) throw new PatternError('a quantity is not complete');
    this.#at = end + 1;
    const least = Number(match[1]);
    const most = match[2] === undefined ? least : match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (most < least) throw new PatternError('a quantity ends before it begins');
    return [least, most];
  }

  #atom(): PatternNode {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group();
      case '[':
        return { kind: 'set', set: this.#class() };
      case '.':
        return { kind: 'set', set: this.#flags.dotAll ? () => true : (one) => one !== '\n' && one !== '\r' };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      case '\\':
        return { kind: 'set', set: this.#escape() };
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new PatternError(`"${character}" has nothing before it`);
      default:
        return { kind: 'set', set: single(character, this.#flags.ignoreCase) };
    }
  }

  #group(): PatternNode {
    this.#depth += 1;
    if (this.#depth > nestingMax) throw new PatternError('the pattern is nested too deep', false);
    let index: number | null = null;
    if (this.#peek() === '?') {
      this.#at += 1;
      if (this.#next() !== ':') throw new PatternError('a group cannot begin like this');
    } else {
      this.groups += 1;
      index = this.groups;
    }
    const body = this.#choice();
    if (this.#next() !== ')') throw new PatternError('a group is not closed');
    this.#depth -= 1;
    return { kind: 'group', index, body };
  }

  /** After a backslash: a set, or the character itself. */
  #escape(): CharacterSet {
    const letter = this.#next();
    if (/[1-9]/.test(letter)) throw new PatternError('back-references are not supported', false);
    if (letter === 'p' || letter === 'P') return this.#category(letter === 'P');
    return named(letter) ?? single(escapedCharacter(letter), this.#flags.ignoreCase);
  }

  #category(complement: boolean): CharacterSet {
    const end = this.#characters.indexOf('}', this.#at);
    if (this.#next() !== '{' || end === -1) throw new PatternError('a category is not complete');
    const name = this.#characters.slice(this.#at, end).join('');
    this.#at = end + 1;
    const set = category(name);
    if (set === null) throw new PatternError(`the category ${name} is not supported`, !/^Is/.test(name));
    return complement ? (character) => !set(character) : set;
  }

  /** After `[`: items, a complement, and what is taken away. */
  #class(): CharacterSet {
    const complement = this.#peek() === '^';
    if (complement) this.#at += 1;
    const items: CharacterSet[] = [];
    let minus: CharacterSet | null = null;
    while (this.#peek() !== ']') {
      if (this.#peek() === '-' && this.#peek(1) === '[' && items.length > 0) {
        this.#at += 2;
        minus = this.#class();
        if (this.#peek() !== ']') throw new PatternError('a subtraction ends its class');
        break;
      }
      items.push(this.#classItem(items.length === 0));
    }
    this.#at += 1;
    if (items.length === 0) throw new PatternError('a class is empty');
    return (character) => items.some((item) => item(character)) !== complement && minus?.(character) !== true;
  }

  #classItem(first: boolean): CharacterSet {
    const start = this.#next();
    if (start === '[') throw new PatternError('a class stands in a class');
    if (start === '\\') {
      const letter = this.#peek() ?? '';
      if (/\d/.test(letter)) throw new PatternError('a back-reference stands in a class');
      if (letter === 'p' || letter === 'P' || named(letter) !== null) return this.#escape();
      this.#at += 1;
      return this.#classRange(escapedCharacter(letter));
    }
    const lone = start === '-' && !first && this.#peek() !== ']';
    if (lone) throw new PatternError('a "-" stands alone in a class');
    return this.#classRange(start);
  }

  #classRange(start: string): CharacterSet {
    const ranges = this.#peek() === '-' && this.#peek(1) !== ']' && this.#peek(1) !== '[';
    if (!ranges) return single(start, this.#flags.ignoreCase);
    this.#at += 1;
    let end = this.#next();
    if (end === '\\') end = escapedCharacter(this.#next());
    if ((end.codePointAt(0) ?? 0) < (start.codePointAt(0) ?? 0))
      throw new PatternError('a range ends before it begins');
    return range(start, end, this.#flags.ignoreCase);
  }
}

function escapedCharacter(letter: string): string {
  if (letter === 'n') return '\n';
  if (letter === 'r') return '\r';
  if (letter === 't') return '\t';
  if (/^[\\|.?*+(){}\-[\]^$]$/.test(letter)) return letter;
  throw new PatternError(`there is no \\${letter}`);
}
