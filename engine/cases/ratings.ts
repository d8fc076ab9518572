/**
 * What reporters say of the result, in sums. A sum of few ratings would tell what one person said of one case, or of the
 * one official who handles such cases: what has fewer than {@link ratingsShownFrom} is put together, with the smallest of the
 * others where it is still too little, and what is too little as a whole is not told at all. There is no figure by official.
 */

/** The least number of ratings that a figure is made of. */
export const ratingsShownFrom = 5;

export interface RatingLine {
  /** Month, unit or category; null: several that have few ratings, put together. */
  readonly key: string | null;
  readonly times: number;
  /** Of 1 to 5. */
  readonly mean: number;
  /** How often 1, 2, 3, 4, 5 was given. */
  readonly spread: readonly number[];
  readonly unsolved: number;
  readonly reasons: Readonly<Record<string, number>>;
}

export interface RatingSum {
  readonly key: string;
  readonly measure: string;
  readonly times: number;
}

/** What one rating adds to the sums. */
export function measuresOf(rating: {
  readonly rating: number;
  readonly solved: boolean;
  readonly reasons: readonly string[];
}): readonly string[] {
  return [
    `rating:${rating.rating}`,
    ...(rating.solved ? [] : ['unsolved']),
    ...rating.reasons.map((reason) => `reason:${reason}`),
  ];
}

/** @returns lines that may be told, and their total; both nothing where there are too few */
export function ratingFigures(sums: readonly RatingSum[]): {
  readonly lines: readonly RatingLine[];
  readonly total: RatingLine | null;
} {
  const all = [...Map.groupBy(sums, ({ key }) => key)].map(([key, of]) => lineOf(key, of));
  const bySize = all.toSorted((a, b) => a.times - b.times);
  const small = bySize.filter(({ times }) => times < ratingsShownFrom);
  const large = bySize.slice(small.length);
  while (small.length > 0 && large.length > 0 && sum(small) < ratingsShownFrom) small.push(...large.splice(0, 1));
  const total = together(null, all);
  if (total.times < ratingsShownFrom) return { lines: [], total: null };
  const others = small.length === 0 ? [] : [together(null, small)];
  const shown = large.toSorted((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1));
  return { lines: [...shown, ...others], total };
}

function lineOf(key: string, sums: readonly RatingSum[]): RatingLine {
  const times = (measure: string) => sums.find((one) => one.measure === measure)?.times ?? 0;
  const spread = [1, 2, 3, 4, 5].map((rating) => times(`rating:${rating}`));
  const reasons = sums.flatMap(({ measure, times: count }) =>
    measure.startsWith('reason:') ? [[measure.slice('reason:'.length), count] as const] : [],
  );
  return { key, ...meanOf(spread), spread, unsolved: times('unsolved'), reasons: Object.fromEntries(reasons) };
}

function together(key: string | null, lines: readonly RatingLine[]): RatingLine {
  const spread = [0, 1, 2, 3, 4].map((place) => lines.reduce((all, line) => all + (line.spread[place] ?? 0), 0));
  const reasons: Record<string, number> = {};
  for (const line of lines) {
    for (const [reason, times] of Object.entries(line.reasons)) reasons[reason] = (reasons[reason] ?? 0) + times;
  }
  return { key, ...meanOf(spread), spread, unsolved: lines.reduce((all, line) => all + line.unsolved, 0), reasons };
}

function meanOf(spread: readonly number[]): Pick<RatingLine, 'times' | 'mean'> {
  const times = spread.reduce((all, one) => all + one, 0);
  const points = spread.reduce((all, one, place) => all + one * (place + 1), 0);
  return { times, mean: times === 0 ? 0 : Math.round((points / times) * 100) / 100 };
}

function sum(lines: readonly RatingLine[]): number {
  return lines.reduce((all, { times }) => all + times, 0);
}
