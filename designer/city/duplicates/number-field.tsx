import { NumberInput } from '@mantine/core';

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly min: number;
  readonly max: number;
  readonly fault: string | undefined;
  readonly value: number;
  readonly put: (value: number) => void;
}

/** A whole number within its bounds. */
export function NumberField({ label, hint, min, max, fault, value, put }: NumberFieldProps) {
  return (
    <NumberInput
      label={label}
      description={hint}
      required
      min={min}
      max={max}
      allowDecimal={false}
      error={fault}
      value={value}
      onChange={(next) => put(Number(next) || min)}
    />
  );
}
