import { TextInput } from '@mantine/core';
import { useWords } from './use-words.ts';

/** Why: every save of the city's configuration says it in one sentence. */
export function NoteField({ value, onChange }: { readonly value: string; readonly onChange: (note: string) => void }) {
  const t = useWords();
  return (
    <TextInput
      label={t('note')}
      description={t('noteHint')}
      required
      maxLength={500}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
