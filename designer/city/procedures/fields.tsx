/** Fields of a procedure, each with what was found wrong of it. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { createContext, useContext } from 'react';
import type { Localised, Named } from '#engine/runtime/application/common.ts';
import type { Procedure } from '#engine/runtime/application/procedures.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { parseLength, writeLength } from '../../process/panel/duration.ts';
import { useProcedureWords } from './use-words.ts';

/** What is wrong, by path of the field (`deadline.resolve`). */
export const Faults = createContext<ReadonlyMap<string, string>>(new Map());

export function useFault(path: string): string | undefined {
  return useContext(Faults).get(path);
}

export interface PartProps {
  readonly procedure: Procedure;
  readonly change: (part: Partial<Procedure>) => void;
}

interface FieldProps<Value> {
  readonly label: string;
  readonly hint?: string;
  /** Where faults of it are told. */
  readonly path: string;
  readonly value: Value;
  readonly put: (value: Value) => void;
}

export function TextField({
  label,
  hint,
  path,
  value,
  put,
  ...rest
}: FieldProps<string> & { readonly optional?: boolean; readonly readOnly?: boolean }) {
  return (
    <TextInput
      label={label}
      description={hint}
      required={rest.optional !== true}
      readOnly={rest.readOnly ?? false}
      maxLength={500}
      autoComplete="off"
      error={useFault(path)}
      value={value}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}

/** A text in both languages. */
export function NameFields({
  labels,
  path,
  value,
  put,
}: {
  readonly labels: readonly [string, string];
  readonly path: string;
  readonly value: Localised;
  readonly put: (value: Localised) => void;
}) {
  return (
    <>
      <TextField label={labels[0]} path={`${path}.vi`} value={value.vi} put={(vi) => put({ ...value, vi })} />
      <TextField label={labels[1]} path={`${path}.en`} value={value.en} put={(en) => put({ ...value, en })} />
    </>
  );
}

export function WholeField({ label, hint, path, value, put, min = 0 }: FieldProps<number> & { readonly min?: number }) {
  const vietnamese = useLanguage() === 'vi';
  return (
    <NumberInput
      label={label}
      description={hint}
      required
      min={min}
      max={1_000_000_000}
      allowDecimal={false}
      thousandSeparator={vietnamese ? '.' : ','}
      decimalSeparator={vietnamese ? ',' : '.'}
      error={useFault(path)}
      value={value}
      onChange={(next) => put(Number(next) || 0)}
    />
  );
}

export function ChoiceField({
  label,
  path,
  value,
  put,
  among,
}: FieldProps<string> & { readonly among: readonly Named[] }) {
  const t = useProcedureWords();
  const language = useLanguage();
  const fault = useFault(path);
  const known = among.map(({ code, name }) => ({ value: code, label: name[language] }));
  const data =
    value === '' || among.some(({ code }) => code === value)
      ? known
      : [...known, { value, label: t('unknownUnit', { code: value }) }];
  return (
    <Select
      label={label}
      required
      searchable
      allowDeselect={false}
      error={fault}
      data={data}
      value={value === '' ? null : value}
      onChange={(chosen) => chosen !== null && put(chosen)}
    />
  );
}

/** Working time: a number and what it counts. What is no plain length is shown as it is written. */
export function TermField({ label, hint, path, value, put }: FieldProps<string>) {
  const t = useProcedureWords();
  const fault = useFault(path);
  const length = parseLength(value);
  if (length === null)
    return <TextField label={label} {...(hint !== undefined && { hint })} path={path} value={value} put={put} />;
  return (
    <div className="term">
      <NumberInput
        label={label}
        description={hint}
        required
        min={length.unit === 'days' ? 0 : 1}
        max={999}
        allowDecimal={false}
        error={fault}
        value={length.n}
        onChange={(n) => put(writeLength({ ...length, n: Math.min(999, Math.max(0, Number(n) || 0)) }))}
      />
      <Select
        aria-label={t('unitOf', { what: label })}
        allowDeselect={false}
        data={(['days', 'hours', 'minutes'] as const).map((unit) => ({ value: unit, label: t(unit) }))}
        value={length.unit}
        onChange={(unit) => unit !== null && put(writeLength({ ...length, unit: unit as typeof length.unit }))}
      />
    </div>
  );
}
