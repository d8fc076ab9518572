/** “Of the last 1,000 cases, 37 would go another way, 4 would be late.” */
import type { DraftTrial } from '#engine/runtime/application/history.ts';
import { count as inWords } from '#portal/kit/format.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useText } from '../use-text.ts';
import { sumsOf } from './sums.ts';

export function TrialSentence({ cases }: { readonly cases: readonly DraftTrial[] }) {
  const t = useText();
  const language = useLanguage();
  const { count, another, late } = sumsOf(cases);
  const words = (number: number): string => inWords(number, language);
  return (
    <p className="trial-sentence">
      {t('trialSentence', { all: words(count), another: words(another.length), late: words(late.length) })}
    </p>
  );
}
