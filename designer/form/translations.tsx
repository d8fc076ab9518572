/** Every Vietnamese text of the form with its English beside it. */
import { TextInput } from '@mantine/core';
import type { FormDefinition } from '#forms/definition.ts';
import { textsOf, translate } from '#forms/texts.ts';
import { useText } from '../use-text.ts';

export function Translations({
  form,
  onChange,
}: {
  readonly form: FormDefinition;
  readonly onChange: (form: FormDefinition) => void;
}) {
  const t = useText();
  return (
    <div className="translations wf-card">
      <p className="wf-muted">{t('translationsLead')}</p>
      {textsOf(form).map((text) => (
        <TextInput
          key={text}
          label={text}
          lang="en"
          value={form.i18n?.['en']?.[text] ?? ''}
          onChange={(event) => onChange(translate(form, text, event.currentTarget.value))}
        />
      ))}
    </div>
  );
}
