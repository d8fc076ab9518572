/** Who receives, handles, signs, numbers and helps: units of the city, or the same part of every ward. */
import { MultiSelect } from '@mantine/core';
import type { Named } from '#engine/runtime/application/common.ts';
import type { Procedure, ProcedureChoices } from '#engine/runtime/application/procedures.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { ChoiceField, type PartProps, useFault } from './fields.tsx';
import { useProcedureWords } from './use-words.ts';

export function Units({ procedure: { units }, change, choices }: PartProps & { readonly choices: ProcedureChoices }) {
  const t = useProcedureWords();
  const language = useLanguage();
  const fault = useFault('units.receiving');
  const put = (part: Partial<Procedure['units']>) => change({ units: { ...units, ...part } });
  const among = choices.units.map((unit): Named => {
    if (!unit.code.includes('{ward}')) return unit;
    const words = t('eachWard', { name: unit.name[language] });
    return { code: unit.code, name: { vi: words, en: words } };
  });
  const gone = units.receiving.filter((code) => !among.some((one) => one.code === code));
  return (
    <fieldset className="city-fields">
      <legend>{t('units')}</legend>
      <MultiSelect
        label={t('receiving')}
        description={t('receivingHint')}
        required
        searchable
        error={fault}
        data={[
          ...among.map(({ code, name }) => ({ value: code, label: name[language] })),
          ...gone.map((code) => ({ value: code, label: t('unknownUnit', { code }) })),
        ]}
        value={[...units.receiving]}
        onChange={(receiving) => put({ receiving })}
      />
      {(['handling', 'competent', 'records', 'support'] as const).map((part) => (
        <ChoiceField
          key={part}
          label={t(part)}
          path={`units.${part}`}
          among={among}
          value={units[part]}
          put={(unit) => put({ [part]: unit })}
        />
      ))}
    </fieldset>
  );
}
