/**
 * Bundles of earlier formats, brought forward one step after the other. There is one format so far; the next one adds its
 * step here, and the frozen bundles of `test/data/bundles` say whether the old ones still come in.
 */
import { type BundleTexts, format } from './manifest.ts';

/** From the format of its key to the next. */
type Step = (texts: BundleTexts) => BundleTexts;

const steps: Readonly<Record<number, Step>> = {};

export function broughtForward(texts: BundleTexts, from: number): BundleTexts {
  let now = texts;
  for (let number = from; number < format; number++) now = steps[number]?.(now) ?? now;
  return now;
}
