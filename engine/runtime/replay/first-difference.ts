import type { Json } from '#engine/core/values.ts';

/** Where two JSON values part, and what stands there; undefined as the value: nothing. */
export interface Difference {
  /** Like `scopes.s1.variables.outcome`; '' for the whole. */
  readonly path: string;
  readonly saved: Json | undefined;
  readonly replayed: Json | undefined;
}

/**
 * The first place where two JSON texts differ, in the order of the saved one; the order of fields counts too, because
 * the texts must be equal byte for byte.
 * @returns undefined where they are equal
 */
export function firstDifference(saved: string, replayed: string): Difference | undefined {
  if (saved === replayed) return undefined;
  const [a, b] = [parsed(saved), parsed(replayed)];
  return between(a, b, '') ?? { path: '', saved: a, replayed: b };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text === '' ? undefined : text;
  }
}

type Value = Json | undefined;

function between(saved: Value, replayed: Value, path: string): Difference | undefined {
  if (saved === replayed) return undefined;
  if (!isTree(saved) || !isTree(replayed) || Array.isArray(saved) !== Array.isArray(replayed)) {
    return { path, saved, replayed };
  }
  const [a, b] = [Object.entries(saved), Object.entries(replayed)];
  for (const [index, [key, value]] of a.entries()) {
    const [otherKey] = b[index] ?? [];
    const at = path === '' ? key : `${path}.${key}`;
    if (otherKey !== key) return { path: at, saved: value, replayed: (replayed as Tree)[key] };
    const inner = between(value, (replayed as Tree)[key], at);
    if (inner !== undefined) return inner;
  }
  const [more] = b.slice(a.length);
  return more && { path: path === '' ? more[0] : `${path}.${more[0]}`, saved: undefined, replayed: more[1] };
}

type Tree = { readonly [key: string]: Json };

function isTree(value: Value): value is Tree {
  return typeof value === 'object' && value !== null;
}
