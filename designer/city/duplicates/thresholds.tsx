/** From how much alike on something is suggested to citizens or officials, and how many at most. */
import { type Audience, mostMax } from '#engine/cases/duplicates/settings.ts';
import type { DuplicateRulesTextKey } from '#portal/kit/texts/duplicate-rules.ts';
import { NumberField } from './number-field.tsx';
import type { PartProps } from './part-props.ts';
import { useDuplicateWords } from './use-words.ts';

const hints = { citizen: 'citizenHint', official: 'officialHint' } as const;

export function Thresholds({
  rules: { least, most },
  change,
  faults,
  audience,
}: PartProps & { readonly audience: Audience }) {
  const t = useDuplicateWords();
  const percent = Math.round(least[audience] * 100);
  return (
    <fieldset className="city-fields">
      <legend>{t(audience)}</legend>
      <p className="wf-muted">{t(hints[audience])}</p>
      <NumberField
        label={t('least')}
        hint={t(meaningOf(percent))}
        min={0}
        max={100}
        fault={faults.get(`least.${audience}`)}
        value={percent}
        put={(next) => change({ least: { ...least, [audience]: next / 100 } })}
      />
      <NumberField
        label={t('most')}
        min={1}
        max={mostMax}
        fault={faults.get(`most.${audience}`)}
        value={most[audience]}
        put={(next) => change({ most: { ...most, [audience]: next } })}
      />
    </fieldset>
  );
}

function meaningOf(percent: number): DuplicateRulesTextKey {
  if (percent >= 75) return 'leastVery';
  if (percent >= 55) return 'leastQuite';
  return percent >= 30 ? 'leastSome' : 'leastAny';
}
