/** Two states of a configuration beside each other, and beside what both began from where that is known. */

import { type Difference, differencesOf } from './differences.ts';
import { itemOf } from './entry-names.ts';
import type { BundleTexts, ManifestLine } from './manifest.ts';

/**
 * `new`: is not here. `same`. `changed`: another there, and here as it was when they began. `mine`: changed only here.
 * `conflict`: changed on both sides, or nobody knows. `gone`: here, and not in a bundle of this item.
 */
export type EntryState = 'new' | 'same' | 'changed' | 'mine' | 'conflict' | 'gone';

export interface ComparedEntry {
  readonly name: string;
  readonly state: EntryState;
  readonly differences: readonly Difference[];
}

export interface ComparedItem {
  /** `city/units.json`, `services/noise`. */
  readonly item: string;
  /** The weightiest of its entries. */
  readonly state: Exclude<EntryState, 'gone'>;
  readonly entries: readonly ComparedEntry[];
}

export interface Sides {
  /** What is here of the items that the other side has; laid out. */
  readonly here: BundleTexts;
  readonly there: BundleTexts;
  /** Hashes by name of what both began from; undefined: not known. */
  readonly base: ReadonlyMap<string, string> | undefined;
  readonly hash: (text: string) => string;
}

/** By item, in the order of their names. */
export function compareSides(sides: Sides): readonly ComparedItem[] {
  const names = [...new Set([...sides.here.keys(), ...sides.there.keys()])].toSorted((a, b) => (a < b ? -1 : 1));
  const items = Map.groupBy(names, itemOf);
  return [...items].map(([item, own]) => {
    const entries = own.map((name) => compareEntry(name, sides));
    return {
      item,
      state: stateOf(
        entries,
        own.some((name) => sides.here.has(name)),
      ),
      entries,
    };
  });
}

/** The lines of a manifest as {@link Sides.base} wants them. */
export function hashesOf(lines: readonly ManifestLine[]): ReadonlyMap<string, string> {
  return new Map(lines.map(({ path, sha256 }) => [path, sha256]));
}

function compareEntry(name: string, { here, there, base, hash }: Sides): ComparedEntry {
  const [mine, theirs] = [here.get(name), there.get(name)];
  if (mine === theirs) return { name, state: 'same', differences: [] };
  const differences = mine === undefined || theirs === undefined ? [] : differencesOf(name, mine, theirs);
  const [hashMine, hashTheirs] = [mine, theirs].map((text) => (text === undefined ? undefined : hash(text)));
  const was = base?.get(name);
  if (base !== undefined && hashTheirs === was) return { name, state: 'mine', differences };
  const touched = base === undefined ? mine !== undefined : hashMine !== was;
  if (touched) return { name, state: 'conflict', differences };
  return { name, state: theirs === undefined ? 'gone' : mine === undefined ? 'new' : 'changed', differences };
}

function stateOf(entries: readonly ComparedEntry[], isHere: boolean): ComparedItem['state'] {
  const has = (state: EntryState) => entries.some((entry) => entry.state === state);
  if (has('conflict')) return 'conflict';
  // Where each side has changed other files of one service, nobody can take both by taking one.
  if (has('mine') && (has('changed') || has('new') || has('gone'))) return 'conflict';
  if (has('mine')) return 'mine';
  if (entries.every(({ state }) => state === 'same')) return 'same';
  return isHere ? 'changed' : 'new';
}
