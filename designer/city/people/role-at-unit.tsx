import { Select } from '@mantine/core';
import type { PeopleList } from '#engine/runtime/application/people.ts';
import { useLanguage } from '#portal/kit/react/providers.tsx';
import { usePeopleWords } from '#portal/kit/react/use-people-words.ts';

interface RoleAtUnitProps {
  readonly list: Pick<PeopleList, 'roles' | 'units'>;
  readonly post: { readonly role: string; readonly unit: string };
  readonly onChange: (part: { readonly role: string } | { readonly unit: string }) => void;
}

/** A role at a unit, of a person or of a system. */
export function RoleAtUnit({ list, post, onChange }: RoleAtUnitProps) {
  const t = usePeopleWords();
  const language = useLanguage();
  return (
    <>
      <Select
        label={t('role')}
        required
        searchable
        data={list.roles.map(({ code, name }) => ({ value: code, label: name[language] }))}
        value={post.role === '' ? null : post.role}
        onChange={(role) => onChange({ role: role ?? '' })}
      />
      <Select
        label={t('unit')}
        required
        searchable
        limit={50}
        data={list.units.map(({ code, name }) => ({ value: code, label: `${name[language]} (${code})` }))}
        value={post.unit === '' ? null : post.unit}
        onChange={(unit) => onChange({ unit: unit ?? '' })}
      />
    </>
  );
}
