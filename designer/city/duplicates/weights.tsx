/** How much each likeness counts, and what share of the conclusion that is. */
import { type Part, parts } from '#engine/cases/duplicates/settings.ts';
import type { DuplicateRulesTextKey } from '#portal/kit/texts/duplicate-rules.ts';
import { NumberField } from './number-field.tsx';
import type { PartProps } from './part-props.ts';
import { useDuplicateWords } from './use-words.ts';

export const partWords: Readonly<Record<Part, DuplicateRulesTextKey>> = {
  distance: 'distance',
  time: 'time',
  category: 'categoryWeight',
  text: 'text',
};
const weightMax = 100;

export function Weights({ rules: { weights }, change, faults }: PartProps) {
  const t = useDuplicateWords();
  const total = parts.reduce((sum, part) => sum + weights[part], 0);
  return (
    <fieldset className="city-fields">
      <legend>{t('weights')}</legend>
      <p className="wf-muted">{t('weightsHint')}</p>
      {faults.has('weights') && <p className="wf-notice">{faults.get('weights')}</p>}
      {parts.map((part) => (
        <NumberField
          key={part}
          label={t(partWords[part])}
          hint={
            weights[part] === 0 ? t('shareNone') : t('share', { percent: Math.round((weights[part] / total) * 100) })
          }
          min={0}
          max={weightMax}
          fault={faults.get(`weights.${part}`)}
          value={weights[part]}
          put={(weight) => change({ weights: { ...weights, [part]: weight } })}
        />
      ))}
    </fieldset>
  );
}
