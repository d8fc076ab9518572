/**
 * A text as patterns look at it, with the way back to the text itself: composed (NFKC, so that full-width digits are
 * digits), without what nobody sees between two signs (zero-width spaces, soft hyphens).
 */

export interface Sight {
  readonly plain: string;
  /** For each sign of `plain`, and for its end, where it stands in the text. */
  readonly at: readonly number[];
}

/** A place in a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const unseen = /^(?:\p{Cf}|\u034f|\u115f|\u1160|\u3164)/u;

export function sightOf(text: string): Sight {
  let plain = '';
  const at: number[] = [];
  for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    if (unseen.test(cluster)) continue;
    const seen = cluster.normalize('NFKC');
    for (let n = 0; n < seen.length; n += 1) at.push(index);
    plain += seen;
  }
  at.push(text.length);
  return { plain, at };
}

/** Where a piece of `plain` stands in the text, with what nobody sees inside of it. */
export function spanOf({ at }: Sight, start: number, end: number): Span {
  return { start: at[start] ?? 0, end: at[end] ?? 0 };
}
