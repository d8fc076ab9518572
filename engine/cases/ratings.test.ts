import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { measuresOf, type RatingSum, ratingFigures, ratingsShownFrom } from './ratings.ts';

const sums = (key: string, ...ratings: readonly number[]): readonly RatingSum[] =>
  ratings.flatMap((rating) =>
    measuresOf({ rating, solved: rating > 2, reasons: rating < 3 ? ['slow'] : [] }).map((measure) => ({
      key,
      measure,
      times: 1,
    })),
  );
const added = (all: readonly RatingSum[]): readonly RatingSum[] =>
  [...Map.groupBy(all, ({ key, measure }) => `${key} ${measure}`).values()].map((of) => ({
    key: of[0]?.key ?? '',
    measure: of[0]?.measure ?? '',
    times: of.length,
  }));

test('means, how often each was given, what was not solved, and the reasons', () => {
  const { lines, total } = ratingFigures(added([...sums('A', 5, 5, 4, 1, 2), ...sums('B', 3, 3, 3, 3, 3, 3)]));
  assert.deepEqual(lines[0], {
    key: 'A',
    times: 5,
    mean: 3.4,
    spread: [1, 1, 0, 1, 2],
    unsolved: 2,
    reasons: { slow: 2 },
  });
  assert.deepEqual([lines[1]?.key, lines[1]?.mean, total?.times], ['B', 3, 11]);
});

test('few ratings stand in no line of their own, and cannot be found by taking lines from the total', () => {
  const small = ratingFigures(added([...sums('A', 1), ...sums('B', 5, 5, 5, 5, 5, 5), ...sums('C', 4, 4, 4, 4, 4)]));
  // One alone would be the difference between the total and the others: the smallest of these goes with it.
  assert.deepEqual(
    small.lines.map(({ key, times }) => [key, times]),
    [
      ['B', 6],
      [null, 6],
    ],
  );
  assert.deepEqual(ratingFigures(added(sums('A', 1, 1, 1, 1))), { lines: [], total: null });
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 9 }), { maxLength: 8 }), (units) => {
      const { lines, total } = ratingFigures(added(units.flatMap((ratings, index) => sums(`U${index}`, ...ratings))));
      assert.ok(lines.every(({ times }) => times >= ratingsShownFrom));
      assert.equal(
        lines.reduce((all, { times }) => all + times, 0),
        total?.times ?? 0,
      );
    }),
  );
});
