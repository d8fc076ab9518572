/** The field above a list of the city; `holdsWords` says what fits it. */
import { TextInput } from '@mantine/core';

interface SearchFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, hint, value, onChange }: SearchFieldProps) {
  return (
    <TextInput
      className="city-search"
      type="search"
      label={label}
      description={hint}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
