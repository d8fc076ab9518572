import { Select } from '@mantine/core';
import type { HandlingView } from '#engine/runtime/application/handling.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';

interface CategoryChoiceProps {
  readonly label: string;
  /** What '' stands for. */
  readonly open: string;
  readonly categories: HandlingView['categories'];
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** A category for which a line of a rule holds, by its group, or all of them. */
export function CategoryChoice({ label, open, categories, value, onChange }: CategoryChoiceProps) {
  const language = useLanguage();
  const groups = [...Map.groupBy(categories, ({ group }) => group[language])];
  return (
    <Select
      label={label}
      placeholder={open}
      searchable
      clearable
      data={groups.map(([group, of]) => ({
        group,
        items: of.map(({ code, name }) => ({ value: code, label: name[language] })),
      }))}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? '')}
    />
  );
}
