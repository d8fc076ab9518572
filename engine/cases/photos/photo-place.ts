/** Which place photos of one matter tell of: one, or none where they contradict each other. */
import { metresApart } from '../areas/distance.ts';
import type { Point } from '../text/localised.ts';

/** `apart`: taken at places too far from each other for one matter. */
export type PhotoPlace = { readonly point: Point } | 'missing' | 'apart';

/** @param points of each photo, in order; null: it does not say @param metres farther apart they are of two matters */
export function placeOfPhotos(points: readonly (Point | null)[], metres: number): PhotoPlace {
  const known = points.filter((point) => point !== null);
  const [first] = known;
  if (first === undefined) return 'missing';
  const agree = known.every((one) => known.every((other) => metresApart(one, other) <= metres));
  return agree ? { point: first } : 'apart';
}
