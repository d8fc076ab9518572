/** How near two reports must be, of all and by category. */
import { Button, Select } from '@mantine/core';
import { daysMax, radiusMax } from '#engine/cases/duplicates/settings.ts';
import type { DuplicateRulesView } from '#engine/runtime/application/duplicate-rules.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { useLines } from '../use-lines.ts';
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
  const { edited, add } = useLines(categories, (changed) => change({ categories: changed }));
  const taken = new Set(categories.map(({ category }) => category));
  const free = among.find(({ code }) => !taken.has(code));
  return (
    <fieldset className="city-fields">
      <legend>{t('ownRadius')}</legend>
      <p className="wf-muted">{t('ownRadiusHint')}</p>
      {edited.map(({ key, line, place, put, remove }) => (
        <div key={key} className="own-distance">
          <Select
            label={t('category')}
            searchable
            allowDeselect={false}
            error={faults.get(`categories[${place}].category`)}
            data={among
              .filter(({ code }) => code === line.category || !taken.has(code))
              .map(({ code, name }) => ({ value: code, label: name[language] }))}
            value={line.category}
            onChange={(category) => category !== null && put({ category })}
          />
          <NumberField
            label={t('radius')}
            min={1}
            max={radiusMax}
            fault={faults.get(`categories[${place}].radiusMetres`)}
            value={line.radiusMetres}
            put={(metres) => put({ radiusMetres: metres })}
          />
          <Button variant="default" aria-label={t('remove', { n: place + 1 })} onClick={remove}>
            {t('removeShort')}
          </Button>
        </div>
      ))}
      {free !== undefined && (
        <div>
          <Button variant="default" onClick={() => add({ category: free.code, radiusMetres })}>
            {t('add')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
