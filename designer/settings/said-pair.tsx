/** One text in both languages, side by side. */
import { Textarea, TextInput } from '@mantine/core';
import type { Localised } from '#engine/cases/text/localised.ts';
import { useFault } from './faults.ts';
import { said } from './pack-file.ts';
import { useWords } from './use-words.ts';

interface Props {
  /** Of the two texts in the settings, for what is to be mended. */
  readonly path: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: Localised;
  readonly put: (value: Localised) => void;
  /** A sentence rather than a name. */
  readonly long?: boolean;
}

export function SaidPair({ path, label, hint, value, put, long = false }: Props) {
  const t = useWords();
  const faults = { vi: useFault(`${path}.vi`), en: useFault(`${path}.en`) };
  return (
    <div className="settings-pair">
      {(['vi', 'en'] as const).map((side) => {
        const shared = {
          required: true,
          label: t(side === 'vi' ? 'inVietnamese' : 'inEnglish', { what: label }),
          description: side === 'vi' ? hint : undefined,
          inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const, 'error' as const],
          lang: side,
          autoComplete: 'off',
          error: faults[side],
          value: value[side],
          onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
            put(said(value, side, event.currentTarget.value)),
        };
        return long ? (
          <Textarea key={side} {...shared} autosize minRows={2} maxLength={400} />
        ) : (
          <TextInput key={side} {...shared} maxLength={120} />
        );
      })}
    </div>
  );
}
