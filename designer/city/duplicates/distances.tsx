/** How near two reports must be, of all and by category. */
import { Button, Select } from '@mantine/core';
import { daysMax, radiusMax } from '#engine/cases/duplicates/settings.ts';
import type { DuplicateRulesView } from '#engine/runtime/application/duplicate-rules.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { NumberField } from './number-field.tsx';
import type { PartProps } from './part-props.ts';
import { useDuplicateWords } from './use-words.ts';

export function Near({ rules, change, faults }: PartProps) {
  const t = useDuplicateWords();
  return (
    <fieldset className="city-fields">
      <legend>{t('where')}</legend>
      <NumberField
        label={t('radius')}
        hint={t('radiusHint')}
        min={1}
        max={radiusMax}
        fault={faults.get('radiusMetres')}
        value={rules.radiusMetres}
        put={(radiusMetres) => change({ radiusMetres })}
      />
      <NumberField
        label={t('days')}
        min={1}
        max={daysMax}
        fault={faults.get('days')}
        value={rules.days}
        put={(days) => change({ days })}
      />
    </fieldset>
  );
}

export function OwnDistances({ rules, change, faults, among }: PartProps & Pick<DuplicateRulesView, 'among'>) {
  const t = useDuplicateWords();
  const language = useLanguage();
  const { categories, radiusMetres } = rules;
  const put = (place: number, part: Partial<(typeof categories)[number]>) =>
    change({ categories: categories.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  const taken = new Set(categories.map(({ category }) => category));
  const free = among.find(({ code }) => !taken.has(code));
  return (
    <fieldset className="city-fields">
      <legend>{t('ownRadius')}</legend>
      <p className="wf-muted">{t('ownRadiusHint')}</p>
      {categories.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an exception is known by its place
        <div key={place} className="own-distance">
          <Select
            label={t('category')}
            searchable
            allowDeselect={false}
            error={faults.get(`categories[${place}].category`)}
            data={among
              .filter(({ code }) => code === one.category || !taken.has(code))
              .map(({ code, name }) => ({ value: code, label: name[language] }))}
            value={one.category}
            onChange={(category) => category !== null && put(place, { category })}
          />
          <NumberField
            label={t('radius')}
            min={1}
            max={radiusMax}
            fault={faults.get(`categories[${place}].radiusMetres`)}
            value={one.radiusMetres}
            put={(metres) => put(place, { radiusMetres: metres })}
          />
          <Button
            variant="default"
            aria-label={t('remove', { n: place + 1 })}
            onClick={() => change({ categories: categories.filter((_, at) => at !== place) })}
          >
            {t('removeShort')}
          </Button>
        </div>
      ))}
      {free !== undefined && (
        <div>
          <Button
            variant="default"
            onClick={() => change({ categories: [...categories, { category: free.code, radiusMetres }] })}
          >
            {t('add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
