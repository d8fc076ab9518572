/** Fields of the panel. What is typed becomes one command when the field is left, so that undo goes in whole steps. */
import { Autocomplete, Select, Textarea, TextInput } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly description?: string | undefined;
  readonly lines?: number;
  readonly code?: boolean;
}

export function TextField({ label, value, onCommit, description, lines = 1, code = false }: TextFieldProps) {
  const [typed, setTyped] = useState(value);
  const latest = useRef({ typed, value, onCommit });
  latest.current = { typed, value, onCommit };
  useEffect(() => setTyped(value), [value]);
  // Another element chosen while the cursor stands here: what was typed is not lost.
  useLayoutEffect(() => () => commit(latest.current), []);
  const shared = {
    label,
    value: typed,
    ...(description !== undefined && { description }),
    ...(code && { className: 'code-field', spellCheck: false }),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setTyped(event.currentTarget.value),
    onBlur: () => commit(latest.current),
  };
  if (lines > 1) return <Textarea {...shared} autosize minRows={lines} />;
  return (
    <TextInput
      {...shared}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(latest.current);
      }}
    />
  );
}

/** A name that may be new, or one that is there already. */
export function SuggestField({ suggestions, ...field }: TextFieldProps & { readonly suggestions: readonly string[] }) {
  const { label, value, onCommit, description } = field;
  const [typed, setTyped] = useState(value);
  const latest = useRef({ typed, value, onCommit });
  latest.current = { typed, value, onCommit };
  useEffect(() => setTyped(value), [value]);
  useLayoutEffect(() => () => commit(latest.current), []);
  return (
    <Autocomplete
      label={label}
      {...(description !== undefined && { description })}
      data={[...suggestions]}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={(chosen) => commit({ ...latest.current, typed: chosen })}
      onBlur={() => commit(latest.current)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit(latest.current);
      }}
    />
  );
}

export interface PickFieldProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onCommit: (value: string) => void;
  readonly none?: string;
  readonly description?: string | undefined;
}

/** A value that is in no list is shown all the same: it stands in the file. */
export function PickField({ label, value, choices, onCommit, none, description }: PickFieldProps) {
  const known = value === '' || choices.some((choice) => choice.value === value);
  return (
    <Select
      label={label}
      {...(description !== undefined && { description })}
      value={value === '' ? null : value}
      placeholder={none ?? ''}
      clearable
      searchable={choices.length > 8}
      data={known ? [...choices] : [...choices, { value, label: value }]}
      onChange={(next) => onCommit(next ?? '')}
    />
  );
}

function commit({ typed, value, onCommit }: Pick<TextFieldProps, 'value' | 'onCommit'> & { typed: string }): void {
  if (typed !== value) onCommit(typed);
}
