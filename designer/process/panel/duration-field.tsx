/** A length of time: a number and a unit, one that the table of priorities gives, or a formula. */
import { NumberInput, Select } from '@mantine/core';
import { useText } from '../../use-text.ts';
import { FeelField } from '../feel/feel-field.tsx';
import { type DurationUnit, durationUnits, type Length, parseLength, writeLength } from './duration.ts';

export interface DurationFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  /** Whose length it is: what a formula may ask for there is completed. */
  readonly element?: string;
}

const terms = [
  ['=expected.accept', 'termAccept'],
  ['=sla.takeOn', 'termTakeOn'],
  ['=sla.resolve', 'termResolve'],
] as const;

export function DurationField({ label, value, onCommit, element = '' }: DurationFieldProps) {
  const t = useText();
  const length = parseLength(value);
  const kind =
    value === '' ? null : length !== null ? 'fixed' : terms.some(([term]) => term === value) ? value : 'formula';
  return (
    <>
      <Select
        label={label}
        allowDeselect={false}
        placeholder={t('pick')}
        value={kind}
        data={[
          { value: 'fixed', label: t('durationFixed') },
          ...terms.map(([term, key]) => ({ value: term, label: t(key) })),
          { value: 'formula', label: t('durationFormula') },
        ]}
        onChange={(next) => {
          if (next === 'fixed') onCommit('PT8H');
          else if (next === 'formula') onCommit(value.startsWith('=') ? value : `=duration("${value || 'PT8H'}")`);
          else if (next !== null) onCommit(next);
        }}
      />
      {length !== null && <LengthInputs length={length} onCommit={(next) => onCommit(writeLength(next))} />}
      {kind === 'formula' && (
        <FeelField
          label={t('durationFormula')}
          description={t('feelHint')}
          mixed
          spot={{ element, when: 'before' }}
          value={value}
          onCommit={onCommit}
        />
      )}
    </>
  );
}

interface LengthInputsProps {
  readonly length: Length;
  readonly onCommit: (length: Length) => void;
}

export function LengthInputs({ length, onCommit }: LengthInputsProps) {
  const t = useText();
  return (
    <div className="length">
      <NumberInput
        aria-label={t('durationNumber')}
        min={1}
        max={999}
        allowDecimal={false}
        clampBehavior="strict"
        value={length.n}
        onChange={(n) => {
          if (typeof n === 'number' && n > 0) onCommit({ ...length, n });
        }}
      />
      <Select
        aria-label={t('durationUnit')}
        allowDeselect={false}
        value={length.unit}
        data={durationUnits.map((unit) => ({ value: unit, label: t(`unit_${unit}`) }))}
        onChange={(unit) => onCommit({ ...length, unit: (unit ?? length.unit) as DurationUnit })}
      />
    </div>
  );
}
