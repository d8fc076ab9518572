/** A length of time in days, months or years, as ISO 8601 in the text. */
import { NumberInput, Select } from '@mantine/core';
import { useId } from 'react';
import { useRetentionWords } from './use-words.ts';

const units = { D: 'days', M: 'months', Y: 'years' } as const;
type Unit = keyof typeof units;

interface DurationFieldProps {
  readonly label: string;
  readonly hint?: string;
  /** '' where there may be none. */
  readonly value: string;
  readonly optional?: boolean;
  readonly onChange: (duration: string) => void;
}

export function DurationField({ label, hint, value, optional = false, onChange }: DurationFieldProps) {
  const t = useRetentionWords();
  const id = useId();
  const [, digits = '', letter = 'Y'] = /^P(\d+)([DMY])$/.exec(value) ?? [];
  const unit = letter as Unit;
  // What the screen cannot say stays in the text as it is until somebody types over it.
  const isForeign = value !== '' && digits === '';
  const write = (count: number | string, of: Unit) => onChange(count === '' || count === 0 ? '' : `P${count}${of}`);
  return (
    <div className="retention-duration">
      <NumberInput
        id={id}
        label={label}
        description={isForeign ? value : hint}
        min={1}
        max={36_500}
        allowDecimal={false}
        required={!optional}
        value={digits === '' ? '' : Number(digits)}
        onChange={(count) => write(count, unit)}
      />
      <Select
        aria-label={t('unit', { what: label })}
        allowDeselect={false}
        data={Object.entries(units).map(([code, name]) => ({ value: code, label: t(name) }))}
        value={unit}
        onChange={(of) => write(digits === '' ? 1 : Number(digits), (of ?? 'Y') as Unit)}
      />
    </div>
  );
}
